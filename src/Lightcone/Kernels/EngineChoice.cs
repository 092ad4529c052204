namespace Lightcone.Kernels;

/// <summary>Which engines can run a rule, which one a run gets, and the loop that all of them share.</summary>
internal static class EngineChoice
{
    /// <summary>Refuses an engine that can never run this rule.</summary>
    /// <exception cref="ArgumentException">The engine needs something that the rule lacks.</exception>
    public static void Require(Kernel kernel, Engine engine)
    {
        if (engine == Engine.Reference && kernel.Network is null)
            throw new ArgumentException("The reference engine runs the network itself; this rule is a table without one. Learn it first, or choose another engine.", nameof(engine));
    }

    public static Engine ForRecording(Kernel kernel, Lattice initial) =>
        kernel.Engine == Engine.Reference ? Engine.Reference : Engine.Table;

    public static Stepper Stepper(Kernel kernel, Lattice initial, Engine engine) =>
        engine == Engine.Reference ? new ReferenceStepper(kernel.Network!, initial) : new TableStepper(kernel.Rule, initial);

    public static Evolution Evolve(Kernel kernel, Lattice initial, Until until, IProgress<long>? progress, CancellationToken cancellation) =>
        kernel.Engine == Engine.Reference
            ? EvolutionLoop.Run(() => Stepper(kernel, initial, Engine.Reference), Engine.Reference, initial, until, progress, cancellation)
            : EvolutionLoop.Run(() => Stepper(kernel, initial, Engine.Table), Engine.Table, initial, until, progress, cancellation);
}
