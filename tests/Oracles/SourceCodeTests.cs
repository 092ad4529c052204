using System.Text;
using Lightcone.Engines;
using Lightcone.Formats.Source;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Oracles.Tests;

/// <summary>Exported classes, compiled by the C# compiler into a program of their own that knows nothing of Lightcone, do the same steps and find the same fixed points.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class SourceCodeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_compile_and_run_to_the_same_cells()
    {
        List<string> classes = [];
        StringBuilder calls = new();
        List<string> expected = [];
        // A table of a quarter of a million entries, as Wireworld's, is no more of a proof and takes the compiler a minute.
        LocalTask[] tasks = [.. TaskCatalog.All.Where(static task => task.Rule.Signature.DomainSize <= 4_096)];
        Assert.InRange(tasks.Length, 9, 100);
        foreach (LocalTask task in tasks)
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed((byte)(task.Rule.State.Size - 1))])
            {
                Automaton automaton = Automaton.Of(task) with { Boundary = boundary };
                string name = $"Rule{classes.Count}";
                classes.Add(SourceCode.Format(automaton, name).Replace("using System;\n", "", StringComparison.Ordinal));
                Shape shape = task.Rule.Dimensions == 1 ? Shape.Row(57) : Shape.Grid(13, 7);
                RandomStream stream = new((ulong)classes.Count, "source");
                Lattice start = Lattice.Random(task.Rule.State, shape, boundary, stream);
                if (task.Rule.Frozen is not null)
                    start = start.WithInput(Lattice.Random(task.Rule.Frozen, shape, Boundary.Fixed(), stream));
                string input = start.Input is null ? "" : $", {Bytes(start.Input)}";
                string width = shape.Dimensions == 1 ? "" : $", {shape.Width}";
                CompiledRule compiled = task.Rule.Compile(Engine.Table);
                Evolution rest = compiled.Evolve(start, Until.FixedPoint(60));
                // As many steps as are needed suffice, one less does not.
                long most = rest.Converged ? rest.Steps : 60;
                calls.Append($"{{ byte[] a = {Bytes(start)}, b = new byte[a.Length], c = (byte[])a.Clone(); {name}.Step(a{input}, b{width}); Console.WriteLine(string.Concat(b)); long n = {name}.Settle(a{input}{width}, {most}); Console.WriteLine(n + \" \" + (n < 0 ? \"\" : string.Concat(a))); Console.WriteLine({name}.Settle(c{input}{width}, {most - 1})); }}\n");
                expected.Add(string.Concat(compiled.Step(start).Cells.ToArray()));
                expected.Add(rest.Converged ? $"{rest.Steps} {string.Concat(rest.Final.Cells.ToArray())}" : "-1 ");
                expected.Add("-1");
            }

        // A project without packages and outside of ours, so that nothing but the exported text is compiled.
        File.WriteAllText(folder.File("exported.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>");
        File.WriteAllText(folder.File("Program.cs"), $"using System;\n{calls}\n{string.Concat(classes)}");
        OutsideJudge.Dotnet.Run(folder.Path, ["build", "-c", "Release", "-v", "quiet", "--nologo", "-o", "out", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        string output = OutsideJudge.Dotnet.Run(folder.Path, [Path.Combine("out", "exported.dll")]);
        Assert.Equal(expected, output.TrimEnd('\n').Split('\n').Select(static line => line.TrimEnd('\r')));
    }

    private static string Bytes(Lattice lattice) => $"new byte[] {{ {string.Join(", ", lattice.Cells.ToArray())} }}";
}
