namespace Lightcone.Tasks;

/// <summary>A task of the length-generalization benchmark of Deletang et al., "Neural Networks and the Chomsky Hierarchy" (arXiv 2207.02098), under its name there.</summary>
/// <param name="Name">The benchmark's name.</param>
/// <param name="Level">The level of the Chomsky hierarchy at which the benchmark puts it.</param>
public sealed record BenchmarkTask(string Name, string Level)
{
    private const string Regular = "regular";
    private const string ContextSensitive = "context-sensitive";

    /// <summary>Whether a word holds an even number of changes from one symbol to the other.</summary>
    public static BenchmarkTask EvenPairs { get; } = new("even pairs", Regular);

    /// <summary>The value of an expression without brackets modulo 5.</summary>
    public static BenchmarkTask ModularArithmetic { get; } = new("modular arithmetic (simple)", Regular);

    /// <summary>Whether a word holds an even number of ones.</summary>
    public static BenchmarkTask ParityCheck { get; } = new("parity check", Regular);

    /// <summary>The place on a ring of five after a sequence of moves.</summary>
    public static BenchmarkTask CycleNavigation { get; } = new("cycle navigation", Regular);

    /// <summary>A word backwards.</summary>
    public static BenchmarkTask ReverseString { get; } = new("reverse string", "deterministic context-free");

    /// <summary>The sum of two binary numbers.</summary>
    public static BenchmarkTask BinaryAddition { get; } = new("binary addition", ContextSensitive);

    /// <summary>The product of two binary numbers.</summary>
    public static BenchmarkTask BinaryMultiplication { get; } = new("binary multiplication", ContextSensitive);

    /// <summary>A word over five symbols, sorted.</summary>
    public static BenchmarkTask BucketSort { get; } = new("bucket sort", ContextSensitive);
}
