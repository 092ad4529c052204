using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class TraceTests
{
    private static LocalRule Random(Alphabet alphabet, Neighborhood neighborhood, ulong seed)
    {
        Signature signature = new(null, Neighborhood.None, alphabet, neighborhood);
        byte[] table = new byte[signature.DomainSize];
        new RandomStream(seed, "table").FillSymbols(table, alphabet.Size);
        return LocalRule.FromTable(signature, table);
    }

    private static Recording Record(LocalRule rule, Boundary boundary, Shape shape, int runs, int steps, ulong seed = 1) => Recording.Of(Enumerable.Range(0, runs).Select(run =>
    {
        List<Lattice> states = [Lattice.Random(rule.State, shape, boundary, new RandomStream(seed, "start", (ulong)run))];
        for (int t = 0; t < steps; t++)
            states.Add(rule.Compile(Engine.Table).Step(states[^1]));
        return states.AsEnumerable();
    }).ToArray());

    [Theory]
    [InlineData(new[] { 0 }, 3)]
    [InlineData(new[] { -1, 0 }, 3)]
    [InlineData(new[] { 0, 1 }, 3)]
    [InlineData(new[] { -1, 0, 1 }, 2)]
    [InlineData(new[] { -2, -1, 0 }, 3)]
    [InlineData(new[] { -2, -1, 0, 1, 2 }, 3)]
    [InlineData(new[] { -3, -2, -1, 0, 1, 2, 3 }, 2)]
    public void The_neighborhood_the_boundary_and_the_rule_are_found(int[] offsets, int symbols)
    {
        foreach (Boundary boundary in new[] { Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1) })
        {
            LocalRule rule = Random(Alphabet.Digits(symbols), Neighborhood.Of(offsets), 3);
            Recording recording = Record(rule, boundary, Shape.Row(50), runs: 60, steps: 2);
            foreach (TraceFormat format in new[] { TraceFormat.Text, TraceFormat.Csv })
            {
                TraceFit fit = new TraceLearning().Fit(Recording.Parse(recording.ToText(format), format));
                Assert.Equal(Neighborhood.Of(offsets), fit.Neighborhood);
                Assert.Contains(boundary, fit.Boundaries);
                Assert.Empty(fit.Transitions.Unseen);
                Assert.Equal(rule, fit.ToAutomaton().Rule);
                Assert.Empty(fit.Alternatives);
                // Every cell of two steps in sixty runs; the first of each neighborhood confirms nothing.
                Assert.Equal((60 * 2 * 50) - rule.Table.Length, fit.Confirmations);
            }
        }
    }

    [Theory]
    [InlineData("B3/S23")]
    [InlineData("von Neumann")]
    public void Frames_of_a_grid_are_read_and_learned(string name)
    {
        LocalRule rule = name == "B3/S23" ? LocalRule.Parse(name) : Random(Alphabet.Digits(3), Neighborhood.VonNeumann(), 5);
        Recording recording = Record(rule, Boundary.Periodic, Shape.Grid(40, 30), runs: 3, steps: 4);
        TraceFit fit = new TraceLearning().Fit(Recording.Parse(recording.ToText(), dimensions: 2));
        Assert.Equal(rule.Signature.StateNeighborhood, fit.Neighborhood);
        Assert.Equal(Boundary.Periodic, fit.Boundary);
        Assert.All(fit.Transitions.Seen, index => Assert.Equal(rule.Table[index], fit.Transitions.ResultOf(index)));
        Assert.Equal(12, fit.Recording.Steps);
        Assert.InRange(fit.Transitions.Coverage, 0.99, 1);
    }

    [Fact]
    public void A_network_learns_what_was_shown_and_the_certificate_names_the_guesses()
    {
        Recording recording = Record(LocalRule.Elementary(110), Boundary.Periodic, Shape.Row(9), runs: 1, steps: 1);
        TraceFit fit = new TraceLearning { Neighborhood = Neighborhood.Radius(1), Boundary = Boundary.Periodic }.Fit(recording);
        Assert.NotEmpty(fit.Transitions.Unseen);
        foreach (Automaton learned in new[] { fit.Learn(new ChaosTraining { Seed = 1 }), fit.ToAutomaton() })
        {
            Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(learned, learned.Rule));
            Assert.Equal(fit.Transitions.Unseen.Select(fit.Transitions.Signature.Describe), certificate.Coverage!.Guessed);
            // The file carries the coverage, and the certificate is derived from it again.
            Assert.IsType<Certificate>(Certificate.Verify(certificate.ToJson()));
            Assert.All(fit.Transitions.Seen, index => Assert.Equal(LocalRule.Elementary(110).Table[index], learned.Rule.Table[index]));
        }
    }

    [Fact]
    public void Contradictions_are_named_with_lines_and_the_radius_that_separates_them()
    {
        LocalRule wide = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-2, 2), n => (byte)(n[0] ^ n[1]));
        string row = "0001" + new string('0', 36);
        string text = row + "\n" + wide.Compile().Step(Lattice.Parse(Alphabet.Binary, row, Boundary.Periodic)) + "\n";
        InputException error = Assert.Throws<InputException>(() => new TraceLearning { Neighborhood = Neighborhood.Radius(1), Boundary = Boundary.Periodic }.Fit(Recording.Parse(text, file: "t.txt")));
        Assert.Equal("t.txt:2: lines 2 (cell 1) and 2 (cell 2) give the neighborhood (0,0,0) different results (0 and 1): no rule that reads [-1 0 1] has both. Radius 2 separates them. Set the radius to 2.", error.Message);
        InputException noise = Assert.Throws<InputException>(() => new TraceLearning().Fit(Recording.Parse("0000\n0000\n\n0000\n0010\n", file: "t.txt")));
        Assert.Contains("not deterministic", noise.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", TraceFormat.Text, "no cells")]
    [InlineData("0101\n", TraceFormat.Text, "no step")]
    [InlineData("0101\n011\n", TraceFormat.Text, "t:2: this row has 3 cells, the rows above have 4")]
    [InlineData("0,1\n0,,1\n", TraceFormat.Csv, "field 2 holds no symbol")]
    public void Files_that_are_no_traces_are_refused_with_the_line(string text, TraceFormat format, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => Recording.Parse(text, format, file: "t")).Message, StringComparison.Ordinal);

    [Fact]
    public void Frames_of_a_run_have_one_size_and_two_blank_lines_begin_another_run()
    {
        InputException refusal = Assert.Throws<InputException>(() => Recording.Parse("01\n10\n\n01\n", dimensions: 2, file: "t"));
        Assert.Contains("t:4: this frame is 2x1, the ones above are 2x2", refusal.Message, StringComparison.Ordinal);
        Recording two = Recording.Parse("01\n10\n\n11\n10\n\n\n010\n\n011\n", dimensions: 2);
        Assert.Equal([Shape.Grid(2, 2), Shape.Grid(2, 2), Shape.Grid(3, 1), Shape.Grid(3, 1)], two.Runs.SelectMany(static run => run).Select(static frame => frame.Shape));
    }

    [Fact]
    public void Column_names_separate_runs_and_alphabets_are_inferred()
    {
        Recording csv = Recording.Parse("run;t;c0;c1;c2\n1;0;0;2;0\n1;1;2;0;0\n2;0;0;0;2\n2;1;0;2;0\n", TraceFormat.Csv);
        Assert.Equal((2, 2, 3), (csv.Runs.Length, csv.Steps, csv.Runs[0][0].Shape.Count));
        Assert.Equal(Alphabet.Ordered("0", "2"), csv.Alphabet);
        Assert.Contains("run and t are not read as cells", csv.Note, StringComparison.Ordinal);
        // Labels by other names; steps that count from anew begin a run, and so does another label beside numbered columns.
        Recording lab = Recording.Parse("cage,hour,w1,w2,w3,w4\nA,8,0,2,0,1\nA,9,2,0,0,1\nB,10,0,0,2,1\nB,11,0,2,0,1\n", TraceFormat.Csv);
        Assert.Equal((2, 2, Shape.Row(4)), (lab.Runs.Length, lab.Steps, lab.Runs[0][0].Shape));
        Assert.Contains("cage and hour are not read as cells", lab.Note, StringComparison.Ordinal);
        Recording clock = Recording.Parse("time,a,b\n0,0,1\n1,1,0\n2,0,1\n0,1,1\n1,0,0\n", TraceFormat.Csv);
        Assert.Equal((2, 3), (clock.Runs.Length, clock.Steps));
        Assert.Equal(Alphabet.Binary, Recording.Parse(".O.\nO.O\n").Alphabet);
        Assert.Equal(Alphabet.Of("empty", "head"), Recording.Parse("head empty\nempty empty\n").Alphabet);
        Assert.Equal(Alphabet.Digits(3), Recording.Parse("012\n012\n").Alphabet);
        // A bit that was always the same is a bit.
        foreach (string bit in (string[])["0", "1"])
        {
            Recording same = Recording.Parse($"{bit}{bit}\n{bit}{bit}\n");
            Assert.Equal((Alphabet.Binary, bit[0] - '0'), (same.Alphabet, same.Runs[0][1].Cells[1]));
        }
    }

    [Theory]
    [InlineData(1, new[] { 3, 5, 20 })]
    [InlineData(1, new[] { 15, 20 })]
    [InlineData(2, new[] { 3, 5, 4, 5 })]
    [InlineData(2, new[] { 15, 4, 5 })]
    public void Arrays_hold_runs_steps_and_cells(int dimensions, int[] shape)
    {
        byte[] cells = new byte[300];
        new RandomStream(1, "array").FillSymbols(cells, 3);
        Recording read = Recording.ParseArray(NpyArray.FromBytes(cells, shape).ToFile(), dimensions);
        Assert.Equal(Alphabet.Digits(3), read.Alphabet);
        Assert.Equal(shape.Length == dimensions + 2 ? 3 : 1, read.Runs.Length);
        Assert.Equal(cells, read.Runs.SelectMany(static run => run).SelectMany(static frame => frame.Cells.ToArray()));
        Assert.Equal(dimensions == 1 ? Shape.Row(20) : Shape.Grid(5, 4), read.Runs[0][0].Shape);
        Assert.Throws<InputException>(() => Recording.ParseArray(NpyArray.FromBytes(cells, 300).ToFile(), dimensions));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("NULL")]
    [InlineData("null")]
    [InlineData("inf")]
    public void A_missing_value_is_no_symbol(string value)
    {
        InputException refusal = Assert.Throws<InputException>(() => Recording.Parse($"0,1,2\n1,{value},0\n", TraceFormat.Csv, file: "x.csv"));
        Assert.Contains($"x.csv:2:3: field 2 holds '{value}', a missing value and no symbol", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, Recording.Parse($"0,1,2\n1,{value},0\n", TraceFormat.Csv, alphabet: Alphabet.Of("0", "1", "2", value)).Alphabet.Size);
    }

    /// <summary>One wrong cell in a recording of a rule of radius 2: the lines that stand against the right neighborhood are named.</summary>
    [Fact]
    public void A_single_wrong_cell_is_found_by_its_lines()
    {
        byte[] table = new byte[243];
        new RandomStream(3, "noise").FillSymbols(table, 3);
        LocalRule rule = LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Digits(3), Neighborhood.Radius(2)), table);
        List<string> lines = [];
        for (ulong run = 0; run < 12; run++)
        {
            Lattice row = Lattice.Random(rule.State, Shape.Row(40), Boundary.Periodic, new RandomStream(run, "rows"));
            for (int step = 0; step < 6; step++, row = rule.Compile().Step(row))
                lines.Add($"{row}");
            lines.Add("");
        }

        char[] wrong = lines[23].ToCharArray();
        wrong[17] = (char)('0' + ((wrong[17] - '0' + 1) % 3));
        lines[23] = new string(wrong);
        InputException refusal = Assert.Throws<InputException>(() => new TraceLearning().Fit(Recording.Parse(string.Join('\n', lines))));
        Assert.Matches(@"\[-2 -1 0 1 2\] explains all but \d+ of [0-9,]+ cells; against it stand lines 24, 25: look for a wrong cell there", refusal.Message);
    }

    // Of the neighborhoods that were ruled out only the smaller ones count as smaller, not those of the same size.
    [Fact]
    public void Neighborhoods_that_are_ruled_out_as_smaller_are_smaller()
    {
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(200), Boundary.Periodic, new RandomStream(1, "rows"));
        CompiledRule compiled = LocalRule.Elementary(30).Compile();
        TraceFit fit = new TraceLearning().Fit(Recording.Of([[row, compiled.Step(row), compiled.Step(compiled.Step(row))]]));
        Assert.Equal(Neighborhood.Radius(1), fit.Neighborhood);
        Assert.NotEmpty(fit.Rejected);
        Assert.All(fit.Rejected, rejected => Assert.InRange(rejected.Neighborhood.Count, 1, fit.Neighborhood.Count - 1));
    }

    [Fact]
    public void A_boundary_that_is_wrong_is_doubted_before_the_radius()
    {
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(40), Boundary.Periodic, new RandomStream(1, "rows"));
        CompiledRule compiled = LocalRule.Elementary(30).Compile();
        List<Lattice> run = [row];
        for (int i = 0; i < 20; i++)
            run.Add(compiled.Step(run[^1]));
        InputException refusal = Assert.Throws<InputException>(() => new TraceLearning { Neighborhood = Neighborhood.Radius(1), Boundary = Boundary.Fixed() }.Fit(Recording.Of([run])));
        Assert.Contains("With the boundary periodic no two cells contradict each other: leave the boundary out.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_are_read_as_rows_are_recognized_when_no_rule_fits()
    {
        CompiledRule life = LocalRule.Parse("B3/S23").Compile();
        IEnumerable<Lattice[]> runs = Enumerable.Range(0, 3).Select(i =>
        {
            Lattice first = Lattice.Random(Alphabet.Binary, Shape.Grid(36, 30), Boundary.Periodic, new RandomStream((ulong)i, "frames"));
            return new[] { first, life.Step(first) };
        });
        string text = Recording.Of(runs).ToText();
        Assert.Contains("Set the dimensions to 2", Assert.Throws<InputException>(() => new TraceLearning().Fit(Recording.Parse(text))).Message, StringComparison.Ordinal);
        Assert.Equal(2, new TraceLearning { MaxRadius = 1 }.Fit(Recording.Parse(text, dimensions: 2)).Neighborhood.Dimensions);
    }

    /// <summary>pandas writes 0, 1, 2, ... over its columns, and an index without a name before them.</summary>
    [Theory]
    [InlineData("", "the first line numbers the columns from 0 to 15 and was skipped.")]
    [InlineData(",", "the first line numbers the columns from 0 to 15 and was skipped; the first column, which has no name, is not read as cells.")]
    [InlineData("step,", "the first line numbers the columns from 0 to 15 and was skipped; step is not read as cells.")]
    public void Numbered_columns_are_no_cells(string index, string note)
    {
        Recording rows = Recording.Of([Rows(0), Rows(1)]);
        string[] lines = [.. rows.ToText(TraceFormat.Csv).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        string text = $"{index}{string.Join(',', Enumerable.Range(0, 16))}\n" + string.Concat(lines.Select((line, i) => $"{(index.Length == 0 ? "" : $"{i % 9},")}{line}\n"));
        Recording read = Recording.Parse(text, TraceFormat.Csv);
        Assert.Equal(note, read.Note);
        Assert.Equal((Alphabet.Binary, index.Length == 0 ? 1 : 2), (read.Alphabet, read.Runs.Length));
        Assert.Equal(lines.Length, read.Runs.Sum(static run => run.Length));
        Assert.Equal(rows.Runs[0][0].Cells.ToArray(), read.Runs[0][0].Cells.ToArray());
        // The same numbers are a row of cells where others hold them, or the alphabet does.
        string ordered = "0,1,2,3\n1,2,3,0\n2,3,0,1\n";
        Assert.Equal(2, Recording.Parse(ordered, TraceFormat.Csv).Steps);
        Assert.Equal(1, Recording.Parse("0,1,2,3\n1,1,3,0\n", TraceFormat.Csv, alphabet: Alphabet.Digits(4)).Steps);

        static IEnumerable<Lattice> Rows(ulong run)
        {
            Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(16), Boundary.Periodic, new RandomStream(5, "row", run));
            for (int step = 0; step < 9; step++, row = LocalRule.Elementary(110).Step(row))
                yield return row;
        }
    }

    [Fact]
    public void An_index_without_a_name_is_no_cell_beside_named_columns()
    {
        Recording read = Recording.Parse(",a,b,c\n0,0,1,1\n1,1,0,1\n0,0,0,1\n1,1,1,0\n", TraceFormat.Csv);
        Assert.Equal((2, 3), (read.Runs.Length, read.Runs[0][0].Shape.Width));
        Assert.Contains("the first line names columns and was skipped; the first column, which has no name, is not read as cells", read.Note, StringComparison.Ordinal);
    }

    /// <summary>Three random steps, forty times over: a window that tells all their cells apart explains them, and the copies say nothing new.</summary>
    [Fact]
    public void Repeated_steps_are_evidence_once()
    {
        RandomStream stream = new(3, "repeated steps");
        string steps = string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Row()}\n{Row()}\n\n"));
        Recording copies = Recording.Parse(string.Concat(Enumerable.Repeat(steps, 40)));
        foreach (TraceLearning learning in new TraceLearning[] { new(), new() { MaxRadius = 5 }, new() { Neighborhood = Neighborhood.Radius(2) } })
            Assert.DoesNotContain("separates them", Assert.Throws<InputException>(() => learning.Fit(copies)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new TraceLearning { MaxRadius = 5 }.Fit(Recording.Parse(steps)));

        string Row() => string.Concat(Enumerable.Range(0, 12).Select(_ => stream.NextInt32(2)));
    }

    /// <summary>Rows as programs print them, and a line that says what they are.</summary>
    [Theory]
    [InlineData("[0, 1, 1, 0]\n[1, 0, 1, 1]\n")]
    [InlineData("[[0, 1, 1, 0],\n [1, 0, 1, 1]]\n")]
    [InlineData("0\t1\t1\t0\n1\t0\t1\t1\n")]
    [InlineData("0,1,1,0\n1,0,1,1\n")]
    [InlineData("# rule 110, seed 3\n0110\n1011\n")]
    [InlineData("0110\n# a remark\n1011\n")]
    public void Rows_of_text_may_be_printed_lists(string text)
    {
        Recording recording = Recording.Parse(text);
        Assert.Equal(Alphabet.Binary, recording.Alphabet);
        Assert.Equal([0, 1, 1, 0], recording.Runs[0][0].Cells.ToArray());
        Assert.Equal([1, 0, 1, 1], recording.Runs[0][1].Cells.ToArray());
    }

    /// <summary>Cells drawn as # are no remarks, and brackets may be symbols where nothing parts them.</summary>
    [Fact]
    public void Marks_may_be_symbols()
    {
        Assert.Equal(2, Recording.Parse("#.##\n##.#\n").Alphabet.Size);
        Assert.Equal(["(", ")"], Recording.Parse("(())\n)(()\n").Alphabet.Names);
    }

    /// <summary>A column that numbers all rows names no run.</summary>
    [Fact]
    public void A_column_that_never_repeats_is_no_run()
    {
        Recording recording = Recording.Parse("id,run,t,x0,x1,x2\n0,a,0,0,1,1\n1,a,1,1,0,1\n2,b,0,1,1,1\n3,b,1,0,0,0\n", TraceFormat.Csv);
        Assert.Equal((2, 2), (recording.Runs.Length, recording.Steps));
        Assert.Equal(3, recording.Runs[0][0].Cells.Length);
    }
}
