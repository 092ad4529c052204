using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Something to be computed by a local rule: the rule, how to read its result, what it should compute, and the network it is learned with.</summary>
public abstract record LocalTask
{
    private protected LocalTask()
    {
    }

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What is computed, in a few words.</summary>
    public required string Summary { get; init; }

    /// <summary>The exact rule, by its definition.</summary>
    public required LocalRule Rule { get; init; }

    /// <summary>The boundary that belongs to the task.</summary>
    public required Boundary Boundary { get; init; }

    /// <summary>How the rule is learned when nothing else is said.</summary>
    public required NetworkShape Shape { get; init; }

    /// <summary>The local function that reads the answer off the fixed point, applied once; null when the state itself is the answer.</summary>
    public LocalRule? Readout { get; init; }

    /// <summary>How the readout is learned.</summary>
    public NetworkShape ReadoutShape { get; init; } = new(8);

    /// <summary>What the task computes, defined independently of the rule, as a machine that reads one input symbol a cell; null when there is no such machine.</summary>
    public Transducer? Specification { get; init; }

    /// <summary>Where the number of network parameters of a published model is matched, that number.</summary>
    public int? PublishedParameters { get; init; }

    /// <summary>The task of the length-generalization benchmark that this is, and its level; null when it is none of them.</summary>
    public BenchmarkTask? Benchmark { get; init; }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
