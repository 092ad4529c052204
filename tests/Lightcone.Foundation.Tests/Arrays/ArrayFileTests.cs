using System.Text;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Foundation.Tests;

public sealed class ArrayFileTests
{
    /// <summary>The bytes that numpy.save writes for numpy.array([[0,1,2],[2,1,0]], dtype='uint8') (NumPy 1.24).</summary>
    [Fact]
    public void The_bytes_are_those_of_NumPy()
    {
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n"), 0, 1, 2, 2, 1, 0];
        Lattice grid = Lattice.Parse(Alphabet.Digits(3), "012/210", Boundary.Fixed(), 2);
        Assert.Equal(expected, LatticeArray.Format(grid));
        Assert.Equal(grid, LatticeArray.Parse(expected, Alphabet.Digits(3), Boundary.Fixed()));
    }

    [Fact]
    public void Doubles_that_are_symbols_are_symbols()
    {
        byte[] file = NpyArray.FromDoubles([0, 1, 2, 1], 4).ToFile();
        Assert.Equal("0121", LatticeArray.Parse(file).ToString());
        Assert.Contains("element 1 is 0.5", Assert.Throws<InputException>(static () => LatticeArray.Parse(NpyArray.FromDoubles([0, 0.5], 2).ToFile())).Message, StringComparison.Ordinal);
        Assert.Contains("element 2 is 2", Assert.Throws<InputException>(() => LatticeArray.Parse(file, Alphabet.Binary)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 4 bytes; the file holds 3", Assert.Throws<InputException>(() => LatticeArray.Parse(LatticeArray.Format(Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic)).AsSpan(0, 131))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_come_back_to_the_last_bit_with_readout_and_record()
    {
        Automaton learned = Automaton.Learn(DecimalAddition.Task, new ChaosTraining { Seed = 3 });
        Assert.Equal(learned.Network!.ToRule(), learned.Rule);
        byte[] file = NetworkTensors.Format(learned);
        Automaton back = NetworkTensors.Parse(file);
        Assert.Equal(learned.Network, back.Network);
        Assert.Equal(learned.ReadoutNetwork, back.ReadoutNetwork);
        Assert.Equal(learned.Network.Training.Seed, back.Network!.Training.Seed);
        Assert.Equal((learned.Task, learned.Boundary, learned.Rule, learned.Readout), (back.Task, back.Boundary, back.Rule, back.Readout));
        Assert.Equal(file, NetworkTensors.Format(back));
    }

    [Fact]
    public void Whole_number_networks_keep_their_bits()
    {
        NeuralRule small = new ChaosTraining { Seed = 1 }.Fit(LocalRule.Elementary(110), hiddenUnits: 4).QuantizeSmallest(LocalRule.Elementary(110))!;
        Assert.Equal(small, NetworkTensors.Parse(NetworkTensors.Format(Automaton.Of(small, null, Boundary.Periodic, null))).Network);
    }

    [Fact]
    public void The_header_is_what_other_libraries_read()
    {
        byte[] file = NetworkTensors.Format(Automaton.Of(NeuralRule.FromWeights(LocalRule.Elementary(0).Signature, 1, [1, 2, 3, 4, 5, 6], Activation.Relu), null, Boundary.Periodic, null));
        string header = Encoding.UTF8.GetString(file, 8, (int)BitConverter.ToInt64(file));
        Assert.Contains("\"rule.hidden.weight\":{\"dtype\":\"F64\",\"shape\":[1,3],\"data_offsets\":[0,24]},\"rule.hidden.bias\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[24,32]}", header, StringComparison.Ordinal);
        Assert.Equal(8 + header.Length + (6 * 8), file.Length);
        Assert.Equal(2.0, BitConverter.ToDouble(file, 8 + header.Length + 8));
    }

    /// <summary>Tensors follow one another without gaps and overlaps, in whatever order the header names them; an empty one lies between two others.</summary>
    [Fact]
    public void Tensors_lie_side_by_side()
    {
        const string one = "\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\"";
        const string none = "\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\"";
        Assert.Equal(["empty", "first", "last"], TensorFile.Parse(File($"{{\"last\":{{{one}:[8,16]}},\"first\":{{{one}:[0,8]}},\"empty\":{{{none}:[0,0]}}}}")).Tensors.Select(static tensor => tensor.Name));
        Assert.Contains("begins at byte 0 where 8 was expected", Refused($"{{\"a\":{{{one}:[0,8]}},\"b\":{{{one}:[0,8]}}}}"), StringComparison.Ordinal);
        Assert.Contains("begins at byte 8 where 0 was expected", Refused($"{{\"a\":{{{one}:[8,16]}}}}"), StringComparison.Ordinal);
        Assert.Contains("take 8 bytes, the file holds 16", Refused($"{{\"a\":{{{one}:[0,8]}}}}"), StringComparison.Ordinal);

        static byte[] File(string header) => [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[16]];
        static string Refused(string header) => Assert.Throws<InputException>(() => TensorFile.Parse(File(header))).Message;
    }

    [Fact]
    public void What_tensors_cannot_say_is_refused()
    {
        Assert.Contains("Learn it first", Assert.Throws<InputException>(static () => NetworkTensors.Format(Automaton.Of(Parity.Task))).Message, StringComparison.Ordinal);
        byte[] foreign = [16, 0, 0, 0, 0, 0, 0, 0, .. "{\"a\":1}         "u8];
        Assert.Throws<InputException>(() => NetworkTensors.Parse(foreign));
        byte[] empty = [8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8];
        Assert.Contains("alphabets", Assert.Throws<InputException>(() => NetworkTensors.Parse(empty)).Message, StringComparison.Ordinal);
    }

    /// <summary>Files of other kinds are named by their first bytes.</summary>
    [Theory]
    [InlineData(new byte[] { 8, 8, 0x12, 9, 76, 105, 103, 104, 116 }, "ONNX")]
    [InlineData(new byte[] { 0x89, 72, 68, 70, 13, 10, 26, 10, 0 }, "HDF5")]
    [InlineData(new byte[] { 80, 75, 3, 4, 0, 0, 0, 0, 0 }, "zip")]
    public void Other_files_are_named(byte[] content, string kind) =>
        Assert.Contains($"This file is {(kind == "zip" ? "a zip archive" : kind)}", Assert.Throws<InputException>(() => TensorFile.Parse(content)).Message, StringComparison.Ordinal);
}
