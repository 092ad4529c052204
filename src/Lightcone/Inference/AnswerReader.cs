using System.Collections.Immutable;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>Reads questions and answers line by line. All lines of a file are of one kind.</summary>
internal sealed class AnswerReader(int numberBase, string? file, (Alphabet Input, Alphabet Output)? alphabets)
{
    private const string Signs = "+-*";

    // Signs that people write and that look like ours.
    private const string Times = "xX\u00d7\u00b7\u22c5\u2219\u2715\u2716";
    private const string Minus = "\u2212\u2013";

    private readonly List<AlignedPair> pairs = [];
    private List<(string[] Left, string[] Right, string Name, int Line)> words = [];
    private readonly AnswerLayout single = new(AnswerForm.Number) { Base = numberBase };
    private readonly AnswerLayout twofold = new(AnswerForm.Operands) { Base = numberBase };
    private int room = 1;
    private string? kind;
    private string content = "";

    public AlignedPairs Read(string text)
    {
        content = text;
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
        return kind == "numbers"
            ? new(digits, digits, [.. pairs], file, single with { Room = room })
            : new(FrozenOperands.Pairs(numberBase), digits, [.. pairs], file, new(AnswerForm.Operands) { Base = numberBase, Sign = kind[1] });
    }

    private void Kind(string found, int line)
    {
        kind ??= found;
        if (kind != found)
            throw new InputException($"this line is of another kind ({found}) than the lines above ({kind}). Use one operation a file.", new SourceLocation(file, line));
    }

    private void Numbers(string line, int equal, int at)
    {
        SourceLocation place = new(file, at);
        string left = line[..equal].Trim();
        int sign = left.AsSpan().IndexOfAny(Signs);
        if (sign < 0)
            RefuseOtherSigns(left, place);
        byte[] answer = single.Digits(line[(equal + 1)..].Trim(), place);
        if (sign < 0)
        {
            Kind("numbers", at);
            byte[] x = single.Digits(left, place);
            room = Math.Max(room, answer.Length - x.Length);
            Add(single.Question(x, [], Math.Max(x.Length + 1, answer.Length)), answer, at);
            return;
        }

        Kind($"a{left[sign]}b", at);
        byte[] a = single.Digits(left[..sign].Trim(), place);
        byte[] b = single.Digits(left[(sign + 1)..].Trim(), place);
        int length = Math.Max(a.Length, b.Length) + 1;
        if (answer.Length > length)
            throw new InputException(
                left[sign] == '*' && HasFixedFactor()
                    ? "this product has no room beside its factors, of which one is the same in all lines. Write the other one and its product alone, for instance 99=2475."
                    : left[sign] == '*'
                    ? "a product is twice as long as its factors: no signal that travels along one row makes it. Use the task multiplication, which works on a grid."
                    : $"the answer has {answer.Length} digits; a sum of {length - 1}-digit numbers has at most {length}. Is the line right?",
                place);
        Add(twofold.Question(a, b, length), answer, at);
    }

    private void RefuseOtherSigns(string left, SourceLocation place)
    {
        for (int i = 1; i + 1 < left.Length; i++)
        {
            char? sign = Times.Contains(left[i], StringComparison.Ordinal) ? '*' : Minus.Contains(left[i], StringComparison.Ordinal) ? '-' : null;
            if (sign is not null && char.IsAsciiDigit(left[..i].TrimEnd()[^1]) && char.IsAsciiDigit(left[(i + 1)..].TrimStart()[0]))
                throw new InputException($"'{left[i]}' is no sign that is read: a {(sign == '*' ? "product" : "difference")} is written {left[..i].TrimEnd()}{sign}{left[(i + 1)..].TrimStart()}.", place with { Column = i + 1 });
        }
    }

    /// <summary>Whether one factor is the same in all lines.</summary>
    private bool HasFixedFactor()
    {
        string[][] factors = [.. content.Split('\n').Where(static line => line.Contains('=', StringComparison.Ordinal)).Select(static line => line[..line.IndexOf('=', StringComparison.Ordinal)].Split('*', StringSplitOptions.TrimEntries))];
        return factors.Length > 1 && factors.All(static pair => pair.Length == 2) && (factors.All(pair => pair[0] == factors[0][0]) || factors.All(pair => pair[1] == factors[0][1]));
    }

    private void Add(ImmutableArray<byte> question, byte[] answer, int line) => pairs.Add(new AlignedPair(question, [.. answer, .. new byte[question.Length - answer.Length]], line));

    private void Word(string left, string right, int line)
    {
        Kind("words", line);
        words.Add((Symbols(left), Symbols(right), right.Trim(), line));
    }

    private InputException Uneven(string[] a, string[] b, int line) =>
        new($"the question has {EditDistance.Count(a.Length, "symbol")}, the answer {b.Length}: each input symbol has one output symbol, or every line has one for the whole word. Pad the shorter one, or say what each cell should show.", new SourceLocation(file, line));

    private static string[] Symbols(string text)
    {
        string word = text.Trim();
        return word.Any(char.IsWhiteSpace) ? word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [.. word.Select(static symbol => symbol.ToString())];
    }

    private AlignedPairs Words()
    {
        bool last = words.Exists(static word => word.Left.Length != word.Right.Length) && IsOneSymbol();
        if (words.FindIndex(word => word.Left.Length == 0 || word.Right.Length == 0 || (!last && word.Left.Length != word.Right.Length)) is >= 0 and int uneven)
            throw Uneven(words[uneven].Left, words[uneven].Right, words[uneven].Line);
        if (last)
            words = [.. words.Select(static word => word with { Right = [word.Name] })];
        (Alphabet input, Dictionary<string, byte> read) = Numbers(words.Select(static word => (word.Left, word.Line)), alphabets?.Input);
        (Alphabet output, Dictionary<string, byte> written) = Numbers(words.Select(static word => (word.Right, word.Line)), alphabets?.Output);
        return new(input, output, [.. words.Select(word => new AlignedPair([.. word.Left.Select(name => read[name])], [.. word.Right.Select(name => written[name])], word.Line))], file, last ? new(AnswerForm.LastSymbol) : AnswerLayout.Words);
    }

    /// <summary>Whether what stands on the right is one symbol: of one sign, or a name that comes again and again, as "even" and "odd".</summary>
    private bool IsOneSymbol() => words.TrueForAll(static word => word.Right.Length == 1)
        || (words.TrueForAll(static word => word.Name.Length > 0 && !word.Name.Any(char.IsWhiteSpace)) && words.DistinctBy(static word => word.Name).Count() is var names && names <= Alphabet.MaxSize && 4 * names <= words.Count);

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
        SymbolCount.Require(sorted.Length, rows.Sum(static row => (long)row.Symbols.Length), file);
        if (sorted.Length > Alphabet.MaxSize)
            throw new InputException($"there are {sorted.Length} different symbols; a cell has at most {Alphabet.MaxSize}.", new SourceLocation(file));
        // Digits are numbers even when one of them never occurs.
        Alphabet alphabet = sorted.All(static name => name.Length == 1 && char.IsAsciiDigit(name[0])) ? Alphabet.Digits(Math.Max(2, sorted[^1][0] - '0' + 1)) : Alphabet.Of(sorted);
        return (alphabet, sorted.ToDictionary(static name => name, name => alphabet.TryParse(name, out byte symbol) ? symbol : (byte)0));
    }
}
