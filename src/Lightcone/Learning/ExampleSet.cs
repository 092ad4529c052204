using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Learning;

/// <summary>The neighborhoods a network is to be right about, each once, with their results, as numbers: the whole domain, what examples showed of it, or what is left when positions are ignored.</summary>
internal sealed class ExampleSet
{
    private readonly int[]? indices;
    private readonly byte[] results;
    private readonly byte[] symbols;
    private readonly double[] code;

    private ExampleSet(Signature signature, ImmutableArray<SymbolCode> codes, int[]? indices, byte[] results, int? seen = null)
    {
        Signature = signature;
        Codes = codes;
        Encoder = new SymbolEncoder(signature, codes);
        this.indices = indices;
        this.results = results;
        Seen = seen ?? Count;
        symbols = new byte[signature.Positions];
        code = new double[Encoder.Inputs];
    }

    public Signature Signature { get; }

    public ImmutableArray<SymbolCode> Codes { get; }

    public SymbolEncoder Encoder { get; }

    /// <summary>How many neighborhoods there are to learn.</summary>
    public int Count => indices?.Length ?? results.Length;

    /// <summary>How many neighborhoods of the domain these stand for: more than <see cref="Count"/> when positions are known not to matter.</summary>
    public int Seen { get; }

    /// <summary>The neighborhoods that the examples leave out, in order, at most <see cref="TrainingRecord.MostUnseen"/> of them.</summary>
    public ImmutableArray<int> Unseen() => Seen == Signature.DomainSize
        ? []
        : [.. Enumerable.Range(0, Signature.DomainSize).Except(indices!).Take(TrainingRecord.MostUnseen)];

    /// <summary>Whether a single logit decides between two symbols.</summary>
    public bool IsBinary => Signature.Output.Size == 2;

    public static ExampleSet WholeDomain(LocalRule rule, SymbolCode code) => new(rule.Signature, Everywhere(rule.Signature, code), null, rule.Table.ToArray());

    public static ExampleSet Of(Transitions examples, SymbolCode code)
    {
        int[] seen = [.. examples.Seen];
        byte[] results = new byte[examples.Signature.DomainSize];
        foreach (int index in seen)
            results[index] = examples.ResultOf(index);
        return new(examples.Signature, Everywhere(examples.Signature, code), seen, results);
    }

    /// <summary>The rule on the positions that matter: the others are not read, and their symbol is 0 in every example.</summary>
    public static ExampleSet Essential(LocalRule rule, ImmutableArray<bool> essential, SymbolCode code)
    {
        Signature signature = rule.Signature;
        ImmutableArray<SymbolCode> codes = [.. essential.Select(read => read ? code : SymbolCode.Ignored)];
        List<int> kept = [];
        byte[] symbols = new byte[signature.Positions];
        for (int index = 0; index < signature.DomainSize; index++)
        {
            signature.Unpack(index, symbols);
            bool representative = true;
            for (int p = 0; p < symbols.Length; p++)
                representative &= essential[p] || symbols[p] == 0;
            if (representative)
                kept.Add(index);
        }

        return new(signature, codes, [.. kept], rule.Table.ToArray(), signature.DomainSize);
    }

    /// <summary>The number of example <paramref name="row"/>'s neighborhood.</summary>
    public int IndexAt(int row) => indices is null ? row : indices[row];

    /// <summary>The right result of example <paramref name="row"/>.</summary>
    public byte ResultAt(int row) => results[IndexAt(row)];

    /// <summary>Puts example <paramref name="row"/> into a lane, with its code scaled to -1 .. 1.</summary>
    public void Load(LaneBatch batch, int slot, int row, double weight)
    {
        int index = IndexAt(row);
        Signature.Unpack(index, symbols);
        Encoder.Write(symbols, code);
        for (int i = 0; i < code.Length; i++)
            code[i] /= Encoder.Scales[i];
        double target = IsBinary ? (2 * results[index]) - 1 : results[index];
        batch.Set(slot, code, target, weight);
    }

    /// <summary>Fills a batch with consecutive examples from <paramref name="first"/>, the rest of its lanes with repetitions of weight 0.</summary>
    public void LoadRange(LaneBatch batch, int first)
    {
        int present = Math.Min(batch.Capacity, Count - first);
        for (int slot = 0; slot < batch.Capacity; slot++)
            Load(batch, slot, first + (slot % present), slot < present ? 1.0 / present : 0);
    }

    private static ImmutableArray<SymbolCode> Everywhere(Signature signature, SymbolCode code) => [.. Enumerable.Repeat(code, signature.Positions)];
}
