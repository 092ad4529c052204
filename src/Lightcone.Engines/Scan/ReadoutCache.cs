using System.Collections.Concurrent;

namespace Lightcone.Engines.Scan;

/// <summary>What settles a rule in one pass, made when first needed for each readout. The one asked for last is at hand: looking it up would cost as much as settling some thousand cells.</summary>
/// <param name="make">Makes it for a readout, or gives null where there is none.</param>
internal sealed class ReadoutCache<T>(Func<LocalRule?, T?> make)
    where T : class
{
    private readonly ConcurrentDictionary<string, Entry> known = new();
    private Entry? last;

    /// <summary>What settles the rule for this readout, null for the states themselves.</summary>
    public T? For(LocalRule? readout)
    {
        Entry? entry = Volatile.Read(ref last);
        return entry is not null && ReferenceEquals(entry.Readout, readout) ? entry.Settler : Find(readout);
    }

    private T? Find(LocalRule? readout)
    {
        Entry entry = known.GetOrAdd(readout?.Hash ?? "", _ => new Entry(readout, make(readout)));
        Volatile.Write(ref last, ReferenceEquals(entry.Readout, readout) ? entry : new Entry(readout, entry.Settler));
        return entry.Settler;
    }

    private sealed record Entry(LocalRule? Readout, T? Settler);
}
