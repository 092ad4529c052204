using System.CommandLine;
using Lightcone.Experiments.Pipelines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Nir;

namespace Lightcone.Cli;

/// <summary>The network that a verb works on: a file that <c>train</c> wrote, or one of another program, which options complete.</summary>
internal sealed class NetworkSource
{
    public Argument<string> File { get; } = new("NETWORK") { Description = "A network that train wrote, a NIR file, or tensors of another program (safetensors) with --network." };

    public Option<string?> Architecture { get; } = new("--network") { Description = "What a file of another program holds (\"input 192 | linear 32 | leaky beta=0.95 | ...\").", HelpName = "TEXT" };

    public Option<string?> Encode { get; } = new("--encode") { Description = "none, repeat:STEPS, or a flow with parameters; left out, as in the training.", HelpName = "mixed:delta=2" };

    public Option<int?> Samples { get; } = new("--samples") { Description = "Time steps of a trajectory; left out, as in the training.", HelpName = "N" };

    public Option<string?> Duration { get; } = new("--duration") { Description = "Time of a trajectory; left out, as in the training.", HelpName = "T" };

    public Option<int> Threads { get; } = new("--threads") { Description = "Threads; the result does not depend on them.", HelpName = "N", DefaultValueFactory = static _ => 1 };

    public void AddTo(Command verb)
    {
        verb.Add(File);
        foreach (Option option in new Option[] { Architecture, Encode, Samples, Duration, Threads })
            verb.Add(option);
    }

    /// <summary>The network as its file says, without any encoding of the command line.</summary>
    /// <exception cref="InputException">The file is no network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrainedNetwork Load(string path, string? architecture)
    {
        if (NirFile.IsHdf(path))
            return architecture is null ? TrainedNetwork.FromNotes(NirFile.Load(path), NirFile.LoadNotes(path), path) : throw new InputException($"{path} is a NIR file, which says its architecture. Leave --network out.");
        if (architecture is null)
            return SaysArchitecture(path)
                ? TrainedNetwork.Load(path)
                : throw new InputException("the file does not say what the network is made of. Give --network, for instance \"input 64 | linear 32 | leaky beta=0.9 | linear 10 | leaky beta=0.9 | count\".", new SourceLocation(path));
        Architecture said = Networks.Layers.Architecture.Parse(architecture);
        Network network = Network.Load(path, said);
        return SaysArchitecture(path) ? TrainedNetwork.Load(path) : new TrainedNetwork { Network = network };
    }

    /// <summary>Whether tensors are those of another program: it may have written a format of its own into the file, as torch's scripts write "pt".</summary>
    public static bool IsForeign(TensorFile file) => file.Metadata.GetValueOrDefault("format") is not { } format || !format.StartsWith("lightcone", StringComparison.Ordinal);

    private static bool SaysArchitecture(string path) => !IsForeign(TensorFile.Load(path));

    /// <summary>The network, ready for samples.</summary>
    /// <exception cref="InputException">The file is no network, or nothing says how samples become sequences.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TrainedNetwork Read(ParseResult parse, Terminal terminal)
    {
        if (parse.GetValue(Threads) < 1)
            throw new InputException($"--threads {parse.GetValue(Threads)}: expected at least 1.");
        string path = parse.GetValue(File)!;
        TrainedNetwork saved = Load(path, parse.GetValue(Architecture));
        string? encode = parse.GetValue(Encode);
        if (encode is null && saved.Encoding is null)
            throw new InputException($"{path} does not say how samples become sequences, which networks written by train do. Give --encode: none, repeat:STEPS, or a flow.");
        if (encode is null && parse.GetValue(Samples) is null && parse.GetValue(Duration) is null)
            return saved;
        // What was not said stays as it was in the training.
        int samples = parse.GetValue(Samples) ?? saved.Encoding?.Steps ?? 30;
        double duration = parse.GetValue(Duration) is { } text ? SystemOptions.Positive(text, "--duration") : saved.Encoding?.Duration ?? 4;
        InputEncoding encoding = InputErrors.Translate(() => InputEncoding.Parse(encode ?? saved.Encoding!.ToString(), samples, duration));
        if (saved.Encoding is { } trained && (trained.ToString() != encoding.ToString() || trained.Steps != encoding.Steps || trained.Duration != encoding.Duration))
            terminal.Say($"encoded by {Words(encoding)}; the network was trained on {Words(trained)}.");
        return saved with { Encoding = encoding };
    }

    public static string Words(InputEncoding encoding) =>
        FormattableString.Invariant($"{encoding}{(encoding.Duration is { } duration ? $", {encoding.Steps} samples of {duration} time units" : "")}");
}
