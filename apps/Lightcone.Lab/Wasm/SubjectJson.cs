using System.Text.Json;
using Lightcone.Formats;
using Lightcone.Tasks;

namespace Lightcone.Lab.Wasm;

/// <summary>What the page is told of rules, tasks and formats.</summary>
internal static class SubjectJson
{
    public static void Write(Utf8JsonWriter writer, int id, Subject subject)
    {
        Automaton automaton = subject.Automaton;
        writer.WriteNumber("id", id);
        writer.WriteString("name", subject.Name);
        writer.WriteString("task", subject.Task?.Name);
        writer.WriteString("summary", subject.Task?.Summary);
        writer.WriteString("notation", RuleNotation.NameOf(automaton.Rule));
        writer.WriteString("signature", automaton.Rule.Signature.ToString());
        writer.WriteNumber("dimensions", automaton.Rule.Dimensions);
        writer.WriteString("boundary", automaton.Boundary.ToString());
        WriteNames(writer, "state", automaton.Rule.State);
        WriteNames(writer, "frozen", automaton.Rule.Frozen);
        WriteForm(writer, subject.Task);
        writer.WriteNumber("parameters", automaton.Network is null ? 0 : automaton.Parameters);
        writer.WriteString("coverage", automaton.Coverage?.ToString());
        WriteFunction(writer, "rule", automaton.Rule, automaton.Network);
        WriteFunction(writer, "readout", automaton.Readout, automaton.ReadoutNetwork);
    }

    public static void WriteCatalog(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("tasks");
        foreach (LocalTask task in TaskCatalog.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", task.Name);
            writer.WriteString("summary", task.Summary);
            writer.WriteNumber("dimensions", task.Rule.Dimensions);
            WriteForm(writer, task);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("formats");
        foreach (FileFormat format in FileFormat.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", format.Name);
            writer.WriteString("extension", format.Extension);
            writer.WriteString("summary", format.Summary);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteForm(Utf8JsonWriter writer, LocalTask? task)
    {
        ArithmeticTask? arithmetic = task as ArithmeticTask;
        LatticeTask? symbols = task as LatticeTask;
        writer.WriteString("form", arithmetic is not null ? "numbers" : symbols is not null ? "symbols" : "cells");
        writer.WriteNumber("base", arithmetic?.Base ?? 0);
        writer.WriteString("sign", arithmetic is null ? "" : arithmetic.Sign.ToString());
        writer.WriteBoolean("inputIsFrozen", task?.Rule.Frozen is not null);
        writer.WriteBoolean("hasLaw", arithmetic?.StepLaw is not null || symbols?.StepLaw is not null);
        writer.WriteBoolean("hasWorst", arithmetic is not null || symbols?.WorstCase is not null);
        writer.WriteString("benchmark", task?.Benchmark?.Name);
    }

    private static void WriteFunction(Utf8JsonWriter writer, string name, LocalRule? function, NeuralRule? network)
    {
        if (function is null)
        {
            writer.WriteNull(name);
            return;
        }

        Signature signature = function.Signature;
        EssentialInputs essential = EssentialInputs.Of(function);
        int frozen = signature.FrozenNeighborhood.Count;
        writer.WriteStartObject(name);
        writer.WriteStartArray("positions");
        for (int position = 0; position < signature.Positions; position++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", signature.NameOf(position));
            writer.WriteNumber("x", signature.OffsetAt(position).X);
            writer.WriteNumber("y", signature.OffsetAt(position).Y);
            writer.WriteBoolean("frozen", position < frozen);
            writer.WriteBoolean("essential", essential.Flags[position]);
            WriteNames(writer, "symbols", signature.AlphabetAt(position));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNames(writer, "output", signature.Output);
        writer.WriteString("hash", function.Hash);
        writer.WriteNumber("entries", function.Table.Length);
        writer.WriteBase64String("table", function.Table.Length <= Subject.MostShown ? function.Table : []);
        writer.WriteStartArray("margins");
        for (int entry = 0; network is not null && entry < function.Table.Length && entry < Subject.MostShown; entry++)
            writer.WriteNumberValue(network.Margin(entry, function.Table[entry]));
        writer.WriteEndArray();
        if (network is null)
        {
            writer.WriteNull("network");
        }
        else
        {
            writer.WriteStartObject("network");
            writer.WriteNumber("inputs", network.Inputs);
            writer.WriteNumber("hidden", network.HiddenUnits);
            writer.WriteNumber("logits", network.Logits);
            writer.WriteNumber("parameters", network.Parameters);
            writer.WriteNumber("seed", network.Training.Seed);
            writer.WriteNumber("steps", network.Training.Steps);
            writer.WriteNumber("seen", network.Training.Seen);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, Alphabet? alphabet)
    {
        if (alphabet is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (string symbol in alphabet.Names)
            writer.WriteStringValue(symbol);
        writer.WriteEndArray();
    }
}
