using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Parameters;

/// <summary>All parameters of a network as one immutable value.</summary>
public sealed class ParameterSet
{
    private readonly ImmutableArray<Parameter> tensors;

    internal ParameterSet(ImmutableArray<Parameter> tensors) => this.tensors = tensors;

    /// <summary>The tensors, layer by layer.</summary>
    public IReadOnlyList<Parameter> Tensors => tensors;

    /// <summary>The number of numbers.</summary>
    public int Count => tensors.Sum(static t => t.Values.Length);

    /// <summary>The tensor of that name, for instance <c>0.weight</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public Parameter this[string name] => tensors.FirstOrDefault(t => t.Name == name)
        ?? throw new KeyNotFoundException($"no parameter is called '{name}': there are {string.Join(", ", tensors.Select(static t => t.Name))}.");

    /// <summary>The same parameters with one tensor's numbers replaced.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="values">As many finite numbers as the tensor has.</param>
    /// <exception cref="ArgumentException">The count differs, or a number is not finite.</exception>
    public ParameterSet With(string name, ReadOnlySpan<float> values)
    {
        Parameter old = this[name];
        if (values.Length != old.Values.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has {old.Values.Length} numbers, not {values.Length}."), nameof(values));
        int bad = Sequences.FirstNotFinite(values);
        if (bad >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{name}': number {bad} is {values[bad]}; parameters are finite."), nameof(values));
        return new ParameterSet(tensors.Replace(old, new Parameter(name, old.Shape, values.ToArray())));
    }

    /// <summary>SHA-256 over names, shapes and bytes in hexadecimal: equal hashes mean the same bytes.</summary>
    public string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter tensor in tensors)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{tensor.Name} {string.Join(',', tensor.Shape)};"));
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
