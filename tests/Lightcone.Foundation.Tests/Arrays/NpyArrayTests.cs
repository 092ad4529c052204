using System.Text;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Tests;

public sealed class NpyArrayTests
{
    // numpy.save of numpy.arange(3.0) in NumPy 1.x: 128 bytes of header, then the numbers.
    [Fact]
    public void Bytes_are_those_of_numpy()
    {
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"u8];
        byte[] expected = [.. header, .. Enumerable.Repeat((byte)' ', 127 - header.Length), (byte)'\n', .. BitConverter.GetBytes(0.0), .. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(2.0)];
        Assert.Equal(expected, NpyArray.FromDoubles([0, 1, 2], 3).ToFile());
    }

    [Theory]
    [InlineData(NpyType.Float64)]
    [InlineData(NpyType.Float32)]
    [InlineData(NpyType.UInt8)]
    public void What_is_written_is_read(NpyType type)
    {
        NpyArray array = type switch
        {
            NpyType.Float64 => NpyArray.FromDoubles([0.5, -2, 3, 4, 5, double.NaN], 2, 3),
            NpyType.Float32 => NpyArray.FromSingles([0.5f, -2, 3, 4, 5, 6], 2, 3, 1),
            _ => NpyArray.FromBytes([1, 2, 3, 4, 5, 255], 6),
        };
        string path = Path.Combine(Path.GetTempPath(), $"lightcone-{Environment.ProcessId}-{type}.npy");
        array.Save(path);
        NpyArray again = NpyArray.Load(path);
        File.Delete(path);
        Assert.Equal(type, again.Type);
        Assert.Equal(array.Shape, again.Shape);
        Assert.Equal(array.ToDoubles(), again.ToDoubles());
    }

    [Fact]
    public void Versions_2_and_3_and_single_numbers_are_read()
    {
        foreach (byte version in new byte[] { 2, 3 })
        {
            byte[] header = Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (), }\n");
            byte[] file = [0x93, .. "NUMPY"u8, version, 0, .. BitConverter.GetBytes(header.Length), .. header, 42];
            NpyArray array = NpyArray.Parse(file);
            Assert.Empty(array.Shape);
            Assert.Equal([42], array.ToBytes());
        }
    }

    [Theory]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "astype")]
    [InlineData("{'descr': '<f1', 'fortran_order': False, 'shape': (8,), }", "astype")]
    [InlineData("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", "astype")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "cut off")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999), }", "smaller part")]
    [InlineData("{'shape': (2,), }", "numpy.save")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "takes 3 bytes; the file holds 8")]
    public void Files_that_cannot_be_read_say_why_and_what_to_do(string header, string advice)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. BitConverter.GetBytes(-1.0)];
        InputException error = Assert.Throws<InputException>(() => NpyArray.Parse(file, "a.npy"));
        Assert.StartsWith("a.npy: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Headers as NumPy reads them: any quotes, either order of axes and bytes, narrower numbers.</summary>
    [Theory]
    [InlineData("{\"descr\": \"<f8\", \"fortran_order\": false_, \"shape\": (1,)}", "000000000000F03F", new double[] { 1 })]
    [InlineData("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3), }", "010004000200050003000600", new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 1, 2), }", "01030204", new double[] { 1, 2, 3, 4 })]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", "003E00C0", new double[] { 1.5, -2 })]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }", "FEFFFFFF", new double[] { -2 })]
    [InlineData("{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }", "FE7F", new double[] { -2, 127 })]
    [InlineData("{'descr': '<u4', 'fortran_order': False, 'shape': (1,), }", "FFFFFFFF", new double[] { 4294967295 })]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "3FC00000", new double[] { 1.5 })]
    [InlineData("{'descr': '>i8', 'fortran_order': False, 'shape': (1,), }", "0000000000000102", new double[] { 258 })]
    [InlineData("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", "0100", new double[] { 1, 0 })]
    public void What_numpy_writes_is_read(string header, string bytes, double[] expected)
    {
        header = header.Replace("false_", "False", StringComparison.Ordinal);
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. Convert.FromHexString(bytes)];
        NpyArray array = NpyArray.Parse(file);
        Assert.Equal(expected, array.ToDoubles());
        Assert.Equal(expected, NpyArray.Parse(array.ToFile()).ToDoubles());
    }

    [Fact]
    public void Other_files_and_wrong_shapes_are_refused()
    {
        Assert.Contains("signature", Assert.Throws<InputException>(() => NpyArray.Parse("hello world"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("6 numbers, not 5", Assert.Throws<ArgumentException>(() => NpyArray.FromBytes([1, 2, 3, 4, 5], 2, 3)).Message, StringComparison.Ordinal);
    }
}
