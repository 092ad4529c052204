using System.Collections.Immutable;
using System.CommandLine;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary><c>learn --answers --method enumerate</c>: all tables of a small two-way rule are tried on rows and what became of them.</summary>
internal static class AnswerEnumeration
{
    public static LearnFromAnswers.Found Find(ParseResult parse, AnswerOptions options, AlignedPairs pairs)
    {
        if (pairs.Layout.Form == AnswerForm.LastSymbol)
            throw new InputException("the answers are one symbol for a whole word; a two-way rule is found from a row and what became of it. Use --method merge.", new SourceLocation(pairs.File));
        int steps = parse.GetValue(options.Steps) is { } text ? (int)Math.Min(Count.Parse(text, "--steps", 1), 1_000_000) : 1;
        Alphabet alphabet = pairs.Input.Size >= pairs.Output.Size ? pairs.Input : pairs.Output;
        Alphabet other = ReferenceEquals(alphabet, pairs.Input) ? pairs.Output : pairs.Input;
        if (!alphabet.Names.Take(other.Size).SequenceEqual(other.Names))
            throw new InputException($"starts and ends have different symbols, {pairs.Input} and {pairs.Output}: a two-way rule has one alphabet.", new SourceLocation(pairs.File));
        Boundary boundary = parse.GetValue<string?>("--boundary") is { } name ? Boundary.Parse(name, alphabet) : Boundary.Periodic;
        ImmutableArray<(Lattice Start, Lattice End)> rows = [.. pairs.Pairs.Select(pair => (Row(pair.Input), Row(pair.Output)))];
        TwoWayEnumeration enumeration = new() { Steps = steps, Neighborhood = alphabet.Size == 2 ? Neighborhood.Radius(1) : Neighborhood.Of(-1, 0) };
        ImmutableArray<LocalRule> remaining = enumeration.Candidates(rows);
        if (remaining.Length == 0)
            throw new InputException($"none of the tables leads from every question to its answer in {EditDistance.Count(steps, "step")} on a {boundary} row. Is --steps right, or --boundary?", new SourceLocation(pairs.File));
        int sufficed = rows.Length;
        while (remaining.Length == 1 && sufficed > 1 && enumeration.Candidates(rows[..(sufficed - 1)]).Length == 1)
            sufficed--;
        string[] names = [.. remaining.Select(TwoWayEnumeration.NameOf)];
        return new(
            remaining.Length == 1 ? new Automaton { Rule = remaining[0], Boundary = boundary } : null, true,
            $"all tables of {alphabet} at {enumeration.Neighborhood} tried over {EditDistance.Count(steps, "step")}", names.Length == 1 ? $"{names[0]}, the only one that remains" : $"{names.Length} rules", sufficed, 0, [.. names])
        {
            Right = remaining.Length == 1 ? pairs.Pairs.Length : 0,
        };
        Lattice Row(ImmutableArray<byte> cells) => Lattice.FromCells(alphabet, Shape.Row(cells.Length), boundary, cells.AsSpan());
    }
}
