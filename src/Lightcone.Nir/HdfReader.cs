using System.Globalization;
using Lightcone.Foundation.Input;
using PureHDF;
using PureHDF.VOL.Native;

namespace Lightcone.Nir;

/// <summary>Reads the groups and data sets of a NIR file into a graph, and nothing else of HDF5.</summary>
internal static class HdfReader
{
    /// <summary>Graphs within graphs deeper than this are no network.</summary>
    private const int Deepest = 8;

    public static NirGraph Read(byte[] content, string? file)
    {
        SourceLocation place = new(file);
        try
        {
            using MemoryStream stream = new(content);
            using NativeFile source = H5File.Open(stream);
            if (!source.LinkExists("node"))
                throw new InputException("this HDF5 file has no group 'node': it is no NIR graph.", place);
            NirNode root = Node(source.Group("node"), "node", 0, place);
            return root.Graph ?? throw new InputException($"expected a NIRGraph at the top, found {root.Type}.", place);
        }
        catch (Exception e) when (e is not InputException)
        {
            // The library's own exceptions have no common type, and a damaged length asks for any amount of memory.
            throw new InputException($"this is no HDF5 file that can be read, or it is damaged: {e.Message}", place);
        }
    }

    private static NirNode Node(IH5Group group, string name, int depth, SourceLocation place)
    {
        if (!group.LinkExists("type"))
            throw new InputException($"the node '{name}' has no type.", place);
        string? type = group.Dataset("type").Read<string?>();
        if (string.IsNullOrEmpty(type))
            throw new InputException($"the node '{name}' has an empty type.", place);
        if (type == "NIRGraph")
            return depth < Deepest ? new NirNode(type, new Dictionary<string, NirArray>(StringComparer.Ordinal), Graph(group, name, depth, place)) : throw new InputException($"graphs lie within graphs {Deepest} deep.", place);
        Dictionary<string, NirArray> arrays = new(StringComparer.Ordinal);
        foreach (IH5Object child in group.Children())
            if (child is IH5Dataset data && data.Type.Class is H5DataTypeClass.FloatingPoint or H5DataTypeClass.FixedPoint)
                arrays[child.Name] = Numbers((IH5Dataset)child, $"{name}/{child.Name}", place);
        return new NirNode(type, arrays, null);
    }

    private static NirGraph Graph(IH5Group group, string name, int depth, SourceLocation place)
    {
        if (!group.LinkExists("nodes") || !group.LinkExists("edges"))
            throw new InputException($"the graph '{name}' has no nodes or no edges.", place);
        Dictionary<string, NirNode> nodes = new(StringComparer.Ordinal);
        foreach (IH5Object child in group.Group("nodes").Children())
            if (child is IH5Group each)
                nodes[child.Name] = Node(each, child.Name, depth + 1, place);
        string[,] edges = group.Dataset("edges").Read<string[,]>();
        if (edges.GetLength(1) != 2 || edges.Cast<string?>().Any(static end => end is null))
            throw new InputException($"the edges of '{name}' are no pairs of names.", place);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        if (group.LinkExists("metadata"))
            foreach (IH5Object child in group.Group("metadata").Children())
                if (child is IH5Dataset data)
                    metadata[child.Name] = data.Type.Class is H5DataTypeClass.FloatingPoint or H5DataTypeClass.FixedPoint
                        ? Numbers(data, child.Name, place).Values.FirstOrDefault().ToString("R", CultureInfo.InvariantCulture)
                        : data.Read<string?>() ?? "";
        return new NirGraph(nodes, [.. Enumerable.Range(0, edges.GetLength(0)).Select(i => (edges[i, 0], edges[i, 1]))], metadata);
    }

    private static NirArray Numbers(IH5Dataset data, string name, SourceLocation place)
    {
        int[] shape = [.. data.Space.Dimensions.Select(static length => checked((int)length))];
        double[] values = (data.Type.Class, data.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 4) => Flat<float>(data, shape.Length, static value => value),
            (H5DataTypeClass.FloatingPoint, 8) => Flat<double>(data, shape.Length, static value => value),
            (H5DataTypeClass.FixedPoint, 8) => Flat<long>(data, shape.Length, static value => value),
            (H5DataTypeClass.FixedPoint, 4) => Flat<int>(data, shape.Length, static value => value),
            _ => throw new InputException($"'{name}' holds numbers of {data.Type.Size} bytes: expected single or double precision, or whole numbers of 4 or 8 bytes.", place),
        };
        return Array.TrueForAll(values, double.IsFinite) ? new NirArray(shape, values) : throw new InputException($"'{name}' holds a number that is not finite.", place);
    }

    private static double[] Flat<T>(IH5Dataset data, int rank, Converter<T, double> widen) => rank switch
    {
        0 => [widen(data.Read<T>())],
        1 => Array.ConvertAll(data.Read<T[]>(), widen),
        2 => [.. data.Read<T[,]>().Cast<T>().Select(value => widen(value))],
        _ => throw new NotSupportedException($"arrays of {rank} axes, as of convolutions, are not read."),
    };
}
