using System.Numerics;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>What is told of a pattern on the endless plane: how many cells it has, and when and where it comes back.</summary>
/// <param name="Population">Cells that are not background.</param>
/// <param name="Steps">Steps within which it was looked for; 0 when the pattern was too large to look.</param>
/// <param name="Recurrence">How it comes back; null when it did not within these steps.</param>
internal sealed record PlaneMotion(BigInteger Population, int Steps, Recurrence? Recurrence)
{
    /// <summary>The most steps that a repetition is looked for.</summary>
    private const int MostSteps = 1_000;

    /// <summary>Cells that are looked at, of all steps together: a quarter of a second or so.</summary>
    private const int Work = 1 << 19;

    /// <summary>The largest whole number that every reader of JSON takes exactly; larger ones are written as text.</summary>
    private static readonly BigInteger LargestNumber = BigInteger.One << 53;

    /// <summary>Looks whether a plane's pattern comes back, going on from where it is.</summary>
    public static PlaneMotion Of(Universe plane, CancellationToken cancellation)
    {
        BigInteger population = plane.Population;
        BigInteger now = plane.Generation;
        Recurrence? found = plane.FindRecurrence(MostSteps, Work, cancellation);
        // What only settles later is no motion of what is shown.
        return new PlaneMotion(population, (int)(plane.Generation - now), found?.Generation == now ? found : null);
    }

    /// <summary>The same of a part of the plane, where it can be told: for rules that <see cref="Universe"/> runs.</summary>
    public static PlaneMotion Of(CompiledRule rule, Lattice part, byte background, CancellationToken cancellation)
    {
        if (rule.Rule.Dimensions == 2 && Universe.Refusal(rule) is null)
        {
            using Universe plane = Universe.Start(rule, part, background: background);
            return Of(plane, cancellation);
        }

        return new PlaneMotion(part.Count - part.Cells.Count(background), 0, null);
    }

    /// <summary>Members of a JSON object: population, period and displacement, null where nothing is known to come back.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        Write(writer, "population", Population);
        if (Recurrence is null)
        {
            writer.WriteNull("period");
            writer.WriteNull("displacement");
            return;
        }

        writer.WriteNumber("period", Recurrence.Period);
        writer.WriteStartArray("displacement");
        writer.WriteNumberValue((long)Recurrence.X);
        writer.WriteNumberValue((long)Recurrence.Y);
        writer.WriteEndArray();
    }

    /// <summary>A whole number: as text where it exceeds 2^53.</summary>
    public static void Write(Utf8JsonWriter writer, string name, BigInteger number)
    {
        if (BigInteger.Abs(number) <= LargestNumber)
            writer.WriteNumber(name, (long)number);
        else
            writer.WriteString(name, $"{number}");
    }

    /// <summary>A line for people.</summary>
    public override string ToString()
    {
        string cells = FormattableString.Invariant($"{Population:N0} {(Population.IsOne ? "cell" : "cells")}");
        return Recurrence is not null ? $"{cells}, {Recurrence}" : Steps == 0 ? cells : FormattableString.Invariant($"{cells}, does not repeat within {EditDistance.Count(Steps, "step")}");
    }
}
