namespace Lightcone.Engines.Plane;

/// <summary>What a <see cref="RecordTable{T}"/> keeps once: a record of which some part is the key.</summary>
/// <typeparam name="T">The record itself.</typeparam>
internal interface IRecord<T>
    where T : unmanaged, IRecord<T>
{
    /// <summary>64 well mixed bits of the key: the high ones pick a place, the low ones are compared.</summary>
    static abstract ulong Hash(in T record);

    /// <summary>Whether two keys are equal.</summary>
    static abstract bool AreSame(in T one, in T other);
}
