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
                terminal.Out.WriteLine($"{"W0R ... W255R",-30} {64,6} neighborhoods  the same, of second order in time: reversible");
                terminal.Out.WriteLine($"{"T0 ... T2186, kK rR code C",-30} {"k^2r+1",6} neighborhoods  totalistic codes on a ring: T777, k4 r1 code 12345");
                terminal.Out.WriteLine($"{"B.../S... or S/B",-30} {512,6} neighborhoods  birth and survival on a torus: B36/S23, 23/36; with Hensel's letters B2-a/S12");
                terminal.Out.WriteLine($"{"B.../S...V, B.../S...H",-30} {"32,128",6} neighborhoods  the same on four neighbors (V) or six (H); R at the end: of second order in time");
                terminal.Out.WriteLine($"{"S/B/C",-30} {"C^9",6} neighborhoods  Generations: cells die over C - 2 states, on eight neighbors at most 6 states: 345/2/4, B2/S/3");
                terminal.Out.WriteLine($"{"MAP...",-30} {512,6} neighborhoods  the whole table in base 64");
                terminal.Out.WriteLine($"{"Brian's Brain, Seeds ...",-30} {"",6}                names under which such rules are known");
                terminal.Out.WriteLine("In brackets: the name and level in the benchmark of arXiv 2207.02098.");
            }

            return ExitCode.Done;
        });
    }
}
