namespace Lightcone.Networks.Objectives;

/// <summary>What one batch showed: its loss, how many samples were classified correctly, and how much each layer fired.</summary>
/// <param name="Loss">The objective, as it weighs the batch.</param>
/// <param name="Correct">Samples classified correctly, where targets stand at every step at all that count; 0 where the objective has no classes.</param>
/// <param name="Samples">Samples in the batch.</param>
/// <param name="Spikes">Spikes of each layer over all samples and steps; -1 for a layer that does not spike.</param>
public sealed record BatchOutcome(double Loss, int Correct, int Samples, IReadOnlyList<long> Spikes)
{
    /// <summary>Steps that count, over all samples; 0 where there are no targets at every step.</summary>
    public int Steps { get; init; }

    /// <summary>Counted steps classified correctly.</summary>
    public int CorrectSteps { get; init; }
}
