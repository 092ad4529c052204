using System.CommandLine;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Lists what can be learned, certified and run.</summary>
internal static class TasksVerb
{
    public static Command Create()
    {
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("tasks", "List the tasks: what they compute, and how.", "lightcone tasks", "lightcone tasks --json");
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    JsonList.Objects(writer, "tasks", TaskCatalog.All, task =>
                    {
                        writer.WriteString("name", task.Name);
                        writer.WriteString("summary", task.Summary);
                        writer.WriteString("signature", task.Rule.Signature.ToString());
                        writer.WriteNumber("neighborhoods", task.Rule.Signature.DomainSize);
                        writer.WriteString("boundary", task.Boundary.ToString());
                        writer.WriteBoolean("readout", task.Readout is not null);
                        writer.WriteBoolean("provedForEveryLength", task.Specification is not null || task is ArithmeticTask { Code: not null });
                        writer.WriteString("benchmark", task.Benchmark?.Name);
                        writer.WriteString("level", task.Benchmark?.Level);
                    });
                });
            else
            {
                foreach (LocalTask task in TaskCatalog.All)
                    terminal.Out.WriteLine($"{task.Name,-30} {task.Rule.Signature.DomainSize,6} neighborhoods  {task.Summary}{(task.Benchmark is { } benchmark ? $" [{benchmark.Name}, {benchmark.Level}]" : "")}");
                terminal.Out.WriteLine($"{"mod-2 ... mod-64",-30} {"2M",6} neighborhoods  a binary number modulo M");
                terminal.Out.WriteLine($"{"multiply-by-2 ... -by-64",-30} {"2N",6} neighborhoods  a binary number times N");
                terminal.Out.WriteLine($"{"W0 ... W255",-30} {8,6} neighborhoods  elementary rules on a ring");
                terminal.Out.WriteLine($"{"B.../S...",-30} {512,6} neighborhoods  rules in B/S notation on a torus, for instance B36/S23");
                terminal.Out.WriteLine("In brackets: the name and level in the benchmark of arXiv 2207.02098.");
            }

            return ExitCode.Done;
        });
    }
}
