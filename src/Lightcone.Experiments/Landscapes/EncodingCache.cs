namespace Lightcone.Experiments.Landscapes;

/// <summary>Encodings of one process, shared between its runs: the one that was used longest ago goes first when they take more room than the limit. Safe for use from several threads.</summary>
/// <remarks>What is in it changes no result: an encoding is a function of its key.</remarks>
internal sealed class EncodingCache(long limit)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(string Key, Lazy<Encoded> Value)> recent = [];

    /// <summary>The one that all runs use: 768 MiB, enough for the twelve dampings of the paper's landscape with room for a control.</summary>
    public static EncodingCache Shared { get; } = new(768L << 20);

    /// <summary>How many encodings are held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return recent.Count;
        }
    }

    public Encoded Get(string key, Func<Encoded> create)
    {
        Lazy<Encoded> value;
        lock (gate)
        {
            LinkedListNode<(string Key, Lazy<Encoded> Value)>? node = recent.First;
            while (node is not null && node.Value.Key != key)
                node = node.Next;
            if (node is null)
                node = new((key, new Lazy<Encoded>(create)));
            else
                recent.Remove(node);
            recent.AddFirst(node);
            value = node.Value.Value;
        }

        // Created outside of the lock: other threads ask for other encodings meanwhile, and wait for this one.
        Encoded encoded = value.Value;
        lock (gate)
            while (recent.Count > 1 && recent.Sum(static entry => Bytes(entry.Value)) > limit)
                recent.RemoveLast();
        return encoded;
    }

    private static long Bytes(Lazy<Encoded> value) => value.IsValueCreated && value.Value.Sequences is { } sequences ? 4L * sequences.Values.Length : 0;
}
