using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Inference;

namespace Lightcone.Cli;

/// <summary>A rule run on questions whose answers are known.</summary>
/// <param name="Check">How many it answers as it should.</param>
/// <param name="WrongLines">The lines that it does not.</param>
internal sealed record AnswerCheck(DataCheck Check, ImmutableArray<int> WrongLines)
{
    /// <summary>Reads the file and runs the rule on every line.</summary>
    /// <param name="automaton">A rule that reads a frozen input, as those learned from answers do.</param>
    /// <param name="path">The file; - is standard input.</param>
    /// <param name="numberBase">The base of the numerals; null takes the one that the rule was learned in, or ten.</param>
    /// <exception cref="InputException">The rule takes no questions of this kind, or the file holds none.</exception>
    public static AnswerCheck Run(Automaton automaton, string path, int? numberBase)
    {
        string name = path == "-" ? "standard input" : path;
        LocalRule rule = automaton.Rule;
        if (rule.Frozen is not { } frozen || rule.Dimensions != 1)
            throw new InputException("this rule reads no frozen question, so that a line says nothing of it. Check a rule that was learned from answers, or compare with a task.", new SourceLocation(name));
        Alphabet output = automaton.Readout?.Signature.Output ?? rule.State;
        int digits = numberBase ?? (automaton.Layout is { IsNumeric: true } layout ? layout.Base : 10);
        AlignedPairs pairs = AlignedPairs.Parse(path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path), digits, name, (frozen, output));
        if (!pairs.Input.Equals(frozen) || (!pairs.Output.Equals(output) && !pairs.Output.Names.SequenceEqual(output.Names)))
            throw new InputException($"these lines go {pairs.Input} -> {pairs.Output}, the rule {frozen} -> {output}. Is it the kind of line that the rule was learned from, and its base?", new SourceLocation(name));
        CompiledRule compiled = rule.Compile();
        ImmutableArray<int>.Builder wrong = ImmutableArray.CreateBuilder<int>();
        foreach (AlignedPair pair in pairs.Pairs)
        {
            Evolution evolution = compiled.Evolve(AnswerCells.Place(automaton, pair.Input.AsSpan()), Until.FixedPoint());
            ReadOnlySpan<byte> shown = (automaton.Readout?.Map(evolution.Final) ?? evolution.Final).Cells;
            ReadOnlySpan<byte> read = pair.Output.Length == shown.Length ? shown : shown.Slice(AnswerCells.LastCell(automaton, shown.Length), 1);
            if (!evolution.Converged || !read.SequenceEqual(pair.Output.AsSpan()))
                wrong.Add(pair.Line);
        }

        return new(new("answer", path == "-" ? name : Path.GetFileName(path), pairs.Pairs.Length - wrong.Count, wrong.Count), wrong.ToImmutable());
    }

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => $"{Check}{(WrongLines.Length == 0 ? "" : $" Wrong: line{(WrongLines.Length == 1 ? "" : "s")} {string.Join(", ", WrongLines.Take(12))}{(WrongLines.Length > 12 ? ", ..." : "")}.")}";
}
