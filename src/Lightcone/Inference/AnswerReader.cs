using System.Collections.Immutable;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>Reads questions and answers line by line. All lines of a file are of one kind.</summary>
internal sealed class AnswerReader(int numberBase, string? file, (Alphabet Input, Alphabet Output)? alphabets)
{
    private const string Signs = "+-*";

    private readonly List<AlignedPair> pairs = [];
    private readonly List<(string[] Left, string[] Right, int Line)> words = [];
    private string? kind;

    public AlignedPairs Read(string text)
    {
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0)
                continue;
            int arrow = line.IndexOf("->", StringComparison.Ordinal);
            if (arrow >= 0 && line.IndexOf("->", arrow + 2, StringComparison.Ordinal) >= 0)
                throw new InputException($"there are two arrows in '{EditDistance.Excerpt(line)}'. Write one question with its answer a line.", new SourceLocation(file, number));
            if (arrow >= 0)
                Word(line[..arrow], line[(arrow + 2)..], number);
            else if (line.IndexOf('=', StringComparison.Ordinal) is >= 0 and int equal)
                Numbers(line, equal, number);
            else
                throw new InputException($"expected a+b=c, x=y or word -> word, found '{EditDistance.Excerpt(line)}'. Write one question with its answer a line.", new SourceLocation(file, number));
        }

        if (kind is null)
            throw new InputException("no questions were found. Write one a line, for instance 12+30=42.", new SourceLocation(file));
        if (kind == "words")
            return Words();
        Alphabet digits = Alphabet.Digits(numberBase);
        return new(kind == "numbers" ? digits : FrozenOperands.Pairs(numberBase), digits, [.. pairs], file);
    }

    private void Kind(string found, int line)
    {
        kind ??= found;
        if (kind != found)
            throw new InputException($"this line is of another kind ({found}) than the lines above ({kind}). Use one operation a file.", new SourceLocation(file, line));
    }

    private void Numbers(string line, int equal, int number)
    {
        string left = line[..equal].Trim();
        int sign = left.AsSpan().IndexOfAny(Signs);
        byte[] answer = Digits(line[(equal + 1)..].Trim(), number);
        if (sign < 0)
        {
            Kind("numbers", number);
            byte[] x = Digits(left, number);
            Add(Math.Max(x.Length + 1, answer.Length), answer, number, i => i < x.Length ? x[i] : (byte)0);
            return;
        }

        Kind($"a{left[sign]}b", number);
        byte[] a = Digits(left[..sign].Trim(), number);
        byte[] b = Digits(left[(sign + 1)..].Trim(), number);
        int length = Math.Max(a.Length, b.Length) + 1;
        if (answer.Length > length)
            throw new InputException(
                left[sign] == '*'
                    ? "a product is twice as long as its factors: no signal that travels along one row makes it. Use the task multiplication, which works on a grid."
                    : $"the answer has {answer.Length} digits; a sum of {length - 1}-digit numbers has at most {length}. Is the line right?",
                new SourceLocation(file, number));
        Add(length, answer, number, i => (byte)(((i < a.Length ? a[i] : 0) * numberBase) + (i < b.Length ? b[i] : 0)));
    }

    private void Add(int length, byte[] answer, int line, Func<int, byte> input)
    {
        ImmutableArray<byte> question = [.. Enumerable.Range(0, length).Select(input)];
        pairs.Add(new AlignedPair(question, [.. answer, .. new byte[length - answer.Length]], line));
    }

    private byte[] Digits(string numeral, int line)
    {
        if (numeral.Length == 0)
            throw new InputException("a number is missing here. Write one question with its answer a line, for instance 12+30=42.", new SourceLocation(file, line));
        if (numeral[0] == '-')
            throw new InputException($"'{EditDistance.Excerpt(numeral)}' is negative: it has no digits to learn from. Leave such lines out.", new SourceLocation(file, line));
        byte[] digits = new byte[numeral.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = numeral[^(i + 1)] - '0';
            if (digit < 0 || digit >= numberBase)
                throw new InputException($"'{EditDistance.Excerpt(numeral)}' is no number in base {numberBase}: '{numeral[^(i + 1)]}' is no digit below {numberBase}.", new SourceLocation(file, line), digit is >= 0 and <= 9 ? new Setting("base", "10") : null);
            digits[i] = (byte)digit;
        }

        return digits;
    }

    private void Word(string left, string right, int line)
    {
        Kind("words", line);
        (string[] a, string[] b) = (Symbols(left), Symbols(right));
        if (a.Length != b.Length || a.Length == 0)
            throw new InputException($"the question has {a.Length} symbols, the answer {b.Length}: each input symbol has one output symbol. Pad the shorter one, or say what each cell should show.", new SourceLocation(file, line));
        words.Add((a, b, line));
    }

    private static string[] Symbols(string text)
    {
        string word = text.Trim();
        return word.Any(char.IsWhiteSpace) ? word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [.. word.Select(static symbol => symbol.ToString())];
    }

    private AlignedPairs Words()
    {
        (Alphabet input, Dictionary<string, byte> read) = Numbers(words.Select(static word => (word.Left, word.Line)), alphabets?.Input);
        (Alphabet output, Dictionary<string, byte> written) = Numbers(words.Select(static word => (word.Right, word.Line)), alphabets?.Output);
        return new(input, output, [.. words.Select(word => new AlignedPair([.. word.Left.Select(name => read[name])], [.. word.Right.Select(name => written[name])], word.Line))], file);
    }

    private (Alphabet Alphabet, Dictionary<string, byte> Numbers) Numbers(IEnumerable<(string[] Symbols, int Line)> rows, Alphabet? given)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach ((string[] symbols, int line) in rows)
            foreach (string name in symbols)
                lines.TryAdd(name, line);
        string[] sorted = [.. lines.Keys.Order(StringComparer.Ordinal)];
        if (given is not null)
            return (given, sorted.ToDictionary(static name => name, name => given.TryParse(name, out byte symbol)
                ? symbol
                : throw new InputException($"symbol '{name}' is not in the alphabet {given}. Use only its symbols.", new SourceLocation(file, lines[name]))));
        if (sorted.Length > Alphabet.MaxSize)
            throw new InputException($"there are {sorted.Length} different symbols; a cell has at most {Alphabet.MaxSize}.", new SourceLocation(file));
        // Digits are numbers even when one of them never occurs.
        Alphabet alphabet = sorted.All(static name => name.Length == 1 && char.IsAsciiDigit(name[0])) ? Alphabet.Digits(Math.Max(2, sorted[^1][0] - '0' + 1)) : Alphabet.Of(sorted);
        return (alphabet, sorted.ToDictionary(static name => name, name => alphabet.TryParse(name, out byte symbol) ? symbol : (byte)0));
    }
}
