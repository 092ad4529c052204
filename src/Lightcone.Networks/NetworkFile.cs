using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Running;

namespace Lightcone.Networks;

/// <summary>A network as a safetensors file: tensors named as torch's Sequential names them, the architecture as text in the metadata, and a format version.</summary>
internal static class NetworkFile
{
    public const string Format = "lightcone.network";
    public const string Version = "1";

    public static void Save(Network network, string path, ImmutableSortedDictionary<string, string> notes)
    {
        TensorFile file = ToFile(network);
        if (notes.Keys.FirstOrDefault(file.Metadata.ContainsKey) is { } taken)
            throw new ArgumentException($"'{taken}' is what the file says of the network itself: a note needs another name.", nameof(notes));
        (file with { Metadata = file.Metadata.AddRange(notes) }).Save(path);
    }

    public static Network Load(string path) => Read(TensorFile.Load(path), path);

    /// <summary>Reads a file of this program, or a state dictionary of another one, whose tensors fit an architecture that the file does not name.</summary>
    public static Network Load(string path, Architecture architecture)
    {
        TensorFile file = TensorFile.Load(path);
        if (file.Metadata.GetValueOrDefault("format") != Format)
            return Network.Create(architecture, 0).With(ReadParameters(StateDictionary.Rename(file, architecture, path), architecture, string.Empty, path));
        Network network = Read(file, path);
        return network.Architecture.Equals(architecture)
            ? network
            : throw new InputException($"the file holds a network of another architecture: {network.Architecture}; expected {architecture}.", new SourceLocation(path));
    }

    public static TensorFile ToFile(Network network) => new([.. network.Parameters.Tensors.Select(static tensor => Named(tensor))], Metadata(network.Architecture, Format));

    /// <summary>A parameter under its name behind a prefix.</summary>
    public static NamedArray Named(Parameter tensor, string prefix = "") => new(prefix + tensor.Name, NpyArray.FromSingles(tensor.Values, tensor.Shape.AsSpan()));

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
            throw new InputException($"expected a file of the format {format}, found {found ?? "none"}.{(found is null || !found.StartsWith("lightcone", StringComparison.Ordinal) ? " Another program wrote this file: give the architecture of the network." : "")}", new SourceLocation(name));
        string? version = file.Metadata.GetValueOrDefault("version");
        if (version != Version)
            throw new InputException($"expected version {Version}, found {version ?? "none"}: a newer program wrote this file.", new SourceLocation(name));
        try
        {
            return Architecture.Parse(file.Metadata.GetValueOrDefault("architecture") ?? string.Empty);
        }
        catch (FormatException e)
        {
            throw new InputException($"the architecture in the metadata does not parse: {e.Message}", new SourceLocation(name));
        }
    }

    /// <summary>Picks the tensors of an architecture, whose names may carry a prefix.</summary>
    public static ParameterSet ReadParameters(TensorFile file, Architecture architecture, string prefix, string name)
    {
        ImmutableArray<Parameter>.Builder tensors = ImmutableArray.CreateBuilder<Parameter>();
        foreach ((string tensor, int[] shape) in new Plan(architecture).Shapes())
        {
            NpyArray found = file.Find(prefix + tensor) ?? throw new InputException($"the tensor '{prefix + tensor}' is missing.{(file.LeftOut.IsEmpty ? "" : $" Left out, because their numbers are of other types, were {string.Join(", ", file.LeftOut)}.")}", new SourceLocation(name));
            if (found.Type != NpyType.Float32)
                throw new InputException($"tensor '{prefix + tensor}' holds {found.Type}: networks compute in single precision. Convert it to F32 before saving.", new SourceLocation(name));
            if (!found.Shape.AsSpan().SequenceEqual(shape))
                throw new InputException($"tensor '{prefix + tensor}' must be [{string.Join(", ", shape)}], it is [{string.Join(", ", found.Shape)}].", new SourceLocation(name));
            float[] values = found.ToSingles();
            int bad = Sequences.FirstNotFinite(values);
            if (bad >= 0)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"number {bad} of tensor '{prefix + tensor}' is {values[bad]}. The file is damaged, or the training diverged."), new SourceLocation(name));
            tensors.Add(new Parameter(tensor, found.Shape, values));
        }

        return new ParameterSet(tensors.ToImmutable());
    }
}
