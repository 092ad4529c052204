using System.Numerics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Plane;

/// <summary>What all universes of a rule share.</summary>
internal sealed class PlaneForm
{
    private readonly PlainWindow? plain;
    private readonly Lazy<WindowPass>? compiled;
    private readonly NeighborTable table;

    private PlaneForm(RuleForms rule)
    {
        table = new NeighborTable(rule.Table);
        if (rule.Moore is not { } moore)
            return;
        plain = new PlainWindow(moore);
        compiled = new(() => WordEmitter.IsAvailable && LineCircuit.Synthesize(moore) is var circuit && WordEmitter.Suits(circuit.Size) ? new CompiledWindow(circuit) : plain);
    }

    /// <summary>The form of a rule, made once for all its runs.</summary>
    public static PlaneForm Of(RuleForms rule) => rule.Form(static rule => new PlaneForm(rule))!;

    /// <summary>Why a rule cannot run on the plane; null when it can.</summary>
    public static string? Refusal(RuleForms rule) =>
        rule.Rule.Dimensions != 2 ? "The plane has two dimensions; this rule runs on rows."
        : rule.Rule.Frozen is not null ? "The plane has no frozen field; this rule reads one."
        : rule.Table.StateOffsets.Any(static offset => Math.Abs(offset.X) > 1 || Math.Abs(offset.Y) > 1) ? "On the plane rules run that read cells at most one column and one row away; this rule reads farther ones."
        : null;

    /// <summary>The state that a plane of one state takes after 2^<paramref name="exponent"/> generations.</summary>
    public byte Uniform(byte state, int exponent)
    {
        List<byte> orbit = [state];
        BigInteger generations = BigInteger.One << exponent;
        while (true)
        {
            byte next = table.Next(orbit[^1]);
            int start = orbit.IndexOf(next);
            if (start >= 0)
                return orbit[generations < orbit.Count ? (int)generations : start + (int)((generations - start) % (orbit.Count - start))];
            orbit.Add(next);
        }
    }

    /// <summary>An empty store of leaves for the rule.</summary>
    public LeafStore Leaves(MemoryBudget budget) => plain is null ? new LeafStore<ByteLeaf>(new ByteLeaves(table), budget) : new LeafStore<BitLeaf>(new BitLeaves(plain, compiled!), budget);
}
