using System.Text;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Lab.Problems;
using Lightcone.Tasks;

namespace Lightcone.Lab.Kinds;

/// <summary>What a job works on: a task's own table, or an automaton that was sent.</summary>
/// <param name="Task">The task; null for a rule that names none.</param>
/// <param name="Automaton">The rule with its readout.</param>
internal sealed record Subject(LocalTask? Task, Automaton Automaton)
{
    /// <summary>Reads what was sent.</summary>
    /// <param name="task">The name of a task; may be null beside an automaton.</param>
    /// <param name="automaton">A rule file as JSON; null for the task's own table.</param>
    public static Subject Of(string? task, JsonElement? automaton)
    {
        if (automaton is not { } file)
        {
            LocalTask own = TaskCatalog.Find(task ?? throw ProblemException.At("settings.task", "the name of a task, or settings.automaton", "neither", "GET /api/tasks lists the tasks."));
            return new(own, Automaton.Of(own));
        }

        Automaton sent = FileFormat.Json.Parse(Encoding.UTF8.GetBytes(file.GetRawText()), "automaton");
        string? name = task ?? (sent.Task is { } known && TaskCatalog.Claims(known) ? known : null);
        return new(name is null ? null : TaskCatalog.Find(name), sent);
    }

    /// <summary>The rule, or the network that gives it, for an engine.</summary>
    public CompiledRule Compile(Engine engine)
    {
        if (engine != Engine.Network)
            return Automaton.Rule.Compile(engine);
        return Automaton.Network?.Compile() ?? throw ProblemException.At("settings.engine", "an engine of tables", "network", "The network engine runs a network: send an automaton that was learned.");
    }
}
