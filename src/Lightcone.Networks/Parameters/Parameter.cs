using System.Collections.Immutable;

namespace Lightcone.Networks.Parameters;

/// <summary>One named tensor of numbers.</summary>
public sealed class Parameter
{
    private readonly float[] values;

    internal Parameter(string name, ImmutableArray<int> shape, float[] values)
    {
        Name = name;
        Shape = shape;
        this.values = values;
    }

    /// <summary>The position of the layer and the tensor's name in it, as torch's Sequential would spell it: <c>0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The lengths of the dimensions; a matrix is [outputs, inputs].</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The numbers, row by row.</summary>
    public ReadOnlySpan<float> Values => values;
}
