using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;
using PureHDF;

namespace Lightcone.Nir.Tests;

public sealed class NirTests
{
    private static readonly string[] Architectures =
    [
        "input 5 | linear 7 | leaky beta=0.9 | linear 3 | leaky beta=0.95 threshold=0.5 | count",
        "input 4 | linear 6 | leaky beta=0 reset=zero reset_delay=false learn=neuron | linear 2 | integrator beta=0.8 | last",
        "input 4 | linear 6 | rleaky beta=0.7 learn=shared reset=zero reset_delay=false | linear 2 | leaky beta=0.5 reset=none | sum",
        "input 4 | linear 6 | leaky beta=0.9 learn=neuron-sigmoid | linear 2 | integrator beta=0.8 learn=shared-sigmoid | last",
        "input 4 | linear 6 | rleaky beta=0.7 learn=shared-sigmoid | linear 2 | leaky beta=0.6 learn=neuron-sigmoid | count",
    ];

    public static TheoryData<string> Texts => [.. Architectures];

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_was_written_is_read_back_bit_by_bit(string text)
    {
        Network network = Network.Create(Architecture.Parse(text), 3);
        // As after a training: decays that are not those of the architecture.
        foreach (Parameter tensor in network.Parameters.Tensors.Where(static tensor => tensor.Name[2..] is "beta" or "theta"))
            network = network.With(network.Parameters.With(tensor.Name, [.. Enumerable.Range(0, tensor.Values.Length).Select(j => tensor.Name[2..] == "beta" ? 0.3f + (0.1f * j) : 1.5f - (1.25f * j))]));
        Network found = NirFile.Parse(NirFile.Format(network));
        Assert.Equal(network.Architecture, found.Architecture);
        foreach ((Parameter expected, Parameter actual) in network.Parameters.Tensors.Zip(found.Parameters.Tensors))
        {
            Assert.Equal(expected.Name, actual.Name);
            // The number behind a sigmoid comes back by way of the decay, which is rounded.
            if (!expected.Name.EndsWith("theta", StringComparison.Ordinal))
                Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        }

        for (int layer = 0; layer < network.Architecture.Layers.Length; layer++)
            foreach ((float expected, float actual) in network.Betas(layer).Zip(found.Betas(layer)))
                Assert.InRange(actual - expected, -1.5e-7f, 1.5e-7f);
    }

    [Fact]
    public void No_note_takes_a_name_of_the_network()
    {
        Network network = Network.Create(Architecture.Parse(Architectures[0]), 1);
        using TemporaryFolder folder = new();
        NirFile.Save(network, folder.File("n.nir"), new Dictionary<string, string>(StringComparer.Ordinal) { ["lab"] = "seven" });
        Assert.Equal("seven", NirFile.LoadNotes(folder.File("n.nir"))["lab"]);
        foreach (string name in (string[])["architecture", "dt"])
            Assert.Contains($"'{name}' is what the file says", Assert.Throws<ArgumentException>(() => NirFile.Format(network, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "2" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lif", "lif", true)]
    [InlineData("w", "lif", false)]
    [InlineData("lif", "w", false)]
    public void A_loop_is_fed_and_read_at_its_neurons(string fed, string read, bool isLoop)
    {
        double[] three = [1e-3, 1e-3, 1e-3], ones = [1, 1, 1];
        H5Group nodes = new()
        {
            ["in"] = new H5Group { ["type"] = "Input", ["shape"] = (long[])[3] },
            ["lif"] = new H5Group { ["type"] = "LIF", ["tau"] = three, ["r"] = (double[])[10, 10, 10], ["v_leak"] = new double[3], ["v_threshold"] = ones },
            ["w"] = new H5Group { ["type"] = "Linear", ["weight"] = new float[3, 3] },
            ["out"] = new H5Group { ["type"] = "Output", ["shape"] = (long[])[3] },
        };
        string[,] edges = { { "in", fed }, { "lif", "w" }, { "w", "lif" }, { read, "out" } };
        byte[] file = Graph(("NIRGraph", new() { ["type"] = "NIRGraph", ["nodes"] = nodes, ["edges"] = edges }));
        if (isLoop)
            Assert.IsType<RLeaky>(Assert.Single(NirFile.Parse(file).Architecture.Layers));
        else
            Assert.Contains("not one neuron layer with connections back", Assert.Throws<InputException>(() => NirFile.Parse(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes() =>
        Assert.Equal(NirFile.Format(Network.Create(Architecture.Parse(Architectures[0]), 1)), NirFile.Format(Network.Create(Architecture.Parse(Architectures[0]), 1)));

    [Theory]
    [InlineData("input 3 | linear 4 | relu | linear 2 | mean", "NIR has no node for layer 2, 'relu'")]
    [InlineData("input 3 | lstm 4 | last", "NIR has no node for layer 1, 'lstm 4'")]
    [InlineData("input 3 | linear 4 | leaky beta=1 | count", "never leaks")]
    public void What_nir_cannot_say_is_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => NirFile.Format(Network.Create(Architecture.Parse(text), 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Resets_that_nir_does_not_know_are_named()
    {
        Assert.Equal(2, NirFile.Departures(Network.Create(Architecture.Parse(Architectures[0]), 1)).Count);
        Assert.Empty(NirFile.Departures(Network.Create(Architecture.Parse(Architectures[1]), 1)));
    }

    // Euler's step of NIR's own equations, in double: v += dt/tau ((v_leak - v) + R I), z = v > v_threshold, v = 0 where z.
    [Fact]
    public void A_graph_of_others_runs_as_its_equations_say()
    {
        const int neurons = 4;
        RandomStream random = new(5, "nir");
        double[] tau = [2e-4, 3e-4, 5e-4, 1e-3], r = [1, 2, 3, 1.5], leak = [0, 0.1, -0.2, 0], threshold = [0.3, 0.5, 0.4, 0.2];
        float[,] weight = new float[neurons, 3];
        for (int i = 0; i < neurons; i++)
            for (int j = 0; j < 3; j++)
                weight[i, j] = (float)((4 * random.NextDouble()) - 1);
        H5Group lif = new() { ["type"] = "LIF", ["tau"] = tau, ["r"] = r, ["v_leak"] = leak, ["v_threshold"] = threshold };
        Network network = NirFile.Parse(Graph(("Linear", new() { ["type"] = "Linear", ["weight"] = weight }), ("LIF", lif)));
        Assert.Equal(Readout.Count, network.Architecture.Readout);
        const int time = 40;
        float[] inputs = [.. Enumerable.Range(0, time * 3).Select(_ => (float)random.NextDouble())];
        ReadOnlySpan<float> found = network.Run(Sequences.Create(1, time, 3, inputs)).Outputs;
        int total = 0;
        for (int i = 0; i < neurons; i++)
        {
            double v = 0;
            int spikes = 0;
            for (int t = 0; t < time; t++)
            {
                double current = 0;
                for (int j = 0; j < 3; j++)
                    current += weight[i, j] * inputs[(t * 3) + j];
                v += 1e-4 / tau[i] * (leak[i] - v + (r[i] * current));
                if (v > threshold[i])
                    (v, spikes) = (0, spikes + 1);
            }

            Assert.Equal(spikes, found[i]);
            total += spikes;
        }

        Assert.InRange(total, 10, neurons * time);
    }

    [Theory]
    [InlineData("Conv2d", "is of type Conv2d")]
    [InlineData("reset", "v_reset")]
    [InlineData("CubaLIF", "current has a memory")]
    [InlineData("short", "shorter than a step")]
    [InlineData("missing", "has no 'r'")]
    [InlineData("count", "'n1/tau' has 2 numbers, expected 3")]
    public void Graphs_that_nothing_here_can_express_are_refused(string kind, string part)
    {
        double[] three = [1e-3, 1e-3, 1e-3], ones = [1, 1, 1];
        H5Group node = new() { ["type"] = kind is "Conv2d" or "CubaLIF" ? kind : "LIF", ["tau"] = kind == "short" ? [1e-6, 1e-3, 1e-3] : kind == "count" ? [1e-3, 1e-3] : three, ["v_leak"] = new double[3], ["v_threshold"] = ones, ["v_reset"] = kind == "reset" ? ones : new double[3] };
        if (kind != "missing")
            node["r"] = ones;
        if (kind == "CubaLIF")
            (node["tau_mem"], node["tau_syn"]) = (three, three);
        byte[] file = Graph(("Affine", new() { ["type"] = "Affine", ["weight"] = new float[3, 3], ["bias"] = new float[3] }), (kind, node));
        Assert.Contains(part, Assert.Throws<InputException>(() => NirFile.Parse(file, "x.nir")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused_in_words()
    {
        byte[] whole = NirFile.Format(Network.Create(Architecture.Parse(Architectures[0]), 1));
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = [.. whole];
            RandomStream random = new(9, "damage", (ulong)i);
            if (i % 4 == 0)
                damaged = damaged[..(int)(random.NextDouble() * damaged.Length)];
            else
                damaged[(int)(random.NextDouble() * damaged.Length)] ^= (byte)(1 << (i % 8));
            try
            {
                NirFile.Parse(damaged, "damaged.nir");
            }
            catch (InputException e)
            {
                Assert.StartsWith("damaged.nir", e.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>h5py sees the layout that NIR's own reader asks for, and what h5py writes, compressed as that writer does, is read.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void H5py_reads_what_we_write_and_we_read_what_it_writes()
    {
        using TemporaryFolder folder = new();
        Network network = Network.Create(Architecture.Parse(Architectures[2]), 4);
        NirFile.Save(network, folder.File("ours.nir"));
        File.WriteAllText(folder.File("judge.py"), """
            import h5py, numpy as np
            with h5py.File("ours.nir", "r") as f:
                print(f["version"][()].decode())
                node = f["node"]
                print(node["type"][()].decode())
                print(" ".join(a.decode() + ">" + b.decode() for a, b in node["edges"][()]))
                nodes = node["nodes"]
                print(" ".join(k + ":" + nodes[k]["type"][()].decode() for k in sorted(nodes)))
                print(" ".join(repr(float(v)) for v in nodes["0"]["weight"][()].ravel()))
                lif = nodes["1"]["nodes"]["lif"]
                print(repr(float(1 - 1e-4 / lif["tau"][0])), lif["v_threshold"].shape, nodes["input"]["shape"][0])
                def copy(a, b):
                    for k, v in a.items():
                        if isinstance(v, h5py.Group):
                            copy(v, b.create_group(k))
                        elif isinstance(v[()], bytes):
                            b.create_dataset(k, data=v[()].decode(), dtype=h5py.string_dtype())
                        elif k == "edges":
                            b.create_dataset(k, data=[(x.decode(), y.decode()) for x, y in v[()]])
                        elif v.shape == ():
                            b.create_dataset(k, data=v[()])
                        else:
                            b.create_dataset(k, data=v[()], compression="gzip")
                with h5py.File("theirs.nir", "w") as g:
                    copy(f, g)
            """);
        string[] lines = OutsideJudge.H5py.Run(folder.Path, "judge.py").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1.0.6", "NIRGraph", "input>0 0>1 1>2 2>3 3>output", "0:Affine 1:NIRGraph 2:Affine 3:LIF input:Input output:Output"], lines[..4].Select(static line => line.Trim()));
        Assert.Equal(network.Parameters["0.weight"].Values.ToArray(), lines[4].Trim().Split(' ').Select(static number => float.Parse(number, CultureInfo.InvariantCulture)));
        Assert.Equal(0.7, double.Parse(lines[5].Split(' ')[0], CultureInfo.InvariantCulture), 1e-6);
        Assert.Contains("(6,) 4", lines[5], StringComparison.Ordinal);
        Network found = NirFile.Load(folder.File("theirs.nir"));
        Assert.Equal((network.Architecture, network.Parameters.Hash()), (found.Architecture, found.Parameters.Hash()));
    }

    // One decay for all neurons cannot be several: with the first of them it would be another network.
    [Theory]
    [InlineData(4e-4, true)]
    [InlineData(5e-4, false)]
    public void A_shared_decay_is_one(double last, bool fits)
    {
        H5Group node = new() { ["type"] = "LI", ["tau"] = (double[])[4e-4, 4e-4, last], ["r"] = (double[])[4, 4, last / 1e-4], ["v_leak"] = new double[3] };
        foreach (string learning in (string[])["shared", "shared-sigmoid"])
        {
            byte[] file = Graph($"input 3 | integrator beta=0.5 learn={learning} | last", ("LI", node));
            if (fits)
                Assert.Equal(0.75f, NirFile.Parse(file).Betas(0)[2], 1e-6f);
            else
                Assert.Contains("are not those of the architecture", Assert.Throws<InputException>(() => NirFile.Parse(file)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Graph(params (string Type, H5Group Node)[] chain) => Graph(null, chain);

    private static byte[] Graph(string? architecture, params (string Type, H5Group Node)[] chain)
    {
        H5Group nodes = new() { ["input"] = new H5Group { ["type"] = "Input", ["shape"] = (long[])[3] }, ["output"] = new H5Group { ["type"] = "Output", ["shape"] = (long[])[3] } };
        string[,] edges = new string[chain.Length + 1, 2];
        for (int i = 0; i <= chain.Length; i++)
        {
            if (i < chain.Length)
                nodes[$"n{i}"] = chain[i].Node;
            (edges[i, 0], edges[i, 1]) = (i == 0 ? "input" : $"n{i - 1}", i == chain.Length ? "output" : $"n{i}");
        }

        using MemoryStream stream = new();
        H5Group graph = new() { ["type"] = "NIRGraph", ["nodes"] = nodes, ["edges"] = edges };
        if (architecture is not null)
            graph["metadata"] = new H5Group { ["architecture"] = architecture };
        new H5File { ["version"] = "1.0", ["node"] = graph }.Write(stream);
        return stream.ToArray();
    }
}
