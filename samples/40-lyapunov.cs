#:project ../src/Lightcone.Figures/Lightcone.Figures.csproj
using Lightcone.Figures;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Formats;
// How fast nearby states part: Lyapunov exponents, each time beside the exact divergence that they must sum to.

LyapunovSpectrum oscillator = LyapunovSpectrum.Estimate(new MixedOscillator(delta: 2), start: [0.5, 0.1, -0.5], duration: 100);
Console.WriteLine($"mixed, delta 2: sum {oscillator.Sum:F6}, exact divergence {oscillator.MeanDivergence:F6}");

foreach (string name in FlowCatalog.FlowNames)
{
    IFlow flow = FlowCatalog.Flow(name);
    bool large = flow.Dimension > 4;
    LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(flow, [.. FlowCatalog.Start(flow)], duration: large ? 50 : 500, transient: large ? 20 : 50, step: 0.01);
    string leading = string.Join(", ", spectrum.Exponents.Take(3).Select(e => e.ToString("F4")));
    Console.WriteLine($"{name,-13} {leading,-28} sum {spectrum.Sum,10:F4}  divergence {spectrum.MeanDivergence,10:F4}  dimension {spectrum.KaplanYorkeDimension:F3}{(spectrum.Converged ? "" : "  (not converged)")}");
    if (spectrum.Interruption is { } end)
        Console.WriteLine($"  {end}");
}

LyapunovSpectrum henon = LyapunovSpectrum.EstimateMap(new Henon(), start: [0.1, 0.1], steps: 100_000, transient: 100);
Console.WriteLine($"henon: {henon}");

if (args.Length > 0)
    PhasePortrait.Draw(Trajectory.Integrate(new Lorenz(), [1, 1, 20], duration: 40, samples: 8000), horizontal: 0, vertical: 2).Save(args[0]);
