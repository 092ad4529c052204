using System.Text.Json;
using Lightcone.Proofs;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Lab.Wasm;

/// <summary>A verdict for the page. What a refuted rule still does is told by the levels against its own table.</summary>
internal static class VerdictReply
{
    public static void Write(Utf8JsonWriter writer, Subject subject)
    {
        Verdict verdict = subject.Examine();
        writer.WriteString("claim", verdict.Claim);
        writer.WriteString("text", verdict.ToString());
        writer.WriteBoolean("certified", verdict is Certificate);
        Refutation? refutation = verdict as Refutation;
        writer.WriteString("reason", refutation?.Reason.ToString());
        writer.WriteStartArray("counterexamples");
        foreach (Counterexample wrong in refutation is null ? [] : refutation.Counterexamples.Take(Subject.MostShown))
        {
            writer.WriteStartObject();
            writer.WriteString("part", wrong.Part);
            writer.WriteString("neighborhood", wrong.Neighborhood);
            writer.WriteString("found", wrong.Found);
            writer.WriteString("expected", wrong.Expected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteInput(writer, refutation?.SmallestFailingInput ?? (verdict as Certificate)?.Function.Counterexample);
        writer.WriteStartObject("levels");
        (refutation is null ? verdict : Verdict.Examine(subject.Automaton, subject.Automaton.Rule)).WriteLevels(writer);
        writer.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter writer, FailingInput? input)
    {
        if (input is null)
        {
            writer.WriteNull("failing");
            return;
        }

        writer.WriteStartObject("failing");
        writer.WriteString("text", input.ToString());
        FailingInput.Operands? operands = input switch
        {
            FailingInput.Operands each => each,
            FailingInput.WrongAnswer each => each.Of,
            FailingInput.NoRest each => each.Of,
            _ => null,
        };
        writer.WriteString("kind", input.GetType().Name);
        writer.WriteString("a", operands?.A.ToString());
        writer.WriteString("b", operands?.B.ToString());
        writer.WriteString("sign", operands?.Sign.ToString());
        writer.WriteNumber("digits", operands?.Digits ?? 0);
        writer.WriteString("given", (input as FailingInput.WrongAnswer)?.Given?.ToString());
        WriteLattice(writer, "state", (input as FailingInput.Step)?.State);
        WriteLattice(writer, "input", (input as FailingInput.Step)?.Input ?? (input as FailingInput.Word)?.Input);
        writer.WriteEndObject();
    }

    private static void WriteLattice(Utf8JsonWriter writer, string name, Lattice? lattice)
    {
        if (lattice is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("width", lattice.Shape.Width);
        writer.WriteNumber("height", lattice.Shape.Height);
        writer.WriteBase64String("cells", lattice.Cells);
        writer.WriteEndObject();
    }
}
