using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Inference;

/// <summary>Questions and answers without any intermediate state: what a rule is learned from when only its results are known.</summary>
public sealed class AlignedPairs
{
    /// <summary>Takes pairs over two alphabets.</summary>
    /// <param name="input">The symbols of the questions.</param>
    /// <param name="output">The symbols of the answers.</param>
    /// <param name="pairs">At least one pair, each of at least one symbol and as long as its answer; in the form of last symbols every answer is one symbol.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="layout">How they stand in the cells; left out, words and words as long.</param>
    /// <exception cref="ArgumentException">There is no pair, a question is longer or shorter than its answer, or a number is no symbol.</exception>
    public AlignedPairs(Alphabet input, Alphabet output, ImmutableArray<AlignedPair> pairs, string? file = null, AnswerLayout? layout = null)
    {
        Layout = layout ?? AnswerLayout.Words;
        bool last = Layout.Form == AnswerForm.LastSymbol;
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (pairs.IsDefaultOrEmpty || pairs.Any(pair => pair.Output.Length != (last ? 1 : pair.Input.Length) || pair.Input.Length == 0 || pair.Input.Any(symbol => symbol >= input.Size) || pair.Output.Any(symbol => symbol >= output.Size)))
            throw new ArgumentException("There is at least one pair; each has as many output as input symbols, at least one, all from the alphabets.", nameof(pairs));
        Input = input;
        Output = output;
        Pairs = pairs;
        File = file;
    }

    /// <summary>The symbols of the questions.</summary>
    public Alphabet Input { get; }

    /// <summary>The symbols of the answers.</summary>
    public Alphabet Output { get; }

    /// <summary>The pairs, in the order in which they were given.</summary>
    public ImmutableArray<AlignedPair> Pairs { get; }

    /// <summary>The file's name; null when there is none.</summary>
    public string? File { get; }

    /// <summary>How questions and answers stand in the cells.</summary>
    public AnswerLayout Layout { get; }

    /// <summary>Whether they are read from the other end than they were given: influence then travels the other way along the row.</summary>
    public bool IsReversed { get; private init; }

    /// <summary>Symbols of the longest question.</summary>
    public int Longest => Pairs.Max(static pair => pair.Input.Length);

    /// <summary>Reads one pair a line: <c>a+b=c</c> or <c>a-b=c</c> in digits of a base, most significant first as people write them; <c>x=y</c>, a number and its image; <c>word -> word</c>, symbols in the order in which influence travels; or <c>word -> symbol</c>, the answer to a whole word.</summary>
    /// <remarks>Numbers are laid out least significant digit first and padded to one digit more than the longest operand, so that a last carry has its place.</remarks>
    /// <param name="text">The content of the file.</param>
    /// <param name="numberBase">The base of the numerals, 2 to 10. Default 10.</param>
    /// <param name="file">A name for error messages.</param>
    /// <param name="words">For words, the alphabets of questions and answers; left out, they are those that occur.</param>
    /// <exception cref="InputException">A line is none of these, lines differ in kind, a digit is not below the base, or an answer does not fit.</exception>
    public static AlignedPairs Parse(string text, int numberBase = 10, string? file = null, (Alphabet Input, Alphabet Output)? words = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberBase, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numberBase, 10);
        return new AnswerReader(numberBase, file, words).Read(text);
    }

    /// <summary>Random questions with the answers of a machine.</summary>
    /// <param name="machine">Gives the answers.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="length">Symbols of each question, at least 1.</param>
    /// <param name="stream">Where the questions come from.</param>
    public static AlignedPairs Sample(Transducer machine, int count, int length, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        AlignedPair[] pairs = new AlignedPair[count];
        byte[] word = new byte[length];
        for (int i = 0; i < count; i++)
        {
            stream.FillSymbols(word, machine.Input.Size);
            pairs[i] = new([.. word], [.. machine.Run(word)], i + 1);
        }

        return new(machine.Input, machine.Output, [.. pairs]);
    }

    /// <summary>Whether a machine gives every answer.</summary>
    internal bool AreAnsweredBy(Transducer machine) => Pairs.All(pair => IsAnsweredBy(machine, pair));

    /// <summary>How many answers a machine gives.</summary>
    internal int CountAnsweredBy(Transducer machine) => Pairs.Count(pair => IsAnsweredBy(machine, pair));

    /// <summary>Whether a machine gives an answer, in all that the pair says.</summary>
    internal static bool IsAnsweredBy(Transducer machine, AlignedPair pair)
    {
        byte[] found = machine.Run(pair.Input.AsSpan());
        return (pair.Output.Length == found.Length ? found : found.AsSpan(found.Length - 1)).SequenceEqual(pair.Output.AsSpan());
    }

    /// <summary>The first <paramref name="count"/> pairs.</summary>
    public AlignedPairs Take(int count) => With(Pairs.Take(count));

    /// <summary>Other pairs of the same kind.</summary>
    internal AlignedPairs With(IEnumerable<AlignedPair> pairs) => new(Input, Output, [.. pairs], File, Layout) { IsReversed = IsReversed };

    /// <summary>The same questions and answers read from the other end: most significant digit first, the last symbol of a word first.</summary>
    public AlignedPairs Reverse() => new(Input, Output, [.. Pairs.Select(static pair => pair with { Input = [.. pair.Input.Reverse()], Output = [.. pair.Output.Reverse()] })], File, Layout) { IsReversed = !IsReversed };
}
