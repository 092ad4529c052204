using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>The cells, header and rule of an RLE file as they stand there.</summary>
internal sealed partial class RunLengthReader
{
    /// <summary>The most cells of a pattern with all around it.</summary>
    public const int MaxCells = 1 << 28;

    private readonly string? file;
    private readonly List<(int X, int Y, int Count, byte State)> runs = [];
    private (int X, int Y)? corner;
    private int width;
    private int height;
    private int mostX;
    private int mostY = 1;
    private int highest;
    private int headerLine;
    private long generation;
    private string? rule;
    private (char Kind, int Width, int Height)? bounds;

    private RunLengthReader(string? file) => this.file = file;

    public static RunLengthReader Read(string text, string? file)
    {
        RunLengthReader reader = new(file);
        int number = 0;
        Scanner? cells = null;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r', ' ', '\t');
            if (line.Length == 0 || line[0] == '#')
                reader.Comment(line);
            else if (cells is null)
            {
                reader.Header(line, number);
                cells = new Scanner(reader);
            }
            else if (cells.Line(line, number))
                break;
        }

        if (cells is null)
            throw new InputException("no header was found. An RLE pattern begins with a line such as x = 3, y = 3, rule = B3/S23.", new SourceLocation(file, number));
        return reader;
    }

    public RunLengthPattern ToPattern(Alphabet? alphabet, int? dimensions, Boundary? boundary, Shape? shape)
    {
        SourceLocation place = new(file, headerLine);
        NotedRule? noted = rule is null ? null : RuleNotation.TryRead(rule);
        bool elementary = noted is { Cells.Dimensions: 1 } || rule is ['W' or 'w', >= '0' and <= '9', ..];
        alphabet ??= noted?.State ?? Alphabet.Digits(Math.Max(2, highest + 1));
        if (highest >= alphabet.Size)
            throw new InputException($"the pattern holds state {highest}; the alphabet {alphabet} has no symbol of that number.", place);
        int rows = Math.Max(height, mostY);
        int extent = dimensions ?? (elementary || (rows == 1 && bounds is { Height: 0 or 1 } && noted is not { Cells.Dimensions: 2 }) ? 1 : 2);
        if (extent == 1 && rows > 1)
            throw new InputException($"this pattern has {rows} rows; a one-dimensional lattice has one.", place);
        bool inverted = alphabet.Size == 2 && BirthOnZero.IsInverted(rule, generation);
        byte background = (byte)(inverted ? 1 : 0);
        // Whoever names a boundary or a size wants a lattice; without, what has no end stays without.
        bool isOpen = shape is null && boundary is null;
        bool across = isOpen && (bounds is null or { Width: 0 });
        bool down = extent == 2 && isOpen && (bounds is null or { Height: 0 });
        Shape target = shape ?? OwnShape(extent, rows, across || bounds is null, down || bounds is null, place);
        int left = shape is null ? Start(target.Width, width, corner?.X, across || bounds is null) : (target.Width / 2) - (Math.Max(width, mostX) / 2);
        int top = shape is null ? extent == 1 ? 0 : Start(target.Height, height, corner?.Y, down || bounds is null) : (target.Height / 2) - (rows / 2);
        byte[] cells = new byte[target.Count];
        Array.Fill(cells, background);
        foreach ((int x, int y, int count, byte state) in runs)
        {
            if (x + left < 0 || y + top < 0 || x + left + count > target.Width || y + top >= target.Height)
                throw new InputException($"the pattern does not fit into {target} cells: row {y + 1} reaches column {x + count}. Use a larger lattice.", place);
            cells.AsSpan(((y + top) * target.Width) + x + left, count).Fill(inverted ? (byte)(1 - state) : state);
        }

        return new RunLengthPattern
        {
            Lattice = Lattice.Adopt(alphabet, target, Beyond(boundary, isOpen, background, place), cells, null),
            Rule = rule,
            IsEndlessAcross = across,
            IsEndlessDown = down,
            Background = across || down ? background : (byte)0,
            Corner = across || down ? corner : null,
            Generation = generation,
        };
    }

    /// <summary>What lies beyond the lattice: what the suffix says, then what the caller says, then the plane's background, of which the box of an endless pattern is a part.</summary>
    private Boundary Beyond(Boundary? boundary, bool isOpen, byte background, SourceLocation place)
    {
        if (bounds is null)
            return boundary ?? (isOpen ? Boundary.Fixed(background) : Boundary.Periodic);
        if (bounds.Value.Kind == 'T')
            return Boundary.Periodic;
        // What lies outside is shown inverted with the rest: for ever the other symbol under B0 with S8, and both in turn without it.
        return BirthOnZero.Of(rule) == false
            ? throw new InputException($"outside this plane :P Golly's cells alternate between 0 and 1, since it inverts {rule} at odd generations; a lattice has walls that stay the same. Use a torus :T.", place)
            : Boundary.Fixed(background);
    }

    /// <summary>Where a pattern begins on an axis: where the file says, counted from the middle, else in the middle as Golly has it, by the header's width.</summary>
    private static int Start(int length, int extent, int? at, bool isEndless) =>
        isEndless ? 0 : at is { } place ? place + (length / 2) : extent <= length ? (length / 2) - (extent / 2) : 0;

    private Shape OwnShape(int dimensions, int rows, bool across, bool down, SourceLocation place)
    {
        int columns = across ? Math.Max(1, Math.Max(width, mostX)) : bounds!.Value.Width;
        rows = dimensions == 1 ? 1 : down ? Math.Max(1, rows) : bounds!.Value.Height;
        if (columns < 1 || rows < 1)
            throw new InputException("a side of the bounded grid is 0, which means endless; a lattice with a boundary of its own has an end. Give it a size.", place);
        if ((long)columns * rows > MaxCells)
            throw new InputException($"the pattern has {columns} x {rows} cells; 1 to {MaxCells:N0} are read.", place);
        return dimensions == 1 ? Shape.Row(columns) : Shape.Grid(columns, rows);
    }

    private void Comment(string line)
    {
        Match match = Position().Match(line);
        if (match.Success && int.TryParse(match.Groups["x"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int x)
            && int.TryParse(match.Groups["y"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int y) && Math.Abs((long)x) <= MaxCells && Math.Abs((long)y) <= MaxCells)
            corner = (x, y);
        Match time = Time().Match(line);
        if (time.Success && !long.TryParse(time.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out generation))
            throw new InputException($"generation {EditDistance.Excerpt(time.Groups["n"].Value)} is beyond the numbers that are counted here, up to {long.MaxValue}.", new SourceLocation(file));
    }

    private void Header(string line, int number)
    {
        headerLine = number;
        Match match = HeaderPattern().Match(line);
        if (!match.Success || !int.TryParse(match.Groups["x"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out width)
            || !int.TryParse(match.Groups["y"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out height) || width > MaxCells || height > MaxCells)
            throw new InputException($"expected a header such as x = 3, y = 3, rule = B3/S23, found '{EditDistance.Excerpt(line)}'.", new SourceLocation(file, number));
        if (!match.Groups["rule"].Success)
            return;
        string[] parts = match.Groups["rule"].Value.Trim().Split(':', 2);
        rule = parts[0];
        if (parts.Length < 2)
            return;
        Match grid = Grid().Match(parts[1]);
        if (!grid.Success || !int.TryParse(grid.Groups["w"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int w)
            || !int.TryParse(grid.Groups["h"].Success ? grid.Groups["h"].Value : grid.Groups["w"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int h))
            throw new InputException($"the topology ':{EditDistance.Excerpt(parts[1])}' is not one that a lattice has{Topology(parts[1])}. A torus :T30,20 and a plane :P30,20 are read; shifted tori, Klein bottles, spheres and cross-surfaces are not.", new SourceLocation(file, number));
        bounds = (char.ToUpperInvariant(parts[1][0]), w, h);
    }

    [GeneratedRegex(@"^\s*x\s*=\s*(?<x>\d+)\s*,\s*y\s*=\s*(?<y>\d+)\s*(,\s*rule\s*=\s*(?<rule>\S.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeaderPattern();

    private static string Topology(string suffix) => suffix switch
    {
        ['K' or 'k', ..] => ": it is a Klein bottle",
        ['C' or 'c', ..] => ": it is a cross-surface",
        ['S' or 's', ..] => ": it is a sphere",
        ['T' or 't', ..] when suffix.AsSpan().ContainsAny('+', '-') => ": it is a shifted torus",
        _ => "",
    };

    [GeneratedRegex(@"^#CXRLE\b.*\bGen\s*=\s*(?<n>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[TtPp](?<w>\d+)(,(?<h>\d+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grid();

    [GeneratedRegex(@"^#CXRLE\b.*\bPos\s*=\s*(?<x>-?\d+)\s*,\s*(?<y>-?\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();

    /// <summary>Reads the run lengths, line by line; a count may stand at the end of one line and its symbol on the next.</summary>
    private sealed class Scanner(RunLengthReader reader)
    {
        private long count = -1;
        private int prefix;
        private int x;
        private int y;

        /// <returns>Whether the pattern has ended.</returns>
        public bool Line(string line, int number)
        {
            for (int i = 0; i < line.Length; i++)
            {
                char c = line[i];
                SourceLocation place = new(reader.file, number, i + 1);
                if (char.IsAsciiDigit(c))
                    count = (10 * Math.Max(0, count)) + (c - '0');
                else if (c is >= 'p' and <= 'y' && prefix == 0)
                    prefix = 24 * (c - 'p' + 1);
                else if (c is not (' ' or '\t'))
                {
                    if (c == '!' && prefix == 0)
                        return true;
                    Take(c, place);
                    continue;
                }

                if (count > MaxCells)
                    throw new InputException($"a run of {count} is longer than {MaxCells:N0}.", place);
            }

            return false;
        }

        private void Take(char c, SourceLocation place)
        {
            int times = count < 0 ? 1 : (int)count;
            count = -1;
            if (c == '$' && prefix == 0)
            {
                y = (int)Math.Min((long)y + times, MaxCells);
                x = 0;
                return;
            }

            int state = c switch
            {
                'b' or '.' when prefix == 0 => 0,
                'o' when prefix == 0 => 1,
                >= 'A' and <= 'X' => prefix + c - 'A' + 1,
                _ => throw new InputException($"'{c}' is no state of an RLE pattern. Two states are b and o; more are ., A to X, pA to pX and so on to yO; rows end with $.", place),
            };
            prefix = 0;
            if (state > 255)
                throw new InputException("a state is beyond 255, the highest.", place);
            if ((long)x + times > MaxCells || y >= MaxCells)
                throw new InputException($"the pattern has more than {MaxCells:N0} cells in a row or column.", place);
            if (state > 0 && times > 0)
                reader.runs.Add((x, y, times, (byte)state));
            reader.highest = Math.Max(reader.highest, state);
            x += times;
            reader.mostX = Math.Max(reader.mostX, x);
            reader.mostY = Math.Max(reader.mostY, y + 1);
        }
    }
}
