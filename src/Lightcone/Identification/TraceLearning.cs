using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Identification;

/// <summary>Finds what a recorded rule reads: the smallest neighborhood and the boundary under which no two recorded cells contradict each other. The options are the algorithm: <c>new TraceLearning().Fit(recording)</c>.</summary>
/// <remarks>In a row the candidates are all windows of consecutive cells around the own one, narrow before wide, one-sided ones included; on a grid the own cell and the von Neumann and Moore neighborhoods. A neighborhood whose table would exceed <see cref="Signature.MaxDomainSize"/> is left out.</remarks>
public sealed record TraceLearning
{
    /// <summary>Tables of so few neighborhoods are shown by few cells.</summary>
    private const int SmallTable = 64;

    /// <summary>The farthest that candidates reach, 0 to 8. Default 3.</summary>
    public int MaxRadius { get; init => field = value is >= 0 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(MaxRadius), value, "MaxRadius goes from 0 to 8."); } = 3;

    /// <summary>The neighborhood, when it is known; left out, it is found.</summary>
    public Neighborhood? Neighborhood { get; init; }

    /// <summary>What lies beyond the edges, when it is known; left out, periodic, walls of each symbol, and mirrors are tried, and when none of them agrees with the edge cells, these are not used.</summary>
    public Boundary? Boundary { get; init; }

    /// <summary>Cuts the neighborhoods out of a recording.</summary>
    /// <exception cref="InputException">Two cells contradict each other under every candidate; the message names lines, cells and the radius that separates them.</exception>
    public TraceFit Fit(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (Neighborhood is not null && Neighborhood.Dimensions != recording.Dimensions)
            throw new InputException($"the offsets {Neighborhood} have {Neighborhood.Dimensions} dimension(s), the traces {recording.Dimensions}.", default, new Setting("dimensions", $"{Neighborhood.Dimensions}"));
        List<Contradiction> rejected = [];
        foreach (Neighborhood[] level in Candidates(recording))
        {
            List<(Neighborhood Neighborhood, WindowScan Scan, ImmutableArray<Boundary> Boundaries)> fits = [];
            int smaller = rejected.Count;
            foreach (Neighborhood candidate in level)
            {
                (WindowScan scan, ImmutableArray<Boundary> boundaries) = Try(recording, candidate);
                if (scan.Contradiction is null && (boundaries.Length > 0 || (Boundary is null && IsEvidence(scan, recording))))
                    fits.Add((candidate, scan, boundaries));
                else if (scan.Contradiction is { } contradiction)
                    rejected.Add(contradiction);
            }

            if (fits.Count == 0)
                continue;
            (Neighborhood best, WindowScan inside, ImmutableArray<Boundary> found) = fits.OrderByDescending(static fit => fit.Boundaries.Length > 0).First();
            WindowScan evidence = found.Length > 0 ? WindowScan.Of(recording, best, found[0]) : inside;
            TraceFit fitted = new(recording, evidence.ToTransitions(), found, [.. rejected.Take(smaller)], [.. fits.Select(static fit => fit.Neighborhood).Where(other => !other.Equals(best))]);
            // Where no boundary fits, the cells that contradict may be at the edges alone; but another order of updating may explain these too.
            if (found.Length == 0 && Otherwise(recording) is { } better)
                throw new InputException(FormattableString.Invariant($"{best} contradicts nothing where the {EditDistance.Count(fitted.LeftOut, "cell")} near the edges are left out, and with no boundary all cells. {better}"), new SourceLocation(recording.File));
            // A step that is recorded again, as at rest or in a copy, says nothing of a window that was looked for; who names one knows it.
            (long examples, int distinct, int once) = WindowScan.Shown(Neighborhood is null ? recording.WithoutRepeats() : recording, best, found.Length > 0 ? found[0] : null);
            return IsTold(fitted.Transitions.Signature.DomainSize, examples, distinct, once) ? fitted : throw Untold(recording, fitted.Neighborhood, fitted.Transitions.Signature.DomainSize, examples, distinct, once);
        }

        throw Refuse(recording, rejected);
    }

    /// <summary>What may lie beyond the edges: what is known, or a ring, a wall of each symbol, and a mirror.</summary>
    internal static Boundary[] Edges(Alphabet alphabet, Boundary? known) =>
        known is not null ? [known] : [Boundary.Periodic, .. Enumerable.Range(0, alphabet.Size).Select(static symbol => Boundary.Fixed((byte)symbol)), Boundary.Reflecting];

    /// <summary>The scan that decides, and the boundaries with which it agrees.</summary>
    private (WindowScan Scan, ImmutableArray<Boundary> Boundaries) Try(Recording recording, Neighborhood neighborhood)
    {
        if (Boundary is not null)
        {
            WindowScan whole = WindowScan.Of(recording, neighborhood, Boundary);
            return (whole, whole.Contradiction is null ? [Boundary] : []);
        }

        WindowScan inside = WindowScan.Of(recording, neighborhood, null);
        if (inside.Contradiction is not null)
            return (inside, []);
        Boundary[] ideas = Edges(recording.Alphabet, null);
        WindowScan? failed = null;
        List<Boundary> agree = [];
        foreach (Boundary idea in ideas)
        {
            WindowScan scan = WindowScan.Of(recording, neighborhood, idea);
            if (scan.Contradiction is null)
                agree.Add(idea);
            else
                failed ??= scan;
        }

        return (agree.Count > 0 || IsEvidence(inside, recording) ? inside : failed ?? inside, [.. agree]);
    }

    /// <summary>Cells away from the edges count on their own only when they are most of the cells and their neighborhoods came twice on average.</summary>
    private static bool IsEvidence(WindowScan inside, Recording recording) =>
        inside.Distinct > 0 && inside.Examples >= 2L * inside.Distinct && 2 * inside.Examples > recording.Runs.Sum(static run => run.Skip(1).Sum(static frame => (long)frame.Cells.Length));

    /// <summary>Whether more than half of what was shown was shown again. In small tables, where chance cannot do much, a third of the examples suffices that repeat something.</summary>
    private static bool IsTold(double neighborhoods, long examples, int distinct, int once) =>
        2L * once <= distinct || (neighborhoods <= SmallTable && 3 * (examples - distinct) >= examples);

    /// <summary>A window that is wide enough tells all cells apart: it explains everything, and nothing could have contradicted it.</summary>
    private InputException Untold(Recording recording, Neighborhood neighborhood, double domain, long examples, int distinct, int once) => new(
        FormattableString.Invariant($"{neighborhood} contradicts nothing, but {examples:N0} examples show {distinct:N0} of its {domain:N0} neighborhoods, {(double)examples / distinct:0.0} each and {once:N0} only once: nothing could have contradicted it, and it is no rule that was found. ")
        + (Otherwise(recording) ?? "Record more or longer rows, or name fewer cells."),
        new SourceLocation(recording.File));

    /// <summary>The neighborhoods that are tried under other orders of updating.</summary>
    private IEnumerable<Neighborhood> Small(Recording recording) =>
        (this with { MaxRadius = recording.Dimensions == 1 ? 2 : 1, Neighborhood = null }).Candidates(recording).SelectMany(static level => level).Where(each => Neighborhood is null || each.Count <= Neighborhood.Count);

    private IEnumerable<Neighborhood[]> Candidates(Recording recording)
    {
        if (Neighborhood is not null)
            return [[Neighborhood]];
        IEnumerable<Neighborhood[]> levels = recording.Dimensions == 1 ? Windows() : Grids();
        return levels.Where(level => Math.Pow(recording.Alphabet.Size, level[0].Count) <= Signature.MaxDomainSize);
    }

    /// <summary>Windows of a row by their number of cells; of equally many, the one that reaches least far first.</summary>
    private IEnumerable<Neighborhood[]> Windows()
    {
        for (int cells = 1; cells <= (2 * MaxRadius) + 1; cells++)
            yield return
            [
                .. Enumerable.Range(0, cells).Select(left => (Left: left, Right: cells - 1 - left)).Where(window => window.Left <= MaxRadius && window.Right <= MaxRadius)
                    .OrderBy(static window => Math.Max(window.Left, window.Right)).ThenByDescending(static window => window.Left)
                    .Select(static window => Lightcone.Neighborhood.Of([.. Enumerable.Range(-window.Left, window.Left + window.Right + 1)])),
            ];
    }

    private IEnumerable<Neighborhood[]> Grids()
    {
        yield return [Lightcone.Neighborhood.OfGrid(new Offset(0))];
        for (int radius = 1; radius <= MaxRadius; radius++)
        {
            yield return [Lightcone.Neighborhood.VonNeumann(radius)];
            yield return [Lightcone.Neighborhood.Moore(radius)];
        }
    }

    private InputException Refuse(Recording recording, List<Contradiction> rejected)
    {
        if (rejected.Count == 0)
            return new InputException($"no neighborhood up to radius {MaxRadius} was shown twice, or its table would be too large: there is nothing that could contradict a rule. Record more or longer rows.", new SourceLocation(recording.File));
        // Two cells that agree as far as a rule can reach say most: no neighborhood helps.
        Contradiction last = rejected.LastOrDefault(static each => each.SeparatingRadius is null) ?? rejected[^1];
        string? other = null;
        (string advice, Setting? setting) = Doubts(recording) ?? ((other = Otherwise(recording)) is { } found ? (found, null) : Separation(recording, last.SeparatingRadius));
        return new InputException($"{last} {advice}{(Neighborhood is null && other is null ? Noise(recording) : "")}", new SourceLocation(recording.File, last.SecondLine), setting);
    }

    /// <summary>Another order of updating, blocks that are replaced as wholes, or one step more of the past, before anything larger is advised.</summary>
    private string? Otherwise(Recording recording) =>
        ScheduleFit.Find(recording, Small(recording), Boundary)?.ToString() ?? PartitionFit.Find(recording)?.ToString() ?? MemoryFit.Find(recording, Small(recording), Boundary)?.ToString();

    /// <summary>What would tell the two contradicting cells apart.</summary>
    private (string Advice, Setting? Setting) Separation(Recording recording, int? separating) => separating switch
    {
        int radius when (Neighborhood is not null || radius > MaxRadius) && recording.Dimensions == 1 && Math.Pow(recording.Alphabet.Size, (2 * radius) + 1) > Signature.MaxDomainSize =>
            ($"Their surroundings differ first at distance {radius}, too far for a table. Name the offsets of the cells that matter.", null),
        int radius when (Neighborhood is not null || radius > MaxRadius) && recording.Dimensions == 1 && !Suffices(recording, radius) =>
            ($"Their surroundings differ first at distance {radius}, but at that radius most neighborhoods were shown only once, so that nothing could contradict it. Record more, or name the offsets of the cells that matter; if a cell is not updated from what all others were before, no radius is right.", null),
        int radius when (Neighborhood is not null || radius > MaxRadius) && recording.Dimensions == 1 && WindowScan.Vote(recording, Lightcone.Neighborhood.Radius(radius), Boundary).Outvoted.Count > 0 =>
            ($"Their surroundings differ first at distance {radius}, and at that radius other cells contradict each other: no radius is right. Cells may not be updated from what all others were before, the rule may not be deterministic, or lines are noisy.", null),
        int radius when Neighborhood is not null || radius > MaxRadius => ($"Radius {radius} separates them.", new Setting("radius", $"{radius}")),
        int radius => ($"Their surroundings differ first at distance {radius}, but a neighborhood that large contradicts other lines or has too large a table.{(Boundary is null ? "" : " Is the boundary right?")} Otherwise the rule is not deterministic, or lines are noisy.", null),
        null => ("Their surroundings agree as far as a rule can reach: the rule is not deterministic, has hidden state, or lines are noisy.", null),
    };

    /// <summary>Whether a wider window would be told from chance by this recording.</summary>
    private bool Suffices(Recording recording, int radius)
    {
        (long examples, int distinct, int once) = WindowScan.Shown(recording.WithoutRepeats(), Lightcone.Neighborhood.Radius(radius), Boundary ?? Lightcone.Boundary.Periodic);
        return IsTold(Math.Pow(recording.Alphabet.Size, (2 * radius) + 1), examples, distinct, once);
    }

    /// <summary>What the user said and the traces would rather have otherwise: the boundary, or rows that are the rows of frames.</summary>
    private (string Advice, Setting? Setting)? Doubts(Recording recording)
    {
        if (Boundary is not null && Agrees(this with { Boundary = null }) is { } other)
            return ($"With {(other.Boundaries.Length == 0 ? "the edge cells left out" : $"the boundary {other.Boundary}")} no two cells contradict each other: leave the boundary out.", null);
        return recording.LooksLikeFrames ? ("Single and double blank lines take turns here, as in recorded frames of a grid.", new Setting("dimensions", "2")) : null;

        TraceFit? Agrees(TraceLearning free)
        {
            try
            {
                return free.Fit(recording);
            }
            catch (InputException)
            {
                return null;
            }
        }
    }

    /// <summary>When some neighborhood explains all but a few cells: which lines stand against it.</summary>
    private string Noise(Recording recording)
    {
        (Neighborhood Neighborhood, long Examples, List<CellPlace> Outvoted)? best = null;
        foreach (Neighborhood candidate in Candidates(recording).SelectMany(static level => level))
        {
            (long examples, int distinct, List<CellPlace> outvoted) = WindowScan.Vote(recording, candidate, Boundary);
            // Cells that see what no other cell sees agree with everything: there must be several for each neighborhood.
            if (examples >= 4L * distinct && 20L * outvoted.Count <= examples && (best is null || outvoted.Count < best.Value.Outvoted.Count))
                best = (candidate, examples, outvoted);
        }

        if (best is not var (neighborhood, all, against))
            return "";
        int[] lines = [.. against.Select(place => recording.Runs[place.Run][place.Step + 1].LineOf(place.Cell)).Distinct().Order()];
        return $" {neighborhood} explains all but {against.Count} of {all:N0} cells; against it stand{(lines.Length == 1 ? "s line" : " lines")} {string.Join(", ", lines.Take(8))}{(lines.Length > 8 ? ", ..." : "")}: look for a wrong cell there, or on the line{(lines.Length == 1 ? "" : "s")} before.";
    }
}
