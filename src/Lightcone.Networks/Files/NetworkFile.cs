using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Networks.Files;

/// <summary>A network as a safetensors file: tensors named as torch's Sequential names them, the architecture as text in the metadata, and a format version.</summary>
internal static class NetworkFile
{
    public const string Format = "lightcone.network";
    public const string Version = "1";

    public static void Save(Network network, string path) => ToFile(network).Save(path);

    public static Network Load(string path) => Read(TensorFile.Load(path), path);

    public static TensorFile ToFile(Network network) => new([.. network.Parameters.Tensors], Metadata(network.Architecture, Format));

    public static ImmutableSortedDictionary<string, string> Metadata(Architecture architecture, string format) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("format", format).Add("version", Version).Add("architecture", architecture.ToString());

    public static Network Read(TensorFile file, string name)
    {
        Architecture architecture = ReadArchitecture(file, Format, name);
        return Network.Create(architecture, 0).With(ReadParameters(file, architecture, string.Empty, name));
    }

    public static Architecture ReadArchitecture(TensorFile file, string format, string name)
    {
        string? found = file.Metadata.GetValueOrDefault("format");
        if (found != format)
            throw new InvalidDataException($"{name}: expected a file of the format {format}, found {found ?? "none"}.");
        string? version = file.Metadata.GetValueOrDefault("version");
        if (version != Version)
            throw new InvalidDataException($"{name}: expected version {Version}, found {version ?? "none"}: a newer program wrote this file.");
        try
        {
            return Architecture.Parse(file.Metadata.GetValueOrDefault("architecture") ?? string.Empty);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"{name}: the architecture in the metadata does not parse: {e.Message}", e);
        }
    }

    /// <summary>Picks the tensors of an architecture, whose names may carry a prefix.</summary>
    public static ParameterSet ReadParameters(TensorFile file, Architecture architecture, string prefix, string name)
    {
        ImmutableArray<Parameter>.Builder tensors = ImmutableArray.CreateBuilder<Parameter>();
        foreach ((string tensor, int[] shape) in new Stages.Plan(architecture).Shapes())
        {
            Parameter found = file.Find(prefix + tensor) ?? throw new InvalidDataException($"{name}: the tensor '{prefix + tensor}' is missing.");
            if (!found.Shape.AsSpan().SequenceEqual(shape))
                throw new InvalidDataException($"{name}: tensor '{prefix + tensor}' must be [{string.Join(", ", shape)}], it is [{string.Join(", ", found.Shape)}].");
            int bad = Sequences.FirstNotFinite(found.Values);
            if (bad >= 0)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}: number {bad} of tensor '{prefix + tensor}' is {found.Values[bad]}."));
            tensors.Add(new Parameter(tensor, found.Shape, found.Values.ToArray()));
        }

        return new ParameterSet(tensors.ToImmutable());
    }
}
