using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Tasks;

/// <summary>The tasks by name.</summary>
public static class TaskCatalog
{
    /// <summary>The tasks with a name of their own; every W0 to W255, every rule that a notation names (<see cref="RuleNotation"/>), every mod-M and multiply-by-N is a task as well.</summary>
    public static ImmutableArray<LocalTask> All { get; } =
    [
        Parity.Task, BinaryAddition.Task, BinaryAdditionCarrySave.Task, DecimalAddition.Task, DecimalAdditionCarrySave.Task,
        BinarySubtraction.Task, BinarySubtractionBorrowSave.Task, BinaryComparison.Task, Multiplication.Task, ConstantMultiplication.Of(3),
        EvenPairs.Task, CycleNavigation.Task, ModularArithmetic.Task, Remainder.Of(3), GrayCode.Task, BracketDepth.Task,
        BucketSort.Task, Reversal.Task, ElementaryTask.Of(110), LifeTask.Of("B3/S23"), LifeTask.Of("B36/S23"), Wireworld.Task,
    ];

    /// <summary>Whether the text names a task or is written like one (a malformed W300 is, and so is a notation of another family, R5,C0,...; the error is told by <see cref="Find"/>).</summary>
    public static bool Claims(string name) => Named(name) is not null || Family(name) is not null || RuleNotation.Claims(name) || RuleFamily.NameOf(name) is not null || (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && RuleNotation.Claims(name[..colon])) || name != name.Trim() && Claims(name.Trim());

    /// <summary>The task of a name, capitals aside: one of <see cref="All"/>, <c>mod-M</c>, <c>multiply-by-N</c>, <c>W0</c> to <c>W255</c>, or another notation of a rule.</summary>
    /// <exception cref="InputException">There is no such task; the message names the nearest ones.</exception>
    public static LocalTask Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        if (Named(name) is { } named)
            return named;
        if (Family(name) is { } member)
            return member;
        if (RuleNotation.Claims(name))
            return NotationTask.Of(name);
        if (RuleFamily.Refusal(name) is { } family)
            throw new InputException(family);
        if (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && RuleNotation.Claims(name[..colon]))
            throw new InputException($"'{name}' is a rule with the grid of a pattern file. Name {name[..colon]} alone, and give size and boundary by themselves: a size of 20x20 and the boundary periodic for :T20,20, fixed for :P20,20.");
        string nearest = EditDistance.Nearest(name, All.Select(static task => task.Name)) is { } near ? $" Did you mean {near}?" : "";
        throw new InputException($"'{name}' is neither a task nor a file.{nearest} The tasks are {string.Join(", ", All.Select(task => task.Name))}, mod-2 to mod-64, multiply-by-2 to multiply-by-64, W0 to W255, and rules in notation, such as B36/S23, 345/2/4, B2-a/S12, B2/S34H or T777.");
    }

    private static LocalTask? Named(string name) => All.FirstOrDefault(task => string.Equals(task.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A task with a number in its name, or null.</summary>
    private static LatticeTask? Family(string name)
    {
        foreach ((string prefix, Func<int, LatticeTask> make) in new (string, Func<int, LatticeTask>)[] { ("mod-", Remainder.Of), ("multiply-by-", ConstantMultiplication.Of) })
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 2 and <= 64)
                return make(number);
        return null;
    }
}
