using System.Collections.Immutable;
using Lightcone.Text;

namespace Lightcone.Tasks;

/// <summary>The tasks by name.</summary>
public static class TaskCatalog
{
    /// <summary>The tasks with a name of their own; every W0 to W255 and every B/S rule is a task as well.</summary>
    public static ImmutableArray<LocalTask> All { get; } =
    [
        Parity.Task, BinaryAddition.Task, BinaryAdditionCarrySave.Task, DecimalAddition.Task, DecimalAdditionCarrySave.Task,
        BinarySubtraction.Task, BinarySubtractionBorrowSave.Task, BinaryComparison.Task, ElementaryTask.Of(110), LifeTask.Of("B3/S23"),
    ];

    /// <summary>Whether the text names a task or is written like one (a malformed W300 is, and its error is told by <see cref="Find"/>).</summary>
    public static bool Claims(string name) => All.Any(task => task.Name == name) || RuleNotation.Claims(name);

    /// <summary>The task of a name: one of <see cref="All"/>, <c>W0</c> to <c>W255</c>, or B/S notation.</summary>
    /// <exception cref="InputException">There is no such task; the message names the nearest ones.</exception>
    public static LocalTask Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (All.FirstOrDefault(task => task.Name == name) is { } named)
            return named;
        if (RuleNotation.Claims(name))
            return name[0] is 'W' or 'w' ? ElementaryTask.Of(RuleNotation.ParseWolfram(name)) : LifeTask.Of(name);
        string nearest = string.Join(" or ", All.Select(task => task.Name).OrderBy(known => Spelling.Distance(known, name)).ThenBy(known => known, StringComparer.Ordinal).Take(2));
        throw new InputException($"'{name}' is neither a task nor a file. Did you mean {nearest}? The tasks are {string.Join(", ", All.Select(task => task.Name))}, W0 to W255, and B/S rules such as B36/S23.");
    }
}
