using System.CommandLine;
using System.Globalization;
using Lightcone.Cli;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Conway's Life in two dimensions: a soup on a torus, a soup on the plane, Gosper's gun on the plane. The grid is made before the time counts, here and in the peers.</summary>
internal static class LifeBenchmark
{
    private const string Gun = "x = 36, y = 9, rule = B3/S23\n24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!";
    private const string Rule = "B3/S23";
    private static readonly Lazy<CompiledRule> Life = new(static () => LocalRule.LifeLike(Rule).Compile());

    /// <summary>Cell updates up to which the result is computed again by another engine, also without a peer.</summary>
    private const double CheckedUpdates = 2e10;

    /// <summary>The largest plane, in cells of a side.</summary>
    private const long LargestSide = 40_000;

    /// <summary>A benchmark of lattices.</summary>
    /// <param name="shared">Options that it has in common with others.</param>
    public static Benchmark Create(LatticeOptions shared)
    {
        Option<string> size = new("--size") { Description = "life: columns and rows of the torus, or of the soup on the plane.", HelpName = "N", DefaultValueFactory = static _ => "4096" };
        Option<string> pattern = new("--pattern") { Description = "life: soup (random cells on a torus), plane (the same on the endless plane), gun (Gosper's gun on the endless plane; beyond 100,000 generations with HashLife), or a pattern file in RLE, which runs on the endless plane with HashLife.", HelpName = "NAME", DefaultValueFactory = static _ => "soup" };
        Option<string> after = new("--after") { Description = "life: generations that a soup has already lived when the time begins to count; on the torus only.", HelpName = "T", DefaultValueFactory = static _ => "0" };
        return new("life", "Conway's Life: a soup on a torus of 4096 x 4096 cells for 1000 generations, or another pattern.", ["bgolly", "numpy"], (parse, _) =>
        {
            string name = parse.GetValue(pattern)!;
            int side = (int)Count.Parse(parse.GetValue(size)!, size.Name, 8);
            long generations = shared.GenerationsOr(parse, 1_000);
            if (HashLifeScene.Of(name, Gun, generations) is { } repetitive)
                return [repetitive.Workload(generations)];
            Scene scene = name switch
            {
                "soup" => Soup(side, Count.Parse(parse.GetValue(after)!, after.Name, 0)),
                "plane" => Plane(side, generations),
                "gun" => GunOn(Side((generations / 4) + 120)),
                _ => throw new InputException($"--pattern {name}: expected soup, plane, gun or an RLE file."),
            };
            return shared.ThreadsOf(parse).Select(threads => Workload(scene, generations, threads));
        })
        { Options = [size, pattern, after, shared.Generations, shared.Threads] };
    }

    private static Workload Workload(Scene scene, long generations, int threads)
    {
        PackedGrid grid = scene.Make(threads);
        WithSetup own = new(() => grid = scene.Make(threads), () => grid.Advance(generations), () => LivingCells.Of(grid).ToAnswer(scene.IsTorus));
        double updates = (double)scene.Shape.Count * generations;
        return new(string.Create(CultureInfo.InvariantCulture, $"life {scene.Name}, {generations:N0} generations"), own, [Bgolly(scene, generations), Numpy(scene, generations)])
        {
            Reference = updates <= CheckedUpdates ? () => Plain(scene, generations) : null,
            ProblemSize = new("grid or tiles", scene.Shape.Count, generations, threads),
            Bound = Probe.TernaryLogic is { } probe && scene.IsTorus && scene.Lived == 0 ? new Bound(probe, updates * grid.LookupsPerCell) : null,
            Facts = _ => [("lookupsPerCell", grid.LookupsPerCell), ("evaluatedShare", grid.CellUpdates / updates)],
        };
    }

    /// <summary>QuickLife is Golly's engine for what is not repetitive.</summary>
    private static Peer Bgolly(Scene scene, long generations) => new("bgolly", () =>
        BgollyPeer.Start(scene.Pattern(), "QuickLife", generations, text => LivingCells.OfPattern(text).ToAnswer(scene.IsTorus)));

    private static Peer Numpy(Scene scene, long generations) => new("numpy", () => scene.IsTorus
        ? new TranslatedImplementation(
            PythonPeer.Start("numpy", "life", [("numpy", "apt-get install python3-numpy")], [$"generations={generations}"], [("cells", NpyArray.FromBytes(scene.Make(1).ToLattice().Cells, scene.Shape.Height, scene.Shape.Width))]),
            answer => LivingCells.Of(answer.Numbers["cells"], scene.Shape.Width).ToAnswer(true))
        : throw new InputException("the peer numpy runs the torus only: --pattern soup. Or leave it out of --against."));

    /// <summary>The same by the bits engine, which shares nothing with those that are measured.</summary>
    private static WorkResult Plain(Scene scene, long generations)
    {
        Lattice final = LocalRule.LifeLike(Rule).Compile(Engine.Bits).Evolve(scene.Make(1).ToLattice(), Until.Steps(generations)).Final;
        return LivingCells.Of(PackedGrid.Start(Life.Value, final)).ToAnswer(scene.IsTorus);
    }

    private static Scene Soup(int side, long lived)
    {
        Shape shape = Shape.Grid(side, side);
        Lattice? start = null;
        if (lived > 0)
        {
            PackedGrid run = PackedGrid.Random(Life.Value, shape, Boundary.Periodic, Stream());
            run.Advance(lived);
            start = run.ToLattice();
        }

        return new(
            string.Create(CultureInfo.InvariantCulture, $"soup{(lived > 0 ? $" of generation {lived:N0}" : "")} on a torus of {shape} cells"), shape, true, lived,
            threads => start is null ? PackedGrid.Random(Life.Value, shape, Boundary.Periodic, Stream(), threads) : PackedGrid.Start(Life.Value, start, threads),
            () => Text(start ?? Lattice.Random(Alphabet.Binary, shape, Boundary.Periodic, Stream())));
    }

    /// <summary>Nothing goes faster than half a cell a generation into empty space (J. H. Conway), so a margin of half the generations never ends.</summary>
    private static Scene Plane(int side, long generations)
    {
        int margin = (int)Math.Min(LargestSide, (generations / 2) + 8);
        Shape shape = Shape.Grid(Side(side + (2L * margin)), Side(side + (2L * margin)));
        Lazy<Lattice> soup = new(() => Lattice.Random(Alphabet.Binary, Shape.Grid(side, side), Boundary.Fixed(), Stream()));
        return new(string.Create(CultureInfo.InvariantCulture, $"soup of {side}x{side} cells on the endless plane (here {shape})"), shape, false, 0, threads => With(shape, soup.Value, margin, threads), () => Endless(soup.Value));
    }

    private static Scene GunOn(int side)
    {
        Shape shape = Shape.Grid(side, side);
        Lattice gun = RunLengthPattern.Parse(Gun).Lattice;
        // Its gliders fly down to the right, by one cell in four generations.
        return new(string.Create(CultureInfo.InvariantCulture, $"Gosper's gun on the endless plane (here {shape})"), shape, false, 0, threads => With(shape, gun, 40, threads), () => Gun);
    }

    private static int Side(long side) => side <= LargestSide ? (int)side : throw new InputException($"the plane would have {side:N0} cells on a side, more than {LargestSide:N0}. Use fewer generations.");

    private static PackedGrid With(Shape shape, Lattice pattern, int at, int threads)
    {
        PackedGrid run = PackedGrid.Empty(Life.Value, shape, Boundary.Fixed(), threads);
        run.Place(pattern, at, at);
        return run;
    }

    private static RandomStream Stream() => new(1, "bench life");

    private static string Text(Lattice lattice) => new RunLengthPattern { Lattice = lattice, Rule = Rule }.Format();

    /// <summary>The pattern without a boundary.</summary>
    private static string Endless(Lattice lattice) => Text(lattice).Replace(string.Create(CultureInfo.InvariantCulture, $":P{lattice.Shape.Width},{lattice.Shape.Height}"), "", StringComparison.Ordinal);

    /// <summary>What is run.</summary>
    /// <param name="Name">In words.</param>
    /// <param name="Shape">The grid here.</param>
    /// <param name="IsTorus">Whether it is a torus; else the plane, on a grid large enough.</param>
    /// <param name="Lived">Generations before the start.</param>
    /// <param name="Make">A fresh start, with so many threads.</param>
    /// <param name="Pattern">The start in Golly's RLE.</param>
    private sealed record Scene(string Name, Shape Shape, bool IsTorus, long Lived, Func<int, PackedGrid> Make, Func<string> Pattern);
}
