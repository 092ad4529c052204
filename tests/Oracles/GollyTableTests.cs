using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;

namespace Lightcone.Oracles.Tests;

/// <summary>Random rule tables, read by us and by bgolly 3.3, run one step on a torus of random cells: what a table means when variables repeat, lists are out of order, and several lines fit.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class GollyTableTests : IDisposable
{
    // Names whose order by bytes is not that of a dictionary, nor that of their numbers.
    private static readonly string[] Names = ["a", "b", "c", "d", "A", "B", "zz", "a1", "a2", "x_y", "q", "Z", "aa", "v10", "v9"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Random_tables_run_to_the_same_cells()
    {
        OutsideJudge.Golly.Require();
        for (int i = 0; i < Round.Count(100, 100, 600); i++)
        {
            RandomStream stream = new(90, "tables", (ulong)i);
            string text = Table(stream);
            LocalRule rule = GollyRule.Parse(text, "random.rule").Rule;
            File.WriteAllText(folder.File("random.rule"), text);
            Lattice start = Lattice.Random(rule.State, Shape.Grid(41, 37), Boundary.Periodic, stream);
            // A rule of rows steps each row by itself.
            byte[] cells = rule.Dimensions == 2 ? rule.Step(start).Cells.ToArray()
                : [.. start.Cells.ToArray().Chunk(41).SelectMany(row => rule.Step(Lattice.FromCells(rule.State, Shape.Row(41), Boundary.Periodic, row)).Cells.ToArray())];
            string expected = GollyRun.Rows(Lattice.FromCells(rule.State, start.Shape, Boundary.Periodic, cells));
            string found = GollyRun.Of(folder, new RunLengthPattern { Lattice = start, Rule = "random" }.Format(), 1, rule.State, "RuleLoader");
            Assert.True(expected == found, $"table {i}:\n{text}\nbgolly:\n{found}\nours:\n{expected}");
        }
    }

    private static string Table(RandomStream stream)
    {
        (string hood, int neighbors, string[] symmetries) = stream.NextInt32(5) switch
        {
            0 => ("Moore", 8, (string[])["none", "rotate4", "rotate8", "rotate4reflect", "rotate8reflect", "reflect_horizontal", "permute"]),
            1 => ("oneDimensional", 2, ["none", "reflect", "permute"]),
            _ => ("vonNeumann", 4, ["none", "rotate4", "rotate4reflect", "reflect_horizontal", "permute"]),
        };
        int states = neighbors == 8 ? 2 + (stream.NextInt32(3) / 2) : 2 + stream.NextInt32(3);
        List<string> names = [];
        string text = $"@RULE random\n@TABLE\nn_states:{states}\nneighborhood:{hood}\nsymmetries:{symmetries[stream.NextInt32(symmetries.Length)]}\n";
        for (int count = 1 + stream.NextInt32(6); count > 0; count--)
        {
            List<string> members = [.. Enumerable.Range(0, 1 + stream.NextInt32(states)).Select(_ => $"{stream.NextInt32(states)}")];
            if (names.Count > 0 && stream.NextInt32(4) == 0)
                members.Insert(stream.NextInt32(members.Count + 1), Pick(names, stream));
            string name = Pick(Names, stream);
            // A name may come twice: the later list stands from there on.
            text += $"var {name}={{{string.Join(stream.NextInt32(5) == 0 ? " " : ",", members)}}}\n";
            names.Add(name);
        }

        for (int count = 1 + stream.NextInt32(8); count > 0; count--)
        {
            string[] line = [.. Enumerable.Range(0, neighbors + 1).Select(_ => stream.NextInt32(10) < 7 ? Pick(names, stream) : $"{stream.NextInt32(states)}")];
            string[] used = [.. line.Where(static term => !char.IsAsciiDigit(term[0]))];
            text += $"{string.Join(',', line)},{(used.Length > 0 && stream.NextInt32(5) < 2 ? Pick(used, stream) : $"{stream.NextInt32(states)}")}\n";
        }

        return text;
    }

    private static string Pick(IReadOnlyList<string> from, RandomStream stream) => from[stream.NextInt32(from.Count)];
}
