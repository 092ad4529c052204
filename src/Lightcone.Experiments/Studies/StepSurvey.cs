using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>How many steps a task takes to settle, on random inputs and on the longest chain, beside its law: computation that adapts to the input.</summary>
public sealed record StepSurvey
{
    /// <summary>Digits or cells. Default 16, 256, 4,096, 65,536.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [16, 256, 4_096, 65_536];

    /// <summary>Random inputs for each length. Default 20.</summary>
    public int Runs { get; init; } = 20;

    /// <summary>Seed of the inputs. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Runs the survey; every count is of steps really needed, and compared with the law input by input.</summary>
    /// <exception cref="ArgumentException">The task does not settle.</exception>
    public ImmutableArray<Row> Measure(LocalTask task, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        CompiledRule compiled = task.Rule.Compile();
        List<Row> rows = [];
        foreach (int length in Lengths)
        {
            double[] steps = new double[Runs];
            bool lawful = true;
            for (int i = 0; i < Runs; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                (Lattice start, long law) = RandomInput(task, length, new RandomStream(Seed, $"steps/{length}", (ulong)i));
                steps[i] = compiled.Evolve(start, Until.FixedPoint(), null, cancellation).Steps;
                lawful &= steps[i] == law;
            }

            (Lattice worst, long worstLaw) = Worst(task, length);
            long longest = compiled.Evolve(worst, Until.FixedPoint(), null, cancellation).Steps;
            rows.Add(new(length, Summary.Of(steps), longest, lawful && longest == worstLaw));
        }

        return [.. rows];
    }

    private static (Lattice Start, long Law) RandomInput(LocalTask task, int length, RandomStream stream)
    {
        if (task is ArithmeticTask { StepLaw: { } lawOf } arithmetic)
        {
            (Natural a, Natural b) = arithmetic.Random(length, stream);
            return (arithmetic.Encode(a, b, length), lawOf(a, b));
        }

        LatticeTask lattice = Settling(task);
        Lattice start = lattice.Encode(Lattice.Random(lattice.InputAlphabet, Shape.Row(length), task.Boundary, stream));
        return (start, lattice.StepLaw!(start));
    }

    private static (Lattice Start, long Law) Worst(LocalTask task, int length)
    {
        if (task is ArithmeticTask { StepLaw: { } lawOf } arithmetic)
        {
            (Natural a, Natural b) = arithmetic.WorstCase(length);
            return (arithmetic.Encode(a, b, length), lawOf(a, b));
        }

        LatticeTask lattice = Settling(task);
        Lattice start = lattice.Encode(Lattice.FromCells(lattice.InputAlphabet, Shape.Row(length), task.Boundary, lattice.WorstCase!(length)));
        return (start, lattice.StepLaw!(start));
    }

    private static LatticeTask Settling(LocalTask task) =>
        task as LatticeTask is { StepLaw: not null, WorstCase: not null } lattice ? lattice : throw new ArgumentException($"{task.Name} need not settle, or no law says after how many steps it does: there is nothing to compare with. Tasks such as parity or addition have one.", nameof(task));

    /// <summary>One length.</summary>
    /// <param name="Length">Digits or cells.</param>
    /// <param name="Random">Steps on random inputs.</param>
    /// <param name="Longest">Steps on the input with the longest chain.</param>
    /// <param name="IsLawful">Whether every count was what the task's law says.</param>
    public sealed record Row(int Length, Summary Random, long Longest, bool IsLawful);
}
