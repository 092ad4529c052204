using Lightcone.Experiments.Exchange;
using Lightcone.Experiments.Pipelines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Nir;

namespace Lightcone.Cli;

/// <summary>Networks in the formats of other programs.</summary>
internal static class NetworkExport
{
    public static string[] Formats { get; } = ["nir", "onnx", "onnx-step"];

    /// <summary>Whether a file holds a network in time, not a rule: tensors of other programs can be nothing else, and lack only the layers.</summary>
    public static bool Claims(string subject) =>
        NirFile.IsHdf(subject) || (subject.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) && File.Exists(subject) && TensorFile.Load(subject) is var file && (NetworkSource.IsForeign(file) || file.Metadata["format"] == "lightcone.network"));

    /// <summary>Writes the network.</summary>
    /// <exception cref="InputException">The format cannot say it.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public static int Run(string subject, string? architecture, string format, string target, bool json, Terminal terminal)
    {
        if (!Formats.Contains(format))
            throw new InputException($"a network in time is not written as {format}.{(EditDistance.Nearest(format, Formats) is { } near ? $" Did you mean {near}?" : "")} Use nir, onnx (whole sequences) or onnx-step (one step, with its state).");
        OutputFile.Require(target);
        TrainedNetwork trained = NetworkSource.Load(subject, architecture);
        Network network = trained.Network;
        byte[] content = format switch { "nir" => NirFile.Format(network, trained.ToNotes()), "onnx" => NetworkOnnx.Format(network), _ => NetworkOnnx.FormatStep(network) };
        AtomicFile.Write(target, stream => stream.Write(content));
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("file", target);
                writer.WriteString("format", format);
                writer.WriteNumber("bytes", content.Length);
                writer.WriteString("network", network.Architecture.ToString());
                writer.WriteString("hash", network.Parameters.Hash());
                JsonList.Texts(writer, "departures", format == "nir" ? NirFile.Departures(network) : []);
            });
        else
            terminal.Out.WriteLine(FormattableString.Invariant($"{Path.GetFileName(subject)}: {network}; {content.Length:N0} bytes written to {target}"));
        if (format == "nir")
            foreach (string departure in NirFile.Departures(network))
                terminal.Say($"warning: {departure}. Lightcone reads the file back as it was; other programs run another neuron.");
        return ExitCode.Done;
    }
}
