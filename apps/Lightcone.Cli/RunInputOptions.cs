using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The options that say what a rule is run on, shared by <c>run</c> and <c>draw</c>.</summary>
internal sealed class RunInputOptions
{
    /// <summary>The name of the boundary that is none.</summary>
    private const string Unbounded = "plane";

    // As many cells as a pattern's lattice may have.
    private const int LargestLattice = 1 << 28;

    public Argument<string> Subject { get; } = new("TASK|FILE") { Description = "A task (see: lightcone tasks), W0 to W255, a rule in notation (B36/S23, 345/2/4, T777), a rule file, a certificate, or a pattern (.rle, .mc, .lif, .mcl, .cells), which names its rule and is run." };

    public Option<string[]> Add { get; } = new("--add", "--operands") { Description = "The two operands of an arithmetic task, decimal numerals of any length (subtraction: A - B, comparison: A ? B).", HelpName = "A B", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };

    public Option<string?> Input { get; } = new("--input") { Description = "Symbols, for instance 0110; rows of a grid are separated by slashes; - reads standard input.", HelpName = "TEXT" };

    public Option<string?> Random { get; } = new("--random") { Description = "Random operands of L digits, or L random cells (grids: WxH, or L for a square of side L).", HelpName = "L" };

    public Option<string?> Worst { get; } = new("--worst") { Description = "The input of L digits or cells that takes the most steps.", HelpName = "L" };

    public Option<string?> From { get; } = new("--from") { Description = "Cells from a file: a pattern (.rle, .mc, .lif, .mcl, .cells, also packed as .gz or .zip; without a grid it lies on the endless plane), an array (.npy), or text as for --input.", HelpName = "FILE" };

    public Option<string?> Size { get; } = new("--size") { Description = "Place a pattern in the middle of so many cells.", HelpName = "WxH" };

    public Option<bool> IgnoreRule { get; } = new("--ignore-rule") { Description = "Run the cells of --from though their file names another rule." };

    public Option<string?> Boundary { get; } = new("--boundary") { Description = "periodic, reflecting, fixed, fixed:SYMBOL or plane, which has no edges; left out, the task's own, and of a pattern its grid or the plane.", HelpName = "NAME" };

    public Option<ulong?> Seed { get; } = SeedOption.Create();

    public void AddTo(Command verb)
    {
        verb.Add(Subject);
        foreach (Option option in new Option[] { Add, Input, From, Size, IgnoreRule, Random, Worst, Boundary, Seed })
            verb.Add(option);
    }

    /// <summary>How many of the five ways to give an input were used.</summary>
    public int Given(ParseResult parse) => new object?[] { parse.GetValue(Add) is { Length: > 0 } operands ? operands : null, parse.GetValue(Input), parse.GetValue(From), parse.GetValue(Random), parse.GetValue(Worst) }.Count(static value => value is not null);

    /// <summary>The configuration that the user asked for.</summary>
    /// <exception cref="InputException">The input is missing, given twice, or malformed.</exception>
    /// <param name="parse">The command line.</param>
    /// <param name="subject">The rule.</param>
    /// <param name="terminal">Where what was assumed is said.</param>
    /// <param name="steps">For how many steps a pattern on the endless plane needs room; null for as many as are usual.</param>
    /// <param name="needsNoRoom">Whether a pattern runs on the plane itself; left out, none does.</param>
    public RunInput Read(ParseResult parse, RuleSource subject, Terminal terminal, long? steps, Func<RunLengthPattern, bool>? needsNoRoom = null)
    {
        int given = Given(parse);
        if (given > 1 || (given == 0 && subject.Pattern is null))
            throw new InputException(given == 0
                ? $"no input. Give one of {(subject.Task is ArithmeticTask ? "--add A B" : "--input TEXT, --from FILE")}, --random L, --worst L."
                : "more than one input. Give only one of --add, --input, --from, --random, --worst.");
        ulong? seed = parse.GetValue(Random) is null ? parse.GetValue(Seed) : SeedOption.Value(parse, Seed, terminal);
        if (subject.Task is ArithmeticTask arithmetic)
            return Operands(parse, subject, arithmetic, seed);
        return AnswerCells.Suits(parse, this, subject) ? AnswerCells.Read(parse, this, subject) : Cells(parse, subject, seed, terminal, steps, needsNoRoom);
    }

    private RunInput Operands(ParseResult parse, RuleSource subject, ArithmeticTask task, ulong? seed)
    {
        if (parse.GetValue(Input) is { } text)
            throw new InputException($"{task.Name} takes numbers, not symbols: use --add {(text.Length < 20 && text.All(char.IsAsciiDigit) ? text : "12")} 34.");
        if (parse.GetValue(From) is not null)
            throw new InputException($"{task.Name} takes numbers, not a file of cells: use --add 12 34, or --lines FILE.");
        if (parse.GetValue(Boundary) is not null)
            throw new InputException($"{task.Name} has a boundary of its own. Leave --boundary out.");
        (Natural a, Natural b) = (parse.GetValue(Add), parse.GetValue(Random), parse.GetValue(Worst)) switch
        {
            ([string first, string second], _, _) => (Natural.Parse(first), Natural.Parse(second)),
            (_, { } random, _) => task.Random(Count.ParseShape(random, "--random", 1).Count, new RandomStream(seed!.Value, "run/random")),
            (_, _, var worst) => task.WorstCase(Count.ParseShape(worst!, "--worst", 1).Count),
        };
        int digits = (parse.GetValue(Random) ?? parse.GetValue(Worst)) is { } length ? (int)Count.Parse(length, "--random", 1) : task.Digits(a, b);
        return new RunInput(subject.Automaton.Place(task, a, b, digits), digits, seed, a.InBase(task.Base), b.InBase(task.Base));
    }

    private RunInput Cells(ParseResult parse, RuleSource subject, ulong? seed, Terminal terminal, long? steps, Func<RunLengthPattern, bool>? needsNoRoom)
    {
        if (parse.GetValue(Add) is { Length: > 0 })
            throw new InputException($"{subject.Name} takes symbols, not operands: use --input TEXT.{subject.Unnamed}");
        LocalRule rule = subject.Automaton.Rule;
        LatticeTask? task = subject.Task as LatticeTask;
        bool frozen = rule.Frozen is not null;
        Alphabet alphabet = rule.Frozen ?? rule.State;
        if (IsPlane(parse) && frozen)
            throw new InputException($"--boundary {Unbounded}: this rule reads a frozen field, which has an end. Use another boundary.");
        Boundary boundary = IsPlane(parse) ? Lightcone.Boundary.Fixed() : parse.GetValue(Boundary) is { } name ? Lightcone.Boundary.Parse(name, rule.State) : subject.Automaton.Boundary;
        Boundary own = frozen ? Lightcone.Boundary.Fixed() : boundary;
        Lattice symbols;
        if (parse.GetValue(Input) is { } text)
            symbols = text == "-"
                ? Lattice.Parse(alphabet, Console.In.ReadToEnd(), own, rule.Dimensions, "standard input")
                : Lattice.Parse(alphabet, text, own, rule.Dimensions, null);
        else if (parse.GetValue(From) is { } path)
            return FromFile(parse, subject, path, boundary, terminal, steps, needsNoRoom);
        else if (Given(parse) == 0 && subject.Pattern is { } pattern)
            return FromFile(parse, subject, pattern, boundary, terminal, steps, needsNoRoom);
        else if (parse.GetValue(Random) is { } random)
            symbols = Lattice.Random(alphabet, Count.ParseShape(random, "--random", rule.Dimensions), own, new RandomStream(seed!.Value, "run/random"));
        else if (task?.WorstCase is { } worst)
        {
            int length = Count.ParseShape(parse.GetValue(Worst)!, "--worst", 1).Count;
            symbols = Lattice.FromCells(alphabet, Shape.Row(length), own, worst(length));
        }
        else
            throw new InputException($"{subject.Name} has no worst case: it need not settle. Use --input or --random.");
        return IsPlane(parse)
            ? OnPlane(new RunLengthPattern { Lattice = symbols, IsEndlessAcross = true, IsEndlessDown = rule.Dimensions == 2 }, rule, terminal, steps, needsNoRoom) with { Seed = seed }
            : Placed(subject, symbols, boundary, seed);
    }

    private RunInput FromFile(ParseResult parse, RuleSource subject, string path, Boundary boundary, Terminal terminal, long? steps, Func<RunLengthPattern, bool>? needsNoRoom)
    {
        LocalRule rule = subject.Automaton.Rule;
        bool frozen = rule.Frozen is not null;
        bool isNamed = parse.GetValue(Boundary) is not null && !IsPlane(parse);
        Shape? size = parse.GetValue(Size) is { } text ? Count.ParseShape(text, "--size", rule.Dimensions) : null;
        // Who names a boundary or a size wants that lattice; a pattern that says neither lies on the endless plane.
        Boundary? own = frozen ? Lightcone.Boundary.Fixed() : isNamed || size is not null || !PatternFile.IsPattern(path) ? boundary : null;
        if (needsNoRoom is not null && own is null && size is null && Boundless(path, rule) is { } boundless)
        {
            Named(boundless.Rule, boundless.Generation);
            // The tree holds the cells; of the pattern only rule and generation count.
            RunLengthPattern stand = new() { Lattice = Lattice.FromCells(rule.State, Shape.Grid(1, 1), Lightcone.Boundary.Fixed(), [0]), Rule = boundless.Rule, Generation = (long)BigInteger.Min(boundless.Generation, long.MaxValue), IsEndlessAcross = true, IsEndlessDown = true };
            return new RunInput(stand.Lattice, 1, null, null, null) { Pattern = stand, Endless = stand, Tree = boundless.Cells };
        }

        RunLengthPattern pattern = PatternFile.Read(path, rule.Frozen ?? rule.State, rule.Dimensions, own, size);
        Named(pattern.Rule, pattern.Generation);
        if (pattern.IsInverted)
            terminal.Say($"Golly's files hold the cells of {pattern.Rule} inverted{(pattern.Generation == 0 ? "" : " at this generation")}, since it has B0; here they are as the rule means them.");
        if (IsPlane(parse) && size is not null)
            throw new InputException($"--size and --boundary {Unbounded} contradict each other. Leave one out.");
        if (IsPlane(parse) && !(pattern.IsEndlessAcross && (pattern.IsEndlessDown || rule.Dimensions == 1)))
            pattern = pattern with { Lattice = pattern.Lattice.WithBoundary(Lightcone.Boundary.Fixed(pattern.Background)), IsEndlessAcross = true, IsEndlessDown = rule.Dimensions == 2 };
        if (pattern.IsEndless)
            return OnPlane(pattern, rule, terminal, steps, needsNoRoom);

        // The file's own boundary stands unless the user says otherwise.
        boundary = frozen || isNamed ? boundary : pattern.Lattice.Boundary;
        return Placed(subject, pattern.Lattice.WithBoundary(frozen ? Lightcone.Boundary.Fixed() : boundary), boundary, null) with { Pattern = pattern };

        void Named(string? name, BigInteger generation)
        {
            if (!parse.GetValue(IgnoreRule))
                PatternRule.Require(path, name, subject);
            if (subject.Pattern is not null)
                terminal.Say($"{path}: rule {name ?? $"{PatternRule.Usual}, which patterns mean by none"}{(generation == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", generation {generation:N0}"))}");
        }
    }

    // What is larger than any lattice runs as the tree that its file holds. Rules with births in empty space are kept inverted in files, and the tree would have to be turned.
    private static Pattern? Boundless(string path, LocalRule rule)
    {
        if (rule.Dimensions != 2 || rule.Frozen is not null || !PatternFile.IsPattern(path) || rule.Apply(new byte[rule.Signature.Positions]) != 0 || PatternFile.Open(path) is not { Grid: null } pattern)
            return null;
        return pattern.Cells.Bounds is { } bounds && bounds.Width * bounds.Height > LargestLattice && Universe.Refusal(rule.Compile()) is null ? pattern : null;
    }

    private bool IsPlane(ParseResult parse) => parse.GetValue(Boundary) == Unbounded;

    private static RunInput OnPlane(RunLengthPattern pattern, LocalRule rule, Terminal terminal, long? steps, Func<RunLengthPattern, bool>? needsNoRoom)
    {
        if (needsNoRoom?.Invoke(pattern) == true)
            return new RunInput(pattern.Lattice, pattern.Lattice.Count, null, null, null) { Pattern = pattern, Endless = pattern };
        EndlessPlane plane = new(pattern, rule, steps ?? EndlessPlane.UsualSteps);
        terminal.Say($"{plane}.");
        return new RunInput(plane.Initial, plane.Initial.Count, null, null, null) { Pattern = pattern, Plane = plane };
    }

    /// <summary>The symbols as the state, or beside a state at rest as the frozen input.</summary>
    private static RunInput Placed(RuleSource subject, Lattice symbols, Boundary boundary, ulong? seed)
    {
        Lattice initial = subject.Automaton.Place(symbols, boundary);
        return new RunInput(initial, initial.Count, seed, null, null);
    }
}
