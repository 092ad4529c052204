using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>
/// Birth and survival by living neighbors: B3/S23 and 23/3, with Hensel's letters (B2-a/S12), for four (V) or six (H) neighbors, with dying states (Generations: 345/2/4, B2/S/3), and of second order in time (B3/S23R).
/// </summary>
internal sealed partial class LifeNotation
{
    private readonly string text;
    private readonly CellNeighbors neighbors;
    private readonly int end;
    private int at;

    private LifeNotation(string text)
    {
        this.text = text;
        end = text.Length;
        IsOfSecondOrder = text is [.., 'R'];
        end -= IsOfSecondOrder ? 1 : 0;
        neighbors = (end == 0 ? ' ' : char.ToUpperInvariant(text[end - 1])) switch { 'V' => CellNeighbors.VonNeumann, 'H' => CellNeighbors.Hexagonal, _ => CellNeighbors.Moore };
        end -= neighbors.Suffix.Length;
        Birth = new bool[1 << neighbors.Count];
        Survival = new bool[1 << neighbors.Count];
    }

    /// <summary>Whether each set of living neighbors brings birth.</summary>
    private bool[] Birth { get; }

    /// <summary>Whether each set of living neighbors lets a cell survive.</summary>
    private bool[] Survival { get; }

    private int States { get; set; } = 2;

    private bool IsOfSecondOrder { get; }

    /// <summary>Whether the text has one of these forms, so that its errors are those of <see cref="Parse"/>.</summary>
    public static bool Claims(string text) => text is ['B' or 'b', >= '0' and <= '9' or '/', ..] || Form().IsMatch(text);

    /// <exception cref="InputException">The text is no such rule; the message points at the character.</exception>
    public static NotedRule Parse(string text)
    {
        LifeNotation read = new(text);
        read.Rule();
        if (read.IsOfSecondOrder && read.States > 2)
            throw new InputException($"'{text}' is of second order in time and has dying states; one of both is read. Leave out the R or the number of states.");
        NotedRule rule = Of(read.neighbors, read.Birth, read.Survival, read.States);
        return read.IsOfSecondOrder ? rule.OfSecondOrder() : rule;
    }

    /// <summary>The rule of two tables over sets of living neighbors.</summary>
    public static NotedRule Of(CellNeighbors neighbors, bool[] birth, bool[] survival, int states)
    {
        string name = Name(neighbors, birth, survival, states);
        string kind = states > 2 ? "Generations" : "Life-like";
        string around = neighbors == CellNeighbors.VonNeumann ? " on four neighbors" : neighbors == CellNeighbors.Hexagonal ? " on six neighbors" : "";
        return new(name, $"{kind} rule {name}{around}", states == 2 ? Alphabet.Binary : Alphabet.Digits(states), neighbors.Cells, neighborhood =>
        {
            int living = neighbors.Living(neighborhood);
            int own = neighborhood[neighbors.Own];
            return own switch
            {
                0 => birth[living] ? (byte)1 : (byte)0,
                1 => survival[living] ? (byte)1 : (byte)(2 % states),
                _ => (byte)((own + 1) % states),
            };
        });
    }

    /// <summary>The name of a table over one of the neighborhoods, or null when it is no such rule.</summary>
    public static NotedRule? Recognize(LocalRule rule)
    {
        int states = rule.State.Size;
        CellNeighbors? neighbors = CellNeighbors.All.FirstOrDefault(each => rule.Frozen is null && rule.IsIterable && rule.Dimensions == 2 && each.Cells.Equals(rule.Signature.StateNeighborhood) && states <= each.MostStates);
        if (neighbors is null || !rule.State.Equals(states == 2 ? Alphabet.Binary : Alphabet.Digits(states)))
            return null;
        bool[] birth = new bool[1 << neighbors.Count], survival = new bool[1 << neighbors.Count];
        byte[] cells = new byte[neighbors.Cells.Count];
        for (int living = 0; living < birth.Length; living++)
        {
            for (int i = 0, bit = 0; i < cells.Length; i++)
                cells[i] = i == neighbors.Own ? (byte)0 : (byte)(living >> bit++ & 1);
            birth[living] = rule.Apply(cells) == 1;
            cells[neighbors.Own] = 1;
            survival[living] = rule.Apply(cells) == 1;
        }

        NotedRule found = Of(neighbors, birth, survival, states);
        return (found.Name.StartsWith("MAP", StringComparison.Ordinal) && states > 2) || !found.ToRule().Equals(rule) ? null : found;
    }

    private static string Name(CellNeighbors neighbors, bool[] birth, bool[] survival, int states)
    {
        if (Counts(neighbors, birth) is not { } born || Counts(neighbors, survival) is not { } surviving)
            return MapNotation.Name(neighbors, birth, survival);
        return states == 2 ? $"B{born}/S{surviving}{neighbors.Suffix}" : string.Create(CultureInfo.InvariantCulture, $"{surviving}/{born}/{states}{neighbors.Suffix}");
    }

    /// <summary>The counts, with letters where a count does not decide; null where letters do not either.</summary>
    private static string? Counts(CellNeighbors neighbors, bool[] sets)
    {
        string counts = "";
        for (int count = 0; count <= neighbors.Count; count++)
        {
            int[] all = [.. Enumerable.Range(0, sets.Length).Where(set => BitOperations.PopCount((uint)set) == count)];
            if (all.All(set => sets[set]))
                counts += count;
            else if (all.Any(set => sets[set]))
            {
                if (neighbors != CellNeighbors.Moore)
                    return null;
                char[] letters = [.. HenselLetters.Of(count).Where(letter => sets[all.First(set => HenselLetters.LetterOf((byte)set) == letter)]).Order()];
                if (all.Any(set => sets[set] != letters.Contains(HenselLetters.LetterOf((byte)set))))
                    return null;
                char[] others = [.. HenselLetters.Of(count).Except(letters).Order()];
                counts += letters.Length <= others.Length ? $"{count}{new string(letters)}" : $"{count}-{new string(others)}";
            }
        }

        return counts;
    }

    private void Rule()
    {
        // G3/B2/S: some programs begin with the number of states.
        if (Peek is 'G' or 'g')
        {
            at++;
            States = Number();
            Skip('/', '_');
        }

        if (Peek is 'B' or 'b')
        {
            at++;
            Sets(Birth);
            Skip('/', '_');
            Expect('S');
            Sets(Survival);
        }
        else
        {
            // The older form has survival first: 23/3 and S23/B3 are B3/S23.
            bool lettered = Peek is 'S' or 's';
            at += lettered ? 1 : 0;
            Sets(Survival);
            bool parted = Skip('/', '_');
            if (lettered || Peek is 'B' or 'b')
                Expect('B');
            else if (!parted)
                throw Malformed("'/'");
            Sets(Birth);
        }

        if (States == 2 && at < end && (Skip('/', '_') || Peek is 'C' or 'c' or 'G' or 'g'))
        {
            at += Peek is 'C' or 'c' or 'G' or 'g' ? 1 : 0;
            States = Number();
        }

        if (at < end)
            throw Malformed(States > 2 ? "the end" : $"the end or a count 0 to {neighbors.Count}");
    }

    private char Peek => at < end ? text[at] : '\0';

    private bool Skip(char one, char other)
    {
        bool found = Peek == one || Peek == other;
        at += found ? 1 : 0;
        return found;
    }

    private void Expect(char letter)
    {
        if (char.ToUpperInvariant(Peek) != letter)
            throw Malformed($"'{letter}'");
        at++;
    }

    /// <summary>The number of states, at least 2 and so many that the table can be written out.</summary>
    private int Number()
    {
        int from = at;
        while (char.IsAsciiDigit(Peek))
            at++;
        if (from == at)
            throw Malformed("the number of states");
        int states = int.TryParse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 256 ? number : 257;
        if (states is < 2 or > 256)
            throw Malformed("a number of states, 2 to 256,", from);
        if (states > neighbors.MostStates)
            throw new InputException($"'{text}' is a rule of Generations with {states} states: its table of {states}^{neighbors.Cells.Count} neighborhoods is larger than the {Signature.MaxDomainSize:N0} that are kept here. Up to {neighbors.MostStates} states are read on {neighbors.Count} neighbors.");
        return states;
    }

    /// <summary>Counts of living neighbors, each at most once, with the letters that go with them or, after a minus, do not.</summary>
    private void Sets(bool[] sets)
    {
        bool[] seen = new bool[neighbors.Count + 1];
        while (char.IsAsciiDigit(Peek))
        {
            int count = Peek - '0';
            if (count > neighbors.Count)
                throw Malformed($"a count of living neighbors, 0 to {neighbors.Count},");
            if (seen[count])
                throw Malformed("each count once,");
            seen[count] = true;
            at++;
            bool without = neighbors == CellNeighbors.Moore && Peek == '-';
            at += without ? 1 : 0;
            string known = neighbors == CellNeighbors.Moore ? HenselLetters.Of(count) : "";
            string letters = "";
            for (; Peek is >= 'a' and <= 'z' && !IsNext; at++)
                letters += known.Contains(Peek, StringComparison.Ordinal) && !letters.Contains(Peek, StringComparison.Ordinal)
                    ? Peek
                    : throw Malformed(known.Length == 0 ? $"no letter, since {(neighbors == CellNeighbors.Moore ? $"{count} living neighbors stand in one way" : $"letters go with eight neighbors")}," : $"each of the letters {known} once,");
            if (without && letters.Length == 0)
                throw Malformed($"one of the letters {known}");
            for (int set = 0; set < sets.Length; set++)
                if (BitOperations.PopCount((uint)set) == count)
                    sets[set] = letters.Length == 0 || letters.Contains(HenselLetters.LetterOf((byte)set), StringComparison.Ordinal) != without;
        }
    }

    /// <summary>A small letter that is not one of Hensel's but begins what comes next: b3s23.</summary>
    private bool IsNext => Peek is 's' or 'g' or 'b';

    private InputException Malformed(string expected, int? place = null)
    {
        int where = place ?? at;
        return new($"'{text}' is not B/S notation: expected {expected} at character {where + 1}, found {(where < text.Length ? $"'{text[where]}'" : "the end")}. Life is B3/S23.\n    {text}\n    {new string(' ', where)}^");
    }

    [GeneratedRegex(@"^(?=.*\d)([Gg]\d+[/_]?)?([Bb](?<n>[0-8]-?[ceaiknjqrytwz]*)*[/_]?[Ss](?<n>[0-8]-?[ceaiknjqrytwz]*)*|[Ss](?<n>[0-8]-?[ceaiknjqrytwz]*)*[/_]?[Bb](?<n>[0-8]-?[ceaiknjqrytwz]*)*|(?<n>[0-8]-?[ceaiknjqrytwz]*)*/(?<n>[0-8]-?[ceaiknjqrytwz]*)*)([/_]?[CG]\d+|[/_][CcGg]?\d+)?[VHvh]?R?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
