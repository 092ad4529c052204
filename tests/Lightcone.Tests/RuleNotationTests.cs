using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Tests;

/// <summary>Notations of rules. What they mean on grids is judged by bgolly (Oracles); here forms, names, laws and messages.</summary>
public sealed class RuleNotationTests
{
    // Canonical forms are Golly's: birth first for two states, survival first with a number of states; of the letters or their complement, the shorter.
    [Theory]
    [InlineData("23/3", "B3/S23")]
    [InlineData("s23b3", "B3/S23")]
    [InlineData("B3S23", "B3/S23")]
    [InlineData("b3/s23", "B3/S23")]
    [InlineData("B3/S23/2", "B3/S23")]
    [InlineData("B2-a/S12", "B2-a/S12")]
    [InlineData("B2ceikn/S12", "B2-a/S12")]
    [InlineData("B3/S2-i34q", "B3/S2-i34q")]
    [InlineData("B1ce2aceikn/S", "B12/S")]
    [InlineData("B2/S/3", "/2/3")]
    [InlineData("B2/S/C3", "/2/3")]
    [InlineData("B2SC3", "/2/3")]
    [InlineData("G3/B2/S", "/2/3")]
    [InlineData("345/2/4", "345/2/4")]
    [InlineData("B2/S345/4", "345/2/4")]
    [InlineData("B13/S012V", "B13/S012V")]
    [InlineData("012/13/4v", "012/13/4V")]
    [InlineData("B2/S34H", "B2/S34H")]
    [InlineData("Brian's Brain", "/2/3")]
    [InlineData("day & night", "B3678/S34678")]
    [InlineData("Walled Cities", "B45678/S2345")]
    [InlineData("2x2", "B36/S125")]
    public void A_notation_has_one_name(string text, string name)
    {
        LocalRule rule = LocalRule.Parse(text);
        Assert.Equal(name, RuleNotation.NameOf(rule));
        Assert.Equal(rule, LocalRule.Parse(name));
        Assert.Equal(name switch { "B3/S23" => "life", "B36/S23" => "highlife", _ => name }, TaskCatalog.Find(text).Name);
        Assert.Equal(TaskCatalog.Find(text).Name, NotationTask.Of(text).Name);
    }

    // How many neighborhoods each letter has, as bgolly 3.3 gave birth to them, and those that their names describe: corner, edge, row, cross.
    [Theory]
    [InlineData(1, "c4 e4")]
    [InlineData(2, "c4 e4 a8 i2 k8 n2")]
    [InlineData(3, "c4 e4 a4 i4 k4 n8 j8 q8 r8 y4")]
    [InlineData(4, "c1 e1 a8 i4 k8 n8 j8 q4 r8 y8 t4 w4 z4")]
    public void A_letter_has_so_many_neighborhoods(int count, string sizes)
    {
        foreach (string each in sizes.Split(' '))
        {
            Assert.Equal(int.Parse(each[1..], null), Born($"B{count}{each[0]}/S").Length);
            if (count < 4)
                Assert.Equal(int.Parse(each[1..], null), Born($"B{8 - count}{each[0]}/S").Length);
        }
    }

    [Theory]
    [InlineData("B1c/S", "o../.../...")]
    [InlineData("B1e/S", ".o./.../...")]
    [InlineData("B2a/S", "oo./.../...")]
    [InlineData("B2i/S", "../o.o/...")]
    [InlineData("B2n/S", "..o/.../o..")]
    [InlineData("B3i/S", "ooo/.../...")]
    [InlineData("B3a/S", "oo./o../...")]
    [InlineData("B4c/S", "o.o/.../o.o")]
    [InlineData("B4e/S", ".o./o.o/.o.")]
    [InlineData("B6c/S", ".o./o.o/ooo")]
    public void A_letter_means_a_place(string rule, string neighbors)
    {
        string cells = string.Concat(neighbors.Split('/').Select(static row => row.PadRight(3, '.')));
        Assert.Contains(cells, Born(rule));
    }

    private static string[] Born(string notation)
    {
        LocalRule rule = LocalRule.Parse(notation);
        return [.. Enumerable.Range(0, 512).Where(n => (n & 16) == 0 && rule.Table[n] == 1).Select(static n => string.Concat(Enumerable.Range(0, 9).Select(i => (n >> (8 - i) & 1) == 1 ? 'o' : '.')))];
    }

    [Theory]
    [InlineData(" W30 ", "W30")]
    [InlineData("rule30", "W30")]
    [InlineData("Rule 110", "rule110")]
    [InlineData("elementary rule 90R", "W90R")]
    public void Words_and_blanks_around_a_number_are_no_other_rule(string text, string name) => Assert.Equal(name, TaskCatalog.Find(text).Name);

    [Fact]
    public void The_grid_of_a_pattern_is_no_part_of_a_rule() =>
        Assert.Contains("Name 23/3 alone", Assert.Throws<InputException>(() => TaskCatalog.Find("23/3:T20,20")).Message, StringComparison.Ordinal);

    // The first 512 bits that are Life, computed here by counting; the order of the bits is that of the description of MAP strings.
    [Fact]
    public void A_map_string_holds_the_table_with_the_top_left_cell_as_the_highest_bit()
    {
        byte[] bytes = new byte[64];
        for (int n = 0; n < 512; n++)
        {
            int living = int.PopCount(n & ~16);
            if (living == 3 || (living == 2 && (n & 16) != 0))
                bytes[n >> 3] |= (byte)(128 >> (n & 7));
        }

        string map = $"MAP{Convert.ToBase64String(bytes)}";
        Assert.Equal("B3/S23", RuleNotation.NameOf(LocalRule.Parse(map)));
        Assert.Equal("B3/S23", RuleNotation.NameOf(LocalRule.Parse(map.TrimEnd('='))));
        Assert.Contains("86 for 8 neighbors, 6 for 4 neighbors, 22 for 6 neighbors", Assert.Throws<InputException>(() => LocalRule.Parse("MAPAAAAA")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_table_of_nine_cells_has_a_name_that_is_read_back()
    {
        RandomStream stream = new(1, "names");
        for (int i = 0; i < 50; i++)
        {
            LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Moore(), _ => (byte)(stream.NextUInt32() & 1));
            Assert.StartsWith("MAP", RuleNotation.NameOf(rule), StringComparison.Ordinal);
            Assert.Equal(rule, LocalRule.Parse(RuleNotation.NameOf(rule)!));
        }
    }

    // Definition: digit number s of the code, base k, is the next state at sum s. 777 is 1001210 in base 3.
    [Fact]
    public void A_totalistic_code_has_a_digit_for_each_sum()
    {
        LocalRule rule = LocalRule.Parse("T777");
        int[] digits = [0, 1, 2, 1, 0, 0, 1];
        for (byte l = 0; l < 3; l++)
            for (byte c = 0; c < 3; c++)
                for (byte r = 0; r < 3; r++)
                    Assert.Equal(digits[l + c + r], rule.Apply([l, c, r]));
        Assert.Equal(rule, LocalRule.Parse("k3 code 777"));
        Assert.Equal(rule, LocalRule.Parse("code777"));
        // Two states: code 10 (1010 in base 2: 1 at sums 1 and 3) is Rule 150.
        Assert.Equal(LocalRule.Elementary(150), LocalRule.Parse("k2 code 10"));
        Assert.Equal(Neighborhood.Radius(2), LocalRule.Parse("k2 r2 code 20").Signature.StateNeighborhood);
        Assert.Contains("go from 0 to 2186", Assert.Throws<InputException>(() => LocalRule.Parse("T2187")).Message, StringComparison.Ordinal);
        Assert.Contains("Use fewer states", Assert.Throws<InputException>(() => LocalRule.Parse("k9 r4 code 1")).Message, StringComparison.Ordinal);
    }

    // Law: exchange now and before, and the same rule runs back to where it began.
    [Theory]
    [InlineData("W90R")]
    [InlineData("W214R")]
    [InlineData("B3/S23R")]
    [InlineData("B2-a/S12R")]
    [InlineData("B1/SVR")]
    public void Rules_of_second_order_run_backward(string notation)
    {
        LocalRule rule = LocalRule.Parse(notation);
        Lattice start = Lattice.Random(rule.State, rule.Dimensions == 1 ? Shape.Row(40) : Shape.Grid(20, 14), Boundary.Periodic, new RandomStream(2, notation));
        Lattice end = Exchanged(Enumerable.Range(0, 30).Aggregate(start, (now, _) => rule.Step(now)));
        Assert.NotEqual(start, end);
        Assert.Equal(start, Exchanged(Enumerable.Range(0, 30).Aggregate(end, (now, _) => rule.Step(now))));

        // And one step is the rule of first order, exclusive or what was.
        LocalRule first = LocalRule.Parse(notation[..^1]);
        Lattice now = Lattice.FromCells(first.State, start.Shape, start.Boundary, [.. start.Cells.ToArray().Select(static cell => (byte)(cell & 1))]);
        byte[] next = first.Step(now).Cells.ToArray();
        Assert.Equal(start.Cells.ToArray().Select((cell, i) => (next[i] ^ (cell >> 1)) + (2 * (cell & 1))), rule.Step(start).Cells.ToArray().Select(static cell => (int)cell));
    }

    [Theory]
    [InlineData("B3/S29", "expected a count of living neighbors, 0 to 8,", 6)]
    [InlineData("B3/S23x", "expected each of the letters ceaiknjqry once,", 7)]
    [InlineData("B3/S23+", "expected the end or a count 0 to 8", 7)]
    [InlineData("B3/S2x", "expected each of the letters ceaikn once,", 6)]
    [InlineData("B3cc/S2", "expected each of the letters ceaiknjqry once,", 4)]
    [InlineData("B8c/S2", "expected no letter, since 8 living neighbors stand in one way,", 3)]
    [InlineData("B3-/S2", "expected one of the letters ceaiknjqry", 4)]
    [InlineData("B5/S2V", "expected a count of living neighbors, 0 to 4,", 2)]
    [InlineData("B33/S2", "expected each count once,", 3)]
    [InlineData("B2c/S2H", "expected no letter, since letters go with eight neighbors,", 3)]
    [InlineData("23/3/1", "expected a number of states, 2 to 256,", 6)]
    [InlineData("23/3/300", "expected a number of states, 2 to 256,", 6)]
    [InlineData("B3/S23/", "expected the number of states", 8)]
    public void What_is_wrong_is_pointed_at(string text, string expected, int character)
    {
        string message = Assert.Throws<InputException>(() => LocalRule.Parse(text)).Message;
        Assert.Contains($"{expected} at character {character}, ", message, StringComparison.Ordinal);
        Assert.EndsWith($"\n    {text}\n    {new string(' ', character - 1)}^", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("345/24/25", "25^9")]
    [InlineData("012/13/40V", "Up to 27 states are read on 4 neighbors")]
    [InlineData("345/2/4R", "one of both is read")]
    [InlineData("B2/S34L", "triangular")]
    [InlineData("R5,C0,M1,S34..58,B34..45,NM", "Larger than Life")]
    [InlineData("B3/S23History", "keep its history")]
    [InlineData("MS,D0;8;4;3;2;5;9;7;1;6;10;11;12;13;14;15", "Margolus")]
    public void What_cannot_be_is_refused_by_its_family(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => TaskCatalog.Find(text)).Message, StringComparison.Ordinal);

    // Seeded mutations of good notations: a rule or the format error, nothing else.
    [Fact]
    public void Damaged_notations_are_rules_or_refused()
    {
        string[] good = ["B3/S23", "345/2/4", "B2-a/S12", "B2/S34H", "012/13/4V", "T777", "k4 r1 code 12345", "W90R", "G3/B2/S", "MAPARYXfg"];
        const string Letters = "BSbsCGVHR0123456789ceaiknjqrytwz-/_, kTW+MAP=:";
        RandomStream stream = new(3, "notations");
        int read = 0;
        for (int i = Round.Count(2_000, 5_000, 100_000); i > 0; i--)
        {
            List<char> text = [.. good[stream.NextInt32(good.Length)]];
            for (int edits = 1 + stream.NextInt32(3); edits > 0; edits--)
            {
                int at = stream.NextInt32(text.Count + 1);
                if (stream.NextInt32(3) > 0)
                    text.Insert(at, Letters[stream.NextInt32(Letters.Length)]);
                else if (text.Count > 1)
                    text.RemoveAt(Math.Min(at, text.Count - 1));
            }

            string notation = string.Concat(text);
            try
            {
                if (!RuleNotation.Claims(notation))
                    continue;
                NotedRule noted = RuleNotation.Read(notation);
                Assert.Equal(noted.Name, RuleNotation.Read(noted.Name).Name);
                read++;
            }
            catch (InputException)
            {
            }
        }

        Assert.InRange(read, 100, int.MaxValue);
    }

    /// <summary>Now and before exchanged.</summary>
    private static Lattice Exchanged(Lattice lattice) =>
        Lattice.FromCells(lattice.Alphabet, lattice.Shape, lattice.Boundary, [.. lattice.Cells.ToArray().Select(static cell => (byte)((cell >> 1) | ((cell & 1) << 1)))]);
}
