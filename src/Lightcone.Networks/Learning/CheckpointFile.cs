using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Learning;

/// <summary>The state of a training after a whole epoch, as a safetensors file: parameters, the optimizer's moments, the steps taken and the history.</summary>
internal sealed class CheckpointFile(string path, string identity, Layers.Architecture architecture)
{
    private const string Format = "lightcone.checkpoint";

    /// <summary>What a training has to know to go on, besides what its session holds.</summary>
    internal sealed record Progress(ImmutableArray<EpochReport> Epochs, double BestAccuracy, int BestEpoch, ParameterSet? Best, ImmutableArray<string> Warnings);

    /// <summary>A hash of everything that shapes the result: options, first parameters and data.</summary>
    public static string Identify(Training options, Network network, Examples train, Examples? validation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{options.Identity}\n{network.Architecture}\n{network.Parameters.Hash()}\n"));
        foreach (Examples? examples in new[] { train, validation })
        {
            if (examples is null)
                continue;
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{examples.Inputs.Batch} {examples.Inputs.Time} {examples.Objective.GetType().Name}\n")));
            hash.AppendData(MemoryMarshal.AsBytes(examples.Inputs.Values));
            examples.Objective.AppendTo(hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Save(TrainingSession session, IReadOnlyList<EpochReport> epochs, double bestAccuracy, int bestEpoch, Network? best, ImmutableArray<string> warnings)
    {
        Plan plan = session.SequenceEngine.Plan;
        List<NamedArray> tensors = [];
        Add("parameters.", plan.Unpack(session.Packed.Span[..plan.Length]));
        for (int i = 0; i < session.Moments.Length; i++)
            Add(session.Optimizer.Moments[i] + ".", plan.Unpack(session.Moments[i].Span[..plan.Length]));
        if (best is not null)
            Add("best.", best.Parameters);
        ImmutableSortedDictionary<string, string> metadata = NetworkFile.Metadata(architecture, Format)
            .Add("identity", identity)
            .Add("steps", session.Steps.ToString(CultureInfo.InvariantCulture))
            .Add("bestAccuracy", BitConverter.DoubleToInt64Bits(bestAccuracy).ToString(CultureInfo.InvariantCulture))
            .Add("bestEpoch", bestEpoch.ToString(CultureInfo.InvariantCulture))
            .Add("warnings", JsonSerializer.Serialize([.. warnings], CheckpointJson.Default.StringArray))
            .Add("epochs", JsonSerializer.Serialize([.. epochs], CheckpointJson.Default.EpochReportArray));
        new TensorFile([.. tensors], metadata).Save(path);

        void Add(string prefix, ParameterSet set) => tensors.AddRange(set.Tensors.Select(tensor => NetworkFile.Named(tensor, prefix)));
    }

    /// <summary>Puts a saved state into the session; null when there is no file yet.</summary>
    public Progress? Load(TrainingSession session)
    {
        if (!File.Exists(path))
            return null;
        TensorFile file = TensorFile.Load(path);
        if (NetworkFile.ReadArchitecture(file, Format, path).ToString() != architecture.ToString() || file.Metadata.GetValueOrDefault("identity") != identity)
            throw new InputException("this checkpoint belongs to another training (other options, network or data). Name another file, or delete it.", new SourceLocation(path));
        Plan plan = session.SequenceEngine.Plan;
        float[] parameters = Packed("parameters.");
        float[][] moments = [.. session.Optimizer.Moments.Select(static name => name + ".").Select(Packed)];
        try
        {
            session.Restore(parameters, moments, long.Parse(file.Metadata["steps"], CultureInfo.InvariantCulture));
            return new Progress(
                [.. JsonSerializer.Deserialize(file.Metadata["epochs"], CheckpointJson.Default.EpochReportArray)!],
                BitConverter.Int64BitsToDouble(long.Parse(file.Metadata["bestAccuracy"], CultureInfo.InvariantCulture)),
                int.Parse(file.Metadata["bestEpoch"], CultureInfo.InvariantCulture),
                file.Tensors.Any(static t => t.Name.StartsWith("best.", StringComparison.Ordinal)) ? NetworkFile.ReadParameters(file, architecture, "best.", path) : null,
                [.. JsonSerializer.Deserialize(file.Metadata["warnings"], CheckpointJson.Default.StringArray)!]);
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException or JsonException or ArgumentNullException)
        {
            throw new InputException($"the checkpoint's metadata are damaged: {e.Message} Delete the file to start again.", new SourceLocation(path));
        }

        float[] Packed(string prefix)
        {
            float[] packed = new float[plan.Length];
            plan.Pack(NetworkFile.ReadParameters(file, architecture, prefix, path), packed);
            return packed;
        }
    }
}
