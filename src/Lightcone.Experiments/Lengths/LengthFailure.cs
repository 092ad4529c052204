using System.Collections.Immutable;
using System.Text.Json;

namespace Lightcone.Experiments.Lengths;

/// <summary>An input that a model answers wrongly. Cells are bits as text, least significant digit or first cell first.</summary>
/// <param name="Task">The task.</param>
/// <param name="Model">The model, or <see cref="LengthStudy.Control"/>.</param>
/// <param name="Length">Digits or cells of the input.</param>
/// <param name="Sample">Which of the inputs of that length it is, from 0.</param>
/// <param name="Input">The bits of each channel: both operands, or the one word.</param>
/// <param name="Right">The right answer; a point where nothing is asked.</param>
/// <param name="Answer">The answer that was given.</param>
public sealed record LengthFailure(string Task, string Model, int Length, int Sample, ImmutableArray<string> Input, string Right, string Answer)
{
    /// <summary>How many of the bits that were asked for are wrong.</summary>
    public int Wrong => Right.Where((bit, at) => bit != '.' && Answer[at] != bit).Count();

    /// <summary>Failures as a JSON document.</summary>
    /// <param name="failures">The failures.</param>
    /// <param name="seed">The seed of the models.</param>
    public static string Write(IEnumerable<LengthFailure> failures, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(failures);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seed", seed);
            writer.WriteStartArray("failures");
            foreach (LengthFailure failure in failures)
            {
                writer.WriteStartObject();
                writer.WriteString("task", failure.Task);
                writer.WriteString("model", failure.Model);
                writer.WriteNumber("length", failure.Length);
                writer.WriteNumber("sample", failure.Sample);
                writer.WriteStartArray("input");
                foreach (string channel in failure.Input)
                    writer.WriteStringValue(channel);
                writer.WriteEndArray();
                writer.WriteString("right", failure.Right);
                writer.WriteString("answer", failure.Answer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
