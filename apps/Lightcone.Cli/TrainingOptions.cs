using System.CommandLine;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The options that say how a network is trained, shared by <c>learn</c> and <c>certify</c>.</summary>
internal sealed class TrainingOptions
{
    public Option<int?> Hidden { get; } = new("--hidden") { Description = "Hidden units of each network; left out, the task's own shape.", HelpName = "N" };

    public Option<bool> Smallest { get; } = new("--smallest") { Description = "Look for the smallest network, up a ladder of activations, codes and units." };

    public Option<string?> Preset { get; } = new("--preset") { Description = "Recipe: default, or paper (random states, cross-entropy, ReLU, default initialization).", HelpName = "NAME" };

    public Option<int?> Bits { get; } = new("--bits") { Description = "Round the weights to integers of so many bits, 2 to 16; 0 finds the fewest that keep the rule.", HelpName = "N" };

    public Option<ulong?> Seed { get; } = SeedOption.Create();

    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { Hidden, Smallest, Preset, Bits, Seed })
            verb.Add(option);
    }

    /// <summary>Checks what the user said before anything is drawn or trained.</summary>
    /// <exception cref="InputException">A number is out of range, or options contradict each other.</exception>
    public void Check(ParseResult parse)
    {
        if (parse.GetValue(Hidden) is { } hidden && hidden is < 1 or > 512)
            throw new InputException($"--hidden {hidden}: expected 1 to 512 hidden units. The paper's shapes have 8 and 16.");
        if (parse.GetValue(Bits) is { } bits && bits is not 0 and (< 2 or > 16))
            throw new InputException($"--bits {bits}: expected 2 to 16, or 0 for the fewest that keep the rule.");
        if (parse.GetValue(Hidden) is not null && parse.GetValue(Smallest))
            throw new InputException("--hidden and --smallest contradict each other. Leave one out.");
        if (parse.GetValue(Smallest) && parse.GetValue(Preset) == "paper")
            throw new InputException("--smallest climbs a ladder of activations and codes; the paper's recipe fixes them. Leave one out.");
        if (parse.GetValue(Preset) is { } preset && preset is not "default" and not "paper")
            throw new InputException($"'{preset}' is not a recipe. Use --preset default or --preset paper.");
    }

    public ChaosTraining Recipe(ParseResult parse, ulong seed) =>
        (parse.GetValue(Preset) == "paper" ? ChaosTraining.Paper : ChaosTraining.Default) with { Seed = seed };

    /// <summary>Trains the task's networks as asked.</summary>
    /// <exception cref="InputException">No rounding to so few bits keeps the rule.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public Automaton Learn(ParseResult parse, Terminal terminal, Tasks.LocalTask task, ulong seed)
    {
        using InterruptSignal interruption = new();
        SearchProgress progress = new(terminal);
        Automaton learned;
        try
        {
            learned = Automaton.Learn(task, Recipe(parse, seed), parse.GetValue(Hidden), parse.GetValue(Smallest), progress, interruption.Token);
        }
        finally
        {
            progress.Finish();
        }

        if (parse.GetValue(Bits) is not { } bits)
            return learned;
        return Automaton.Of(Round(learned.Network!, bits), learned.ReadoutNetwork is null ? null : Round(learned.ReadoutNetwork, bits), task.Boundary, task.Name);
    }

    private static NeuralRule Round(NeuralRule network, int bits)
    {
        NeuralRule? rounded = bits == 0 ? network.QuantizeSmallest(network.ToRule()) : network.Quantize(bits);
        if (rounded is null || !rounded.ToRule().Equals(network.ToRule()))
            throw new InputException($"no rounding of the weights to {(bits == 0 ? 16 : bits)} bits gives the same rule. Allow more bits, or learn again with another seed.");
        return rounded;
    }
}
