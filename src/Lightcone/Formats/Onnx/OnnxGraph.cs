using System.Buffers.Binary;

namespace Lightcone.Formats.Onnx;

/// <summary>A graph under construction (onnx.proto, GraphProto): nodes in the order of computation, constants, inputs and outputs. Values are known by their names.</summary>
/// <param name="name">The graph's name.</param>
/// <param name="outer">The graph around a loop's body: constants are kept there, and names are unique across both.</param>
internal sealed class OnnxGraph(string name, OnnxGraph? outer = null)
{
    /// <summary>Element types of TensorProto.</summary>
    public const int Float32 = 1, UInt8 = 2, Int64 = 7, Bool = 9;

    private readonly ProtobufWriter nodes = new();
    private readonly ProtobufWriter constants = new();
    private readonly ProtobufWriter ends = new();
    private int next;

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its first output.</returns>
    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes) => Nodes(operation, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public string[] Nodes(string operation, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        ProtobufWriter node = new();
        foreach (string input in inputs)
            node.Text(1, input);
        string[] results = [.. Enumerable.Range(0, outputs).Select(_ => Fresh(operation))];
        foreach (string result in results)
            node.Text(2, result);
        node.Text(4, operation);
        foreach ((string attribute, object value) in attributes)
            node.Message(5, Attribute(attribute, value));
        nodes.Message(1, node);
        return results;
    }

    /// <summary>A constant of whole numbers; without axes a single number.</summary>
    public string Constant(long[] values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[sizeof(long) * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long) * i), values[i]);
        return Constant(Int64, bytes, shape);
    }

    /// <summary>A constant of single-precision numbers.</summary>
    public string Constant(float[] values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        return Constant(Float32, bytes, shape);
    }

    /// <summary>A constant of any type, from its raw little-endian bytes.</summary>
    public string Constant(int type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> shape)
    {
        if (outer is not null)
            return outer.Constant(type, bytes, shape);
        ProtobufWriter tensor = new();
        foreach (int axis in shape)
            tensor.Number(1, axis);
        string constant = Fresh("constant");
        constants.Message(5, tensor.Number(2, type).Text(8, constant).Bytes(9, bytes));
        return constant;
    }

    /// <summary>Declares an input; axes are names of lengths that are not known in advance.</summary>
    public void Input(string input, int type, params ReadOnlySpan<string> axes) => ends.Message(11, Value(input, type, axes));

    /// <summary>Declares an output under a name of its own.</summary>
    public void Output(string value, string output, int type, params ReadOnlySpan<string> axes)
    {
        nodes.Message(1, new ProtobufWriter().Text(1, value).Text(2, output).Text(4, "Identity"));
        ends.Message(12, Value(output, type, axes));
    }

    public ProtobufWriter ToMessage()
    {
        ProtobufWriter graph = new();
        Append(graph, nodes);
        graph.Text(2, name);
        Append(graph, constants);
        Append(graph, ends);
        return graph;
    }

    private static void Append(ProtobufWriter graph, ProtobufWriter fields)
    {
        ProtobufReader reader = new(fields.ToArray());
        while (reader.Next())
            graph.Bytes(reader.Field, reader.Content);
    }

    private static ProtobufWriter Attribute(string attribute, object value)
    {
        ProtobufWriter writer = new ProtobufWriter().Text(1, attribute);
        switch (value)
        {
            case float number:
                return writer.Single(2, number).Number(20, 1);
            case long number:
                return writer.Number(3, number).Number(20, 2);
            case OnnxGraph graph:
                return writer.Message(6, graph.ToMessage()).Number(20, 5);
            case long[] numbers:
                foreach (long number in numbers)
                    writer.Number(8, number);
                return writer.Number(20, 7);
            default:
                throw new ArgumentException($"There is no attribute of type {value.GetType()}.", nameof(value));
        }
    }

    private static ProtobufWriter Value(string value, int type, ReadOnlySpan<string> axes)
    {
        ProtobufWriter shape = new();
        foreach (string axis in axes)
            shape.Message(1, new ProtobufWriter().Text(2, axis));
        ProtobufWriter tensor = new ProtobufWriter().Number(1, type).Message(2, shape);
        return new ProtobufWriter().Text(1, value).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private string Fresh(string stem) => outer is null ? $"{stem}_{next++}" : outer.Fresh(stem);
}
