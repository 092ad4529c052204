using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;

namespace Lightcone.Networks.Tests.Files;

public sealed class TensorFileTests
{
    private static readonly Network Sample = Network.Create(Architecture.Parse("input 3 | linear 4 | leaky beta=0.9 learn=shared | lstm 2 | linear 2 | integrator beta=0.5 | last"), 7);

    [Fact]
    public void A_saved_network_loads_to_the_same_bytes()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("file").FullName, "net.safetensors");
        Sample.Save(path);
        Network loaded = Network.Load(path);
        Assert.Equal(Sample.Architecture, loaded.Architecture);
        Assert.Equal(Sample.Parameters.Hash(), loaded.Parameters.Hash());
        Assert.Equal(File.ReadAllBytes(path), NetworkFile.ToFile(loaded).ToFile());
    }

    // Golden: bytes laid out by hand from the format's description, as another program would write them.
    [Fact]
    public void A_file_of_another_program_is_read()
    {
        string header = """{"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"__metadata__":{"k":"v"}}  """;
        byte[] bytes = [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), .. BitConverter.GetBytes(3f)];
        TensorFile file = TensorFile.Parse(bytes);
        Assert.Equal([1.5f], file.Find("a")!.ToSingles());
        Assert.Equal([-2f, 3f], file.Find("b")!.ToSingles());
        Assert.Equal("v", file.Metadata["k"]);
    }

    // Golden: a file written by version 1 stays loadable. Its hash is that of the network it was made from.
    [Fact]
    public void A_file_of_version_1_loads()
    {
        Network network = Network.Load(Path.Combine(AppContext.BaseDirectory, "Files", "network-v1.safetensors"));
        Assert.Equal("input 3 | linear 4 | leaky beta=0.9 learn=shared | lstm 2 | linear 2 | integrator beta=0.5 | last", network.Architecture.ToString());
        Assert.Equal("ae19113e3b421a6f1ea619ad0fc045c4a58954f8b192913978bf602072a56d66", network.Parameters.Hash());
    }

    // Law: whatever bytes a file holds, reading gives a value or the format error, never another exception.
    [Fact]
    public void Damaged_files_give_nothing_but_the_format_error()
    {
        byte[] whole = NetworkFile.ToFile(Sample).ToFile();
        RandomStream stream = new(2, "corruption");
        int refused = 0;
        for (int i = 0; i < 4000; i++)
        {
            byte[] damaged = [.. whole];
            for (int k = stream.NextInt32(4); k >= 0; k--)
                damaged[stream.NextInt32(i % 2 == 0 ? 900 : damaged.Length)] = (byte)stream.NextInt32(256);
            if (stream.NextInt32(4) == 0)
                damaged = damaged[..stream.NextInt32(damaged.Length)];
            try
            {
                NetworkFile.Read(TensorFile.Parse(damaged), "damaged");
            }
            catch (InputException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 2000, 4000);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,2]}}""", 2, "of shape [2] takes 4 bytes")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[2]}}""", 2, "where the tensor begins and ends")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "of shape [2] takes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "without gaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "take 4 bytes, the file holds 9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "expected a whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[70000,70000],"data_offsets":[0,4]}}""", 4, "takes 2147483647 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "occurs twice")]
    [InlineData("""[1]""", 0, "expected an object")]
    [InlineData("""{"a":""", 0, "not JSON")]
    public void Errors_say_what_is_wrong(string header, int data, string message)
    {
        byte[] bytes = [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[data]];
        Assert.Contains(message, Assert.Throws<InputException>(() => TensorFile.Parse(bytes)).Message, StringComparison.Ordinal);
    }

    /// <summary>State dicts of other programs hold counters and half precision: what is read is read, what is not is named. 1.5 is 0x3E00 in half, 0x3FC0 in brain floating point.</summary>
    [Fact]
    public void Tensors_of_other_types_are_widened_or_named()
    {
        const string header = """{"half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"brain":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]},"count":{"dtype":"I64","shape":[],"data_offsets":[6,14]},"small":{"dtype":"I8","shape":[1],"data_offsets":[14,15]},"odd":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[15,16]},"last":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""";
        byte[] numbers = [0x00, 0x3E, 0x00, 0xC0, 0xC0, 0x3F, .. BitConverter.GetBytes(123456789012L), 0xFE, 0x01, .. BitConverter.GetBytes(0.25f)];
        TensorFile file = TensorFile.Parse([.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. numbers]);
        Assert.Equal(["half", "brain", "count", "small", "last"], file.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal(["odd (F8_E4M3)"], file.LeftOut);
        Assert.Equal([1.5f, -2], file.Find("half")!.ToSingles());
        Assert.Equal([1.5f], file.Find("brain")!.ToSingles());
        Assert.Equal([123456789012], file.Find("count")!.ToDoubles());
        Assert.Equal([-2], file.Find("small")!.ToDoubles());
        Assert.Equal([0.25f], file.Find("last")!.ToSingles());
        // What is read can be written, and read again.
        TensorFile again = TensorFile.Parse(file.ToFile());
        Assert.Equal([123456789012], again.Find("count")!.ToDoubles());
    }

    [Fact]
    public void Tensors_that_do_not_fit_the_architecture_are_named()
    {
        TensorFile file = NetworkFile.ToFile(Sample);
        TensorFile missing = file with { Tensors = file.Tensors.RemoveAt(2) };
        Assert.Contains("'1.beta' is missing", Assert.Throws<InputException>(() => NetworkFile.Read(missing, "f")).Message, StringComparison.Ordinal);
        TensorFile other = file with { Metadata = file.Metadata.SetItem("architecture", "input 4 | linear 4 | last") };
        Assert.Contains("'0.weight' must be [4, 4], it is [4, 3]", Assert.Throws<InputException>(() => NetworkFile.Read(other, "f")).Message, StringComparison.Ordinal);
        TensorFile wide = file with { Tensors = file.Tensors.SetItem(0, new("0.weight", NpyArray.FromDoubles(new double[12], 4, 3))) };
        Assert.Contains("'0.weight' holds Float64", Assert.Throws<InputException>(() => NetworkFile.Read(wide, "f")).Message, StringComparison.Ordinal);
        TensorFile newer = file with { Metadata = file.Metadata.SetItem("version", "2") };
        Assert.Contains("expected version 1, found 2", Assert.Throws<InputException>(() => NetworkFile.Read(newer, "f")).Message, StringComparison.Ordinal);
    }
}
