namespace Lightcone.Engines.Stepping;

/// <summary>When an engine may be picked without being asked for.</summary>
internal enum Candidacy
{
    /// <summary>Not for this run.</summary>
    Never,

    /// <summary>For any run: what it costs is known at once.</summary>
    AtOnce,

    /// <summary>For runs that are long enough: networks are searched just to know what it costs.</summary>
    AfterSearch,
}
