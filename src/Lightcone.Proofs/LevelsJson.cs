using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs;

/// <summary>The levels of a verdict as members of a JSON object, the same in files and for programs: every member is always there, what does not apply is null. And the whole numbers of the proofs, read back from there.</summary>
internal static class LevelsJson
{
    /// <param name="writer">Where to.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="isFile">Whether it is for a file: those that know no map of ends, such as all that were written before there were any, do not name it.</param>
    public static void Write(Utf8JsonWriter writer, Verdict verdict, bool isFile)
    {
        Certificate? certificate = verdict as Certificate;
        Part(writer, "table", certificate?.Table, exactness => WriteExactness(writer, exactness));
        Part(writer, "readout", certificate?.Readout, exactness => WriteExactness(writer, exactness));
        if (certificate?.Coverage is null)
            writer.WriteNull("coverage");
        AutomatonJson.WriteCoverage(writer, certificate?.Coverage);
        JsonText.WriteStrings(writer, "essential", certificate?.Essential.Names ?? EssentialInputs.Of(verdict.Rule).Names);
        Part(writer, "convergence", certificate?.Convergence, convergence =>
        {
            WriteStatus(writer, convergence.Status, convergence.Statement);
            WriteNumber(writer, "checkedUpTo", convergence.CheckedLength);
            writer.WriteString("stepBound", convergence.StepBound?.ToString());
            writer.WriteBoolean("unique", convergence.IsUnique);
            ArgumentJson.Write(writer, convergence.Argument);
        });
        Part(writer, "function", certificate?.Function, function =>
        {
            WriteStatus(writer, function.Status, function.Statement);
            WriteNumber(writer, "checkedUpTo", function.CheckedLength);
            WriteNumber(writer, "productStates", function.ProductStates);
            ArgumentJson.Write(writer, function.Argument);
        });
        Part(writer, "invariant", certificate?.Invariant, invariant =>
        {
            WriteStatus(writer, ProofStatus.Proved, $"no step changes {invariant.Describe(verdict.Rule.State)}");
            writer.WriteNumber("scale", invariant.Scale);
            ArgumentJson.WriteList(writer, "values", invariant.Values);
            ArgumentJson.WriteList(writer, "flux", invariant.Flux);
        });
        Part(writer, "healing", certificate?.Healing, healing =>
        {
            writer.WriteString("statement", healing.Statement);
            if (healing.Heals is { } heals)
                writer.WriteBoolean("heals", heals);
            else
                writer.WriteNull("heals");
            ArgumentJson.Write(writer, healing);
        });
        Part(writer, "lifetime", certificate?.Lifetime, lifetime =>
        {
            WriteStatus(writer, ProofStatus.Proved, lifetime.Statement);
            writer.WriteNumber("monoid", lifetime.MonoidSize);
            writer.WriteNumber("rank", lifetime.MinimalRank);
            writer.WriteString("expectedSteps", lifetime.ExpectedSteps?.ToString());
        });
        Part(writer, "fixedPoints", certificate?.FixedPoints, language =>
        {
            WriteStatus(writer, ProofStatus.Proved, language.Statement);
            writer.WritePropertyName("counts");
            writer.WriteRawValue($"[{string.Join(", ", language.Counts.Select(static count => count.ToString(CultureInfo.InvariantCulture)))}]");
            writer.WriteNumber("growth", language.Growth);
            writer.WriteBoolean("walls", language.IsWalled);
            writer.WriteBoolean("single", language.IsSingle);
        });
        if (!isFile || certificate?.Ends is not null)
            Part(writer, "ends", certificate?.Ends, ends => WriteEnds(writer, ends));
        Part(writer, "robustness", certificate?.Robustness, robustness => WriteRobustness(writer, robustness));
        Part(writer, "readoutRobustness", certificate?.ReadoutRobustness, robustness => WriteRobustness(writer, robustness));
    }

    /// <summary>What the levels carry for verification; each is null when the file has none.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="automaton">The rule behind its boundary.</param>
    public static CarriedProofs ReadProofs(JsonText levels, Automaton automaton)
    {
        JsonText argument = levels.Member("convergence").Member("argument");
        string kind = argument.Text("kind");
        JsonText invariant = levels.Member("invariant");
        return new(
            kind == ArgumentJson.Potential ? new(argument.Int32("width", 1, BlockPotential.MaxWidth), argument.Int64s("values"), argument.Int64s("flux"), argument.Int64("decrease")) : null,
            kind == ArgumentJson.Current ? new(argument.Int64s("values")) : null,
            kind == ArgumentJson.Induction ? new(argument.Boolean("fromLast"), argument.Int32("block", 1, 64), argument.Int64s("ranks"), argument.Int64s("bounds"), argument.Int64("denominator"), argument.Find("base") is null ? 0 : argument.Int32("base", 2, WallInduction.LargestBase)) : null,
            kind == ArgumentJson.BoundedTime ? argument.Int32("steps", 0, 64) : null,
            kind == ArgumentJson.Cycle ? ArgumentJson.ReadRow(argument.Member("state"), automaton) : null,
            invariant.IsNull ? null : new(invariant.Int32("scale", 2, Alphabet.MaxSize), invariant.Int64s("values"), invariant.Int64s("flux")),
            kind == ArgumentJson.Chain ? ArgumentJson.ReadChain(argument) : null,
            levels.Find("ends") is { IsNull: false } ends ? ReadEnds(ends, automaton) : null);
    }

    private static Bimachine ReadEnds(JsonText ends, Automaton automaton) =>
        new(ends.Int32("letters", 1, Alphabet.MaxSize * Alphabet.MaxSize), automaton.Rule.State.Size, Numbers(ends, "first"), Numbers(ends, "last"), Numbers(ends, "outputs"));

    private static ImmutableArray<int> Numbers(JsonText part, string name) => [.. part.Int64s(name).Select(static number => (int)Math.Clamp(number, -1, int.MaxValue))];

    private static void WriteEnds(Utf8JsonWriter writer, EndMap ends)
    {
        WriteStatus(writer, ProofStatus.Proved, ends.Statement);
        writer.WriteNumber("cases", ends.Cases);
        writer.WriteBoolean("forgetsStart", ends.ForgetsStart);
        writer.WriteNumber("letters", ends.Letters);
        foreach ((string name, ImmutableArray<int> numbers) in new[] { ("first", ends.First), ("last", ends.Last), ("outputs", ends.Outputs) })
            ArgumentJson.WriteList(writer, name, numbers.Select(static number => (long)number));
    }

    private static void WriteExactness(Utf8JsonWriter writer, TableExactness exactness)
    {
        WriteStatus(writer, ProofStatus.Proved, exactness.Statement);
        writer.WriteNumber("neighborhoods", exactness.Neighborhoods);
        WriteNumber(writer, "margin", exactness.SmallestMargin);
        writer.WriteString("tightest", exactness.Tightest);
        writer.WriteString("arithmetic", exactness.Arithmetic);
    }

    private static void WriteRobustness(Utf8JsonWriter writer, Robustness robustness)
    {
        WriteStatus(writer, robustness.Status, robustness.Statement);
        writer.WriteNumber("radius", robustness.Radius);
        writer.WriteString("tightest", robustness.Tightest);
        WriteNumber(writer, "gain", robustness.Gain);
        WriteNumber(writer, "deviation", robustness.Deviation);
    }

    private static void WriteStatus(Utf8JsonWriter writer, ProofStatus status, string statement)
    {
        writer.WriteString("level", status switch
        {
            ProofStatus.Proved => "proved",
            ProofStatus.CheckedUpTo => "checked",
            ProofStatus.NotProved => "not proved",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "unknown status"),
        });
        writer.WriteString("statement", statement);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    private static void Part<T>(Utf8JsonWriter writer, string name, T? part, Action<T> members)
        where T : class
    {
        if (part is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        members(part);
        writer.WriteEndObject();
    }
}
