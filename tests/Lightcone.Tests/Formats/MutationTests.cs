using System.Text;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Json;
using Lightcone.Formats;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Tests;

/// <summary>Damaged files of each format, a hundred thousand in the longest round: every one is read, or refused with an <see cref="InputException"/>.</summary>
public sealed class MutationTests
{
    private static readonly Automaton Rule110 = new() { Rule = LocalRule.Elementary(110), Boundary = Boundary.Periodic };
    private static readonly Automaton Adder = Automaton.Learn(BinaryAddition.Task, new ChaosTraining { Seed = 7 }, hiddenUnits: 2);

    private const string Signals =
        "@RULE signals\n@TABLE\nn_states:4\nneighborhood:vonNeumann\nsymmetries:rotate4\nvar a={2,3}\nvar b={2,3}\nvar c={a}\nvar d={a,0}\na,0,b,1,d,b\n100002\n";

    private const string Tree =
        "@RULE parity\n@TREE\nnum_states=2\nnum_neighbors=4\nnum_nodes=9\n1 0 1\n1 1 0\n2 0 1\n2 1 0\n3 2 3\n3 3 2\n4 4 5\n4 5 4\n5 6 7\n@COLORS\n1 0 0 0\n";

    public static TheoryData<string> Formats => [.. FileFormat.All.Select(static format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_damaged_rule_is_read_or_refused(string name)
    {
        FileFormat format = FileFormat.Find(name)!;
        byte[][] files = name switch
        {
            "golly" => [format.Format(Rule110, "r"), Encoding.UTF8.GetBytes(Signals), Encoding.UTF8.GetBytes(Tree)],
            "json" => [format.Format(Rule110, "r"), format.Format(Adder, "a")],
            "safetensors" => [format.Format(Adder, "a")],
            "onnx" => [format.Format(Rule110, "r"), format.Format(Adder, "a")],
            "csharp" or "onnx-loop" => [format.Format(Rule110, "r"), format.Format(Automaton.Of(BinaryAddition.Task), "a")],
            _ => [format.Format(Rule110, "r"), format.Format(Adder with { Readout = null, ReadoutNetwork = null }, "a")],
        };
        string[] words =
        [
            "permute", "Moore", "oneDimensional", "rotate4reflect", "var x={0,1}", "n_states:9", "@TABLE", "@TREE", "num_states=3", ".names", ".end", ".inputs", "\\", "#", "lightcone-signature {", "null", "{", "}", "[", "]",
            "\\ud800", "1e999", "true", "state[-1]", "state[1 1]", "next", "Infinity",
        ];
        foreach (byte[] file in files)
            format.Parse(file);
        int accepted = Mutations.Read($"mutations/{name}", files, words, bytes => format.Parse(bytes, "damaged"));
        // Files with a hash, or that must come out the same to the byte, hardly ever pass; a foreign table often means another rule.
        if (name is "json" or "safetensors" or "onnx" or "onnx-loop" or "csharp")
            Assert.InRange(accepted, 0, Mutations.Count / 4);
    }

    [Fact]
    public void A_damaged_network_is_read_or_refused() =>
        Mutations.Read("mutations/network", [Encoding.UTF8.GetBytes(NetworkJson.Format(Adder.Network!))], ["null", "{", "-0", "1e999", "\\ud800"], static bytes => NetworkJson.Parse(Encoding.UTF8.GetString(bytes), "damaged"));

    // A certificate that was damaged is read as far as its numbers go and then examined again; a hash over all stands before that.
    [Fact]
    public void A_damaged_certificate_is_read_or_refused()
    {
        Certificate certificate = Assert.IsType<Certificate>(Automaton.Of(Parity.Task).Certify(Parity.Task));
        Mutations.Read("mutations/certificate", [Encoding.UTF8.GetBytes(certificate.ToJson())], ["null", "{", "-0", "1e999", "\\ud800", "[]"], static bytes => Certificate.Verify(Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void Damaged_cells_are_read_or_refused() =>
        Mutations.Read("mutations/cells", ["0110/1001/0000"u8.ToArray(), "0110\n1001\n"u8.ToArray(), "..O/.O./OO."u8.ToArray()], ["/", "//", "2", "O", ".", "\r\n", "\t"], static bytes => Lattice.Parse(Alphabet.Binary, Encoding.UTF8.GetString(bytes), Boundary.Periodic, dimensions: 2));

    public static TheoryData<string> Patterns => [.. PatternFormat.All.Select(static format => format.Name), "zip", "gzip"];

    /// <summary>What is read is also laid on a lattice, or refused for its size.</summary>
    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_damaged_pattern_is_read_or_refused(string name)
    {
        byte[] rle = "x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n"u8.ToArray();
        PatternFormat? format = PatternFormat.Find(name);
        byte[][] files = name switch
        {
            "rle" => [rle, "#C a comment\n#CXRLE Pos=-6,-2\nx = 5, y = 4, rule = Foo:T12,4\n.A2BpA$3.yO$$2A!"u8.ToArray(), "x = 12, y = 1, rule = W110:T12,0\n3b2o3bo2bo!"u8.ToArray(), "#P 3 4\n#r 23/36\n3o$\r12bo!after"u8.ToArray()],
            "macrocell" => ["[M2] (golly 3.3)\n#R B3/S23:T20,30\n#G 12\n#C text\n.*$..*$***$\n$$$..***$\n4 0 1 2 1\n5 3 0 0 3\n"u8.ToArray(), "[M2]\n#R 345/2/4\n1 0 1 255 2\n2 1 0 0 1\n3 0 0 0 2\n4 3 3 0 3\n"u8.ToArray()],
            "life105" => ["#Life 1.05\n#D text\n#R 23/36:T40,40\n#P -3 -5\n.*\n..*\n***\n#P 10 4\n*.*\n"u8.ToArray(), "#Life 1.05\n#N\n#P\n**\n"u8.ToArray()],
            "life106" => ["#Life 1.06\n#D text\n0 -1\n1 0\n-1 1\n0 1\n1 1\n"u8.ToArray(), "#Life 1.06\n1152921504606846976 3\n"u8.ToArray()],
            "mcell" => ["#MCell 4.20\n#GAME Generations\n#RULE 345/2/40\n#BOARD 20x10\n#WRAP 1\n#CCOLORS 4\n#D text\n#L .2A$3.aB4C\n#L 3$A\n"u8.ToArray(), "#MCell 4\n#GAME Rules table\n#GOLLY WireWorld\n#RULE 1,0,2\n#L ABC\n"u8.ToArray()],
            _ => [PatternFormat.All[0].Format(PatternFormat.Read(rle), name == "zip" ? "a.zip" : "a.rle.gz"), PatternFormat.All[1].Format(PatternFormat.Read(rle), name == "zip" ? "a.mc.zip" : "a.mc.gz")],
        };
        string[] words = [":T5,5", ":P0,3", ":K3*,4", ":T9+2,9", ":S4", "rule =", "$", "!", "9999$", "o", "#R", "#P 3 3", "#G", "#L", "#BOARD", "#WRAP 1", "@RULE", "*", "A", "aA", "\r", "PK", "4 0 0 0 1"];
        foreach (byte[] file in files)
            PatternFormat.Read(file);
        Mutations.Read($"mutations/{name}", files, words, bytes =>
        {
            Pattern pattern = format is null ? PatternFormat.Read(bytes, "damaged", 1 << 20) : format.Parse(bytes, "damaged");
            if (pattern.Box.Area < 1_000_000 && (pattern.Grid is null || (long)pattern.Grid.Width * pattern.Grid.Height < 1_000_000))
                RunLengthPattern.Of(pattern, file: "damaged");
        });
    }

    [Fact]
    public void A_damaged_array_is_read_or_refused()
    {
        Lattice grid = Lattice.Random(Alphabet.Digits(3), Shape.Grid(4, 3), Boundary.Periodic, new RandomStream(1, "array"));
        Mutations.Read("mutations/npy", [LatticeArray.Format(grid), LatticeArray.Format(Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic))], ["<f8", "<i8", "True", "()", "(-1,)"], static bytes => LatticeArray.Parse(bytes, file: "damaged"));
    }
}
