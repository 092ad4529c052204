using System.CommandLine;
using System.Globalization;
using Lightcone.Flows;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;
using Lightcone.Identification;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The options of <c>learn --traces</c>: how the file is read, and what is known of the rule already.</summary>
internal sealed class TraceOptions
{
    public Option<string?> File { get; } = new("--traces") { Description = "Learn from recorded rows: one row a line, a blank line between runs; text, CSV or .npy.", HelpName = "FILE" };

    public Option<string?> Radius { get; } = new("--radius") { Description = "With --traces: the radius, when it is known; left out, the smallest of 0 to 3 is found.", HelpName = "R" };

    public Option<string?> Offsets { get; } = new("--offsets") { Description = "With --traces: the cells that the rule reads, such as -1,0,1, or in two dimensions 0,0;0,-1.", HelpName = "LIST" };

    public Option<string?> Boundary { get; } = new("--boundary") { Description = "With --traces and --answers: periodic, reflecting, fixed or fixed:SYMBOL; left out, what agrees with the edge cells.", HelpName = "NAME" };

    public Option<int> Dimensions { get; } = new("--dimensions") { Description = "With --traces: 1 for rows, 2 for frames separated by blank lines (two blank lines begin a new run).", HelpName = "N", DefaultValueFactory = static _ => 1 };

    public Option<string?> Format { get; } = new("--format") { Description = "With --traces: text, csv or npy; left out, by the name of the file.", HelpName = "NAME" };

    public Option<string?> Symbols { get; } = new("--alphabet") { Description = "With --traces: the symbols in order, such as 012 or empty,head,tail; left out, those that occur.", HelpName = "SYMBOLS" };

    public Option<bool> Table { get; } = new("--table") { Description = "With --traces: keep the table as it was shown and train no network." };

    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { File, Radius, Offsets, Boundary, Dimensions, Format, Symbols, Table })
            verb.Add(option);
    }

    /// <exception cref="InputException">An option is malformed, or the file is no recording.</exception>
    public Recording Read(ParseResult parse, string path)
    {
        int dimensions = parse.GetValue(Dimensions);
        if (dimensions is not 1 and not 2)
            throw new InputException($"--dimensions {dimensions}: expected 1 or 2.");
        TraceFormat? format = parse.GetValue(Format) switch
        {
            null => null,
            "text" => TraceFormat.Text,
            "csv" => TraceFormat.Csv,
            "npy" => TraceFormat.Npy,
            var other => throw new InputException($"--format {other}: expected text, csv or npy."),
        };
        Alphabet? alphabet = parse.GetValue(Symbols) is { } symbols ? ReadAlphabet(symbols) : null;
        if (path == "-" && format == TraceFormat.Npy)
            throw new InputException("--format npy: arrays are read from files, not from standard input.");
        if (path == "-")
            return Recording.Parse(Console.In.ReadToEnd(), format ?? TraceFormat.Text, dimensions, alphabet, "standard input");
        return Recording.Load(path, format, dimensions, alphabet);
    }

    /// <exception cref="InputException">Radius, offsets or boundary are malformed or contradict each other.</exception>
    public TraceLearning Learning(ParseResult parse, Recording recording)
    {
        (string? radius, string? offsets) = (parse.GetValue(Radius), parse.GetValue(Offsets));
        if (radius is not null && offsets is not null)
            throw new InputException("--radius and --offsets contradict each other. Leave one out.");
        Neighborhood? neighborhood = offsets is not null ? ReadOffsets(offsets, recording.Dimensions) : null;
        if (radius is not null)
        {
            int reach = (int)Math.Min(Count.Parse(radius, "--radius", 0), Neighborhood.MaxReach + 1);
            double size = Math.Pow(recording.Alphabet.Size, recording.Dimensions == 1 ? (2 * reach) + 1 : Math.Pow((2 * reach) + 1, 2));
            if (reach > Neighborhood.MaxReach || size > Signature.MaxDomainSize)
                throw new InputException($"--radius {radius}: {recording.Alphabet.Size} symbols would make {size:0.#e0} neighborhoods; a table holds {Signature.MaxDomainSize:N0}. Name the cells that matter with --offsets.");
            neighborhood = recording.Dimensions == 1 ? Neighborhood.Radius(reach) : Neighborhood.Moore(reach);
        }

        Lightcone.Boundary? boundary = parse.GetValue(Boundary) is { } name ? Lightcone.Boundary.Parse(name, recording.Alphabet) : null;
        return new TraceLearning { Neighborhood = neighborhood, Boundary = boundary };
    }

    private static Alphabet ReadAlphabet(string text)
    {
        string[] names = text.Contains(',') ? text.Split(',') : [.. text.Select(static symbol => symbol.ToString())];
        try
        {
            Alphabet digits = Alphabet.Digits(names.Length);
            return digits.Names.SequenceEqual(names) ? digits : Alphabet.Of(names);
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"--alphabet {text}: {InputException.SentenceOf(exception)}");
        }
    }

    private static Neighborhood ReadOffsets(string text, int dimensions)
    {
        try
        {
            return dimensions == 1
                ? Neighborhood.Of([.. text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(Number)])
                : Neighborhood.OfGrid([.. text.Split([';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split(',')).Select(static pair => pair.Length == 2 ? new Offset(Number(pair[0]), Number(pair[1])) : throw new FormatException())]);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw new InputException($"--offsets {text}: expected distinct cells within {Neighborhood.MaxReach}, such as {(dimensions == 1 ? "-1,0,1" : "\"0,0;0,-1;-1,-1\"")}.");
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
