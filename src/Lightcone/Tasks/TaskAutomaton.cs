namespace Lightcone.Tasks;

/// <summary>A task as an automaton.</summary>
public static class TaskAutomaton
{
    extension(Automaton)
    {
        /// <summary>The task's own exact rule, not learned.</summary>
        /// <param name="task">The task.</param>
        public static Automaton Of(LocalTask task)
        {
            ArgumentNullException.ThrowIfNull(task);
            return new Automaton { Rule = task.Rule, Boundary = task.Boundary, Readout = task.Readout, Task = task.Name };
        }
    }
}
