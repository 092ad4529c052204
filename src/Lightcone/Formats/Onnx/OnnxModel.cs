using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Onnx;

/// <summary>Automata as ONNX models, opset 17, ir_version 8, for lattices of any size (docs/rule-files.md): one synchronous step, or steps until nothing changes.</summary>
/// <remarks>
/// <para>Inputs: <c>state</c>, int64 symbol numbers, [length] or [height, width]; <c>input</c>, the frozen field of the same shape, where the rule reads one, with symbol 0 beyond its edges; for the loop <c>max_steps</c>, an int64 number: the most steps that may change something, as in a run with a limit.
/// Outputs of a step: <c>next</c>. Outputs of the loop: <c>final</c>, <c>steps</c> (those that changed something) and <c>settled</c>. Where there is a readout, <c>answer</c> is it, of <c>state</c> in a step and of <c>final</c> in a loop.</para>
/// <para>A learned rule is written as its network, Conv, activation, Conv, ArgMax, in single precision; that this gives the same symbols is proved for every neighborhood before a byte is written. Other rules, and learned ones whose networks were taken away, are a table and a Gather.</para>
/// </remarks>
public static class OnnxModel
{
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const string Key = "lightcone";

    /// <summary>The model of one step.</summary>
    /// <param name="automaton">The rule, its boundary, its readout.</param>
    /// <exception cref="InputException">A network's margin is within the rounding error of single precision.</exception>
    public static byte[] FormatStep(Automaton automaton) => Format(automaton, isLoop: false);

    /// <summary>The model of the steps to the fixed point, a Loop.</summary>
    /// <param name="automaton">The rule, its boundary, its readout.</param>
    /// <exception cref="InputException">A network's margin is within the rounding error of single precision, or the rule cannot be iterated.</exception>
    public static byte[] FormatLoop(Automaton automaton) => Format(automaton, isLoop: true);

    /// <summary>Reads a model written here: the automaton that it was made from, whose model must be this file to the last byte.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The file is no such model, was changed, or was written by another program: a graph in general is no local rule.</exception>
    public static Automaton Parse(ReadOnlySpan<byte> content, string? file = null)
    {
        string? text = null;
        try
        {
            ProtobufReader model = new(content);
            while (model.Next())
                if (model.Field == 14)
                    text = Entry(model.Content) ?? text;
        }
        catch (InputException exception) when (file is not null)
        {
            throw exception.In(file);
        }

        if (text is null || text.Split('\n', 2) is not [string kind, string json])
            throw new InputException("this model was not written by Lightcone: it does not say of which local rule it is the graph, and a graph in general is none.", new SourceLocation(file));
        Automaton automaton = AutomatonJson.Parse(json, file);
        byte[] again = Format(automaton, kind == "loop");
        return content.SequenceEqual(again) ? automaton : throw new InputException("the graph is not that of the rule in its metadata: the file was changed, or another version of Lightcone wrote it. Export it again.", new SourceLocation(file));
    }

    private static byte[] Format(Automaton automaton, bool isLoop)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        if (isLoop && !automaton.Rule.IsIterable)
            throw new InputException("a readout is applied once and cannot be iterated. Export it as onnx.");
        foreach (NeuralRule? network in (NeuralRule?[])[automaton.Network, automaton.ReadoutNetwork])
            if (network is not null && SinglePrecision.Doubt(network) is { } doubt)
                throw new InputException($"this network cannot be written in single precision: {doubt} Write its table alone, or learn it to a larger margin.");
        OnnxGraph graph = new(isLoop ? "fixed_point" : "step");
        string[] axes = automaton.Rule.Dimensions == 1 ? ["length"] : ["height", "width"];
        graph.Input("state", OnnxGraph.Int64, axes);
        bool reads = automaton.Rule.Frozen is not null || automaton.Readout?.Frozen is not null;
        if (reads)
            graph.Input("input", OnnxGraph.Int64, axes);
        string last = "state";
        if (isLoop)
        {
            graph.Input("max_steps", OnnxGraph.Int64);
            string[] ends = graph.Nodes("Loop", ["", "", "state", graph.Constant([0]), graph.Constant(OnnxGraph.Bool, [1])], 3, ("body", Body(graph, automaton, axes)));
            last = ends[0];
            graph.Output(ends[0], "final", OnnxGraph.Int64, axes);
            graph.Output(ends[1], "steps", OnnxGraph.Int64);
            graph.Output(graph.Node("Not", [ends[2]]), "settled", OnnxGraph.Bool);
        }
        else
            graph.Output(Apply(graph, automaton.Rule, automaton.Network, automaton.Boundary, "state"), "next", OnnxGraph.Int64, axes);
        if (automaton.Readout is { } readout)
            graph.Output(Apply(graph, readout, automaton.ReadoutNetwork, automaton.Boundary, last), "answer", OnnxGraph.Int64, axes);
        string metadata = $"{(isLoop ? "loop" : "step")}\n{AutomatonJson.Format(automaton)}";
        return new ProtobufWriter().Number(1, IrVersion).Text(2, "Lightcone").Message(7, graph.ToMessage()).Message(8, new ProtobufWriter().Text(1, "").Number(2, Opset))
            .Message(14, new ProtobufWriter().Text(1, Key).Text(2, metadata)).ToArray();
    }

    /// <summary>One step, what it changed, and whether to go on.</summary>
    private static OnnxGraph Body(OnnxGraph outer, Automaton automaton, string[] axes)
    {
        OnnxGraph body = new("one_step", outer);
        body.Input("iteration", OnnxGraph.Int64);
        body.Input("go_on", OnnxGraph.Bool);
        body.Input("before", OnnxGraph.Int64, axes);
        body.Input("steps_before", OnnxGraph.Int64);
        body.Input("changed_before", OnnxGraph.Bool);
        string next = Apply(body, automaton.Rule, automaton.Network, automaton.Boundary, "before");
        string differs = body.Node("Cast", [body.Node("Not", [body.Node("Equal", ["before", next])])], ("to", (long)OnnxGraph.Int64));
        string any = body.Node("ReduceMax", [differs], ("keepdims", 0L));
        string changed = body.Node("Cast", [any], ("to", (long)OnnxGraph.Bool));
        // One application more than max_steps may be needed to see that nothing changes; a state beyond the limit is never given.
        string within = body.Node("Less", ["iteration", "max_steps"]);
        string taken = body.Node("Mul", [any, body.Node("Cast", [within], ("to", (long)OnnxGraph.Int64))]);
        body.Output(body.Node("And", [changed, within]), "again", OnnxGraph.Bool);
        body.Output(body.Node("Where", [within, next, "before"]), "after", OnnxGraph.Int64, axes);
        body.Output(body.Node("Add", ["steps_before", taken]), "steps_after", OnnxGraph.Int64);
        body.Output(changed, "changed_after", OnnxGraph.Bool);
        return body;
    }

    private static string Apply(OnnxGraph graph, LocalRule rule, NeuralRule? network, Boundary boundary, string state)
    {
        string? input = rule.Frozen is null ? null : "input";
        OnnxStep step = new(graph, boundary);
        return network is null ? step.Table(rule, state, input) : step.Network(network, state, input);
    }

    private static string? Entry(ReadOnlySpan<byte> message)
    {
        string key = "";
        string value = "";
        ProtobufReader entry = new(message);
        while (entry.Next())
        {
            if (entry.Field == 1)
                key = Encoding.UTF8.GetString(entry.Content);
            else if (entry.Field == 2)
                value = Encoding.UTF8.GetString(entry.Content);
        }

        return key == Key ? value : null;
    }
}
