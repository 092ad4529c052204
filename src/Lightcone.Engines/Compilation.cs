namespace Lightcone.Engines;

/// <summary>From a rule to one that runs fast.</summary>
public static class Compilation
{
    extension(LocalRule rule)
    {
        /// <summary>Compiles the rule for running.</summary>
        /// <param name="engine">Which engine; left out or <see cref="Engine.Auto"/>, one is picked for each run.</param>
        /// <exception cref="ArgumentException">The rule is a readout, or the engine cannot run it (the message says why).</exception>
        public CompiledRule Compile(Engine? engine = null) => new(rule, engine ?? Engine.Auto);
    }

    extension(NeuralRule network)
    {
        /// <summary>The network as it is, run cell by cell without a table: the slowest engine, and the paper's.</summary>
        /// <exception cref="ArgumentException">The network is a readout, which cannot be iterated.</exception>
        public CompiledRule Compile() => new(network.ToRule(), Engine.Network, network);
    }
}
