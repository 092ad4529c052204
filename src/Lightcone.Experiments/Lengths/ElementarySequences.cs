using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Lengths;

/// <summary>The cells of a row some steps later, between walls of zeros. A cell is asked as many steps after it was read as the rule has run, when all that it depends on has been read.</summary>
internal sealed class ElementarySequences(int number, int steps) : SequenceTask(ElementaryTask.Of(number) with { Boundary = Boundary.Fixed() })
{
    private readonly LatticeTask task = ElementaryTask.Of(number);

    public override int Bits => 1;

    public override ImmutableArray<string> ChannelNames => ["cells"];

    public override string Question => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"every cell {steps} step{(steps == 1 ? "" : "s")} later");

    public override string? ChainMeaning => null;

    public override int Steps(int length) => length + steps;

    public override SequenceExample Draw(int length, RandomStream stream) => Of(Fair(length, stream));

    /// <summary>The sequence of a row.</summary>
    public SequenceExample Of(byte[] cells)
    {
        byte[] read = [.. cells, .. new byte[steps]];
        byte[] answer = new byte[read.Length];
        Array.Fill(answer, SequenceExample.NoAnswer, 0, steps);
        task.Reference(Row(cells), steps).Cells.CopyTo(answer.AsSpan(steps));
        return new(cells.Length, [read], answer, null);
    }

    public override (byte[] Answer, long Steps) Ask(Automaton automaton, CompiledRule compiled, SequenceExample example, long patience, CancellationToken cancellation)
    {
        Lattice final = compiled.Evolve(Row(example.Channels[0].AsSpan(0, example.Length)), Until.Steps(steps), null, cancellation).Final;
        return ([.. new byte[steps], .. final.Cells], steps);
    }

    private static Lattice Row(ReadOnlySpan<byte> cells) => Lattice.FromCells(Alphabet.Binary, Shape.Row(cells.Length), Boundary.Fixed(), cells);
}
