using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Schedules;

/// <summary>A partitioned rule of a ring (Margolus, "Physics-like models of computation", Physica D 10, 1984, here in one dimension): the cells are paired, every pair is replaced as a whole, and the next step pairs them the other way.</summary>
/// <remarks>Reversible exactly when its table is a permutation, which is seen at a glance; for rules with overlapping neighborhoods it is not.</remarks>
public sealed record BlockRule
{
    /// <summary>Takes a table of pairs.</summary>
    /// <param name="alphabet">The symbols, k of them.</param>
    /// <param name="table">For the pair (a, b), at index a k + b, the number of the pair that replaces it.</param>
    /// <exception cref="ArgumentException">There are not k x k entries below k x k.</exception>
    public BlockRule(Alphabet alphabet, ImmutableArray<int> table)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        int pairs = alphabet.Size * alphabet.Size;
        if (table.Length != pairs || table.Any(pair => pair < 0 || pair >= pairs))
            throw new ArgumentException($"A block rule over {alphabet} has {pairs} entries, each below {pairs}.", nameof(table));
        Alphabet = alphabet;
        Table = table;
    }

    /// <summary>The symbols.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>For each pair the one that replaces it.</summary>
    public ImmutableArray<int> Table { get; }

    /// <summary>Whether every pair has exactly one predecessor.</summary>
    public bool IsReversible => Table.Distinct().Count() == Table.Length;

    /// <summary>The rule that undoes this one.</summary>
    /// <exception cref="InvalidOperationException">The rule is not reversible.</exception>
    public BlockRule Inverse() => IsReversible
        ? new(Alphabet, [.. Enumerable.Range(0, Table.Length).Select(pair => Table.IndexOf(pair))])
        : throw new InvalidOperationException("Two pairs are replaced by the same one: what was before is lost.");

    /// <summary>One step on a ring of even length.</summary>
    /// <param name="ring">The configuration.</param>
    /// <param name="odd">Whether pairs begin at odd cells, as in every second step.</param>
    /// <exception cref="ArgumentException">The lattice is no ring of even length over the rule's alphabet.</exception>
    public Lattice Step(Lattice ring, bool odd)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Shape.Dimensions != 1 || ring.Boundary is not Boundary.PeriodicBoundary || ring.Count % 2 != 0 || !ring.Alphabet.Equals(Alphabet))
            throw new ArgumentException($"A block rule runs on rings of even length over {Alphabet}.", nameof(ring));
        byte[] next = new byte[ring.Count];
        for (int i = odd ? 1 : 0; i < ring.Count; i += 2)
        {
            int right = (i + 1) % ring.Count;
            int pair = Table[(ring[i] * Alphabet.Size) + ring[right]];
            next[i] = (byte)(pair / Alphabet.Size);
            next[right] = (byte)(pair % Alphabet.Size);
        }

        return ring.Adopt(next);
    }
}
