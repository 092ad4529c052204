using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Running;

/// <summary>Where every parameter of an architecture lives in packed storage, and how parameters get in and out.</summary>
internal sealed class Plan
{
    public Plan(Architecture architecture)
    {
        Architecture = architecture;
        int offset = 0, transposed = 0;
        List<IReadOnlyList<PackedTensor>> layers = [];
        for (int i = 0; i < architecture.Layers.Length; i++)
        {
            List<PackedTensor> tensors = [];
            foreach (ParameterSpec spec in architecture.Layers[i].Parameters(architecture.Width(i)))
            {
                PackedTensor tensor = new(spec, offset, transposed);
                tensors.Add(tensor);
                offset = checked(offset + tensor.Length);
                transposed = checked(transposed + tensor.TransposedLength);
            }

            layers.Add(tensors);
        }

        Layers = layers;
        Length = offset;
        TransposedLength = transposed;
        StateWidths = [.. Enumerable.Range(1, architecture.Layers.Length).Select(architecture.Width)];
    }

    public Architecture Architecture { get; }

    public IReadOnlyList<IReadOnlyList<PackedTensor>> Layers { get; }

    public int Length { get; }

    public int TransposedLength { get; }

    /// <summary>Units per layer: the width of each part of its state.</summary>
    public int[] StateWidths { get; }

    /// <summary>Fresh parameters: tensor i of layer l is drawn from the stream (seed, "parameters", l, i).</summary>
    public ParameterSet Initialize(ulong seed)
    {
        RandomStream root = new(seed, "parameters");
        return Map((layer, index, tensor) =>
        {
            float[] values = new float[tensor.Spec.Count];
            int columns = tensor.Spec.IsVector ? 1 : tensor.Spec.Depth;
            tensor.Spec.Start.Fill(values, tensor.Spec.Count / columns, columns, tensor.Spec.FanIn, root.Split("layer", (ulong)layer).Split("tensor", (ulong)index));
            return values;
        });
    }

    public void Pack(ParameterSet parameters, Span<float> packed)
    {
        int at = 0;
        foreach (IReadOnlyList<PackedTensor> layer in Layers)
            foreach (PackedTensor tensor in layer)
                tensor.Pack(parameters.Tensors[at++].Values, packed);
    }

    public ParameterSet Unpack(ReadOnlySpan<float> packed)
    {
        float[] copy = packed.ToArray();
        return Map((_, _, tensor) =>
        {
            float[] values = new float[tensor.Spec.Count];
            tensor.Unpack(copy, values);
            return values;
        });
    }

    public void Transpose(ReadOnlySpan<float> packed, Span<float> transposed)
    {
        foreach (IReadOnlyList<PackedTensor> layer in Layers)
            foreach (PackedTensor tensor in layer)
                if (!tensor.Spec.IsVector)
                    tensor.Transpose(packed, transposed);
    }

    /// <summary>The tensors' names and shapes, in order.</summary>
    public IEnumerable<(string Name, int[] Shape)> Shapes() =>
        Layers.SelectMany(static (layer, l) => layer.Select(t => (Name(l, t), t.Spec.Shape)));

    private static string Name(int layer, PackedTensor tensor) => string.Create(CultureInfo.InvariantCulture, $"{layer}.{tensor.Spec.Name}");

    private ParameterSet Map(Func<int, int, PackedTensor, float[]> values)
    {
        ImmutableArray<Parameter>.Builder tensors = ImmutableArray.CreateBuilder<Parameter>();
        for (int l = 0; l < Layers.Count; l++)
            for (int i = 0; i < Layers[l].Count; i++)
                tensors.Add(new Parameter(Name(l, Layers[l][i]), [.. Layers[l][i].Spec.Shape], values(l, i, Layers[l][i])));
        return new ParameterSet(tensors.ToImmutable());
    }
}
