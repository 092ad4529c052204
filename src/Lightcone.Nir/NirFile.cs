using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Nir;

/// <summary>
/// Networks as files of the Neuromorphic Intermediate Representation (Pedersen et al., "Neuromorphic intermediate representation: a unified instruction set for interoperable brain-inspired computing",
/// 2024): a graph of neurons and connections in continuous time, in HDF5.
/// </summary>
/// <remarks>
/// <para>A leaky neuron U(t) = beta U(t-1) + I(t) is NIR's LIF, tau v' = (v_leak - v) + R I, taken by Euler's step dt: tau = dt / (1 - beta), R = tau / dt, v_leak = 0, as snnTorch has it. NIR knows one reset,
/// to v_reset right after the spike, which is <c>reset=zero reset_delay=false</c> here; other resets, the readout and dt stand in the graph's metadata, where <see cref="Load"/> finds them, and
/// others do not: <see cref="Departures"/> says so.</para>
/// <para>Written: linear, leaky, rleaky (as a subgraph) and integrator layers. Read: Affine, Linear, LIF, LI, and CubaLIF without a memory of its current, each feeding the next one.</para>
/// </remarks>
public static class NirFile
{
    /// <summary>Seconds a step, where a file does not say: what snnTorch uses.</summary>
    public const double UsualStep = 1e-4;

    /// <summary>Saves a network in one piece.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="notes">Texts by name that go into the graph's metadata, such as what <c>TrainedNetwork</c> says of its use; <c>architecture</c> and <c>dt</c> are taken; null for none.</param>
    /// <exception cref="ArgumentException">The name of a note is taken.</exception>
    /// <exception cref="InputException">NIR has no node for a layer; the message says for which.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public static void Save(Network network, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        byte[] bytes = Format(network, notes);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="notes">Texts by name that go into the graph's metadata; <c>architecture</c> and <c>dt</c> are taken; null for none.</param>
    /// <exception cref="ArgumentException">The name of a note is taken.</exception>
    /// <exception cref="InputException">NIR has no node for a layer; the message says for which.</exception>
    public static byte[] Format(Network network, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return NirWriter.Format(network, UsualStep, notes ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary>The texts in a graph's metadata, by name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is no NIR graph.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> LoadNotes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return HdfReader.Read(File.ReadAllBytes(path), path).Metadata;
    }

    /// <summary>Reads a file of this program or another one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="step">Seconds a step; null, the default, for what the file says, else <see cref="UsualStep"/>.</param>
    /// <exception cref="InputException">The file is no NIR graph, or one that no network here can express; the message says what stands against it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Network Load(string path, double? step = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), path, step);
    }

    /// <summary>The same from bytes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <param name="step">Seconds a step; null, the default, for what the file says, else <see cref="UsualStep"/>.</param>
    /// <exception cref="InputException">The bytes are no NIR graph, or one that no network here can express.</exception>
    public static Network Parse(byte[] content, string? file = null, double? step = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (step is { } seconds && !(seconds > 0 && double.IsFinite(seconds)))
            throw new ArgumentOutOfRangeException(nameof(step), step, "A step takes a positive time.");
        return NirNetwork.Read(HdfReader.Read(content, file), step, new SourceLocation(file));
    }

    /// <summary>Whether a file begins as HDF5 files do.</summary>
    /// <param name="path">The file.</param>
    public static bool IsHdf(string path)
    {
        if (!File.Exists(path))
            return false;
        using FileStream stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[8];
        return stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8 && head[0] == 0x89 && head[1..4].SequenceEqual("HDF"u8);
    }

    /// <summary>What a network does and NIR's definitions do not say: other programs will run another network. Empty where the file says all.</summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyList<string> Departures(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<string> departures = [];
        foreach ((int index, Layer layer) in network.Architecture.Layers.Index())
        {
            (Reset Reset, bool Waits)? reset = layer switch { Leaky l => (l.Reset, l.ResetDelay), RLeaky r => (r.Reset, r.ResetDelay), _ => null };
            if (reset is { } own && own != (Reset.Zero, false))
                departures.Add(FormattableString.Invariant($"layer {index + 1} resets otherwise than NIR's LIF, which goes to v_reset = 0 right after the spike (here: reset=zero reset_delay=false)"));
        }

        return departures;
    }
}
