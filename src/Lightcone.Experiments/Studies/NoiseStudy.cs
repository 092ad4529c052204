using System.Collections.Immutable;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Foundation;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>What noise does to a task's fixed point: how long a burst of flipped cells takes to heal, what share of cells is wrong when cells flip all the time, and how often noise on the logits flips an update.</summary>
public sealed record NoiseStudy
{
    /// <summary>Digits or cells. Default 4,096.</summary>
    public int Length { get; init; } = 4_096;

    /// <summary>Flipped cells of a burst; those above the number of cells are left out. Default 1, 16, 256.</summary>
    public ImmutableArray<int> Flips { get; init; } = [1, 16, 256];

    /// <summary>Probabilities that a cell flips in a step. Default 1e-6 to 1e-3.</summary>
    public ImmutableArray<double> Rates { get; init; } = [1e-6, 1e-5, 1e-4, 1e-3];

    /// <summary>Standard deviations of the noise on logits. Default 0.25 to 2.</summary>
    public ImmutableArray<double> Sigmas { get; init; } = [0.25, 0.5, 1, 2];

    /// <summary>Inputs for each point. Default 20.</summary>
    public int Runs { get; init; } = 20;

    /// <summary>Seed of inputs and noise. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Bursts: random inputs at their fixed point, some cells flipped at random, and the steps until the fixed point is back.</summary>
    /// <exception cref="ArgumentException">The task has no fixed points.</exception>
    public ImmutableArray<Burst> Bursts(LocalTask task, CancellationToken cancellation = default)
    {
        CompiledRule rests = task.Rule.Compile();
        CompiledRule compiled = task.Rule.Compile(Engine.ActiveCells);
        List<Burst> bursts = [];
        int cells = Rest(task, rests, new RandomStream(Seed, "burst"), cancellation).Count;
        foreach (int flips in Flips.Where(flips => flips <= cells))
        {
            List<double> steps = [];
            int other = 0;
            for (int i = 0; i < Runs; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                RandomStream stream = new(Seed, $"burst/{flips}", (ulong)i);
                Lattice rest = Rest(task, rests, stream, cancellation);
                Evolution after = compiled.Evolve(Flip(rest, flips, stream), Until.FixedPoint(), null, cancellation);
                if (after.Converged && after.Final.Cells.SequenceEqual(rest.Cells))
                    steps.Add(after.Steps);
                else
                    other++;
            }

            bursts.Add(new(flips, Runs, steps.Count, other, steps.Count == 0 ? null : Summary.Of(steps)));
        }

        return [.. bursts];
    }

    /// <summary>
    /// Steady noise: every cell flips with a fixed probability in every step; after a settling time, the share of cells that differ from the undisturbed fixed point. Where every error is proved to die out the time is 200 steps;
    /// else it is as many steps as there are cells, which is what an error takes along the whole row.
    /// </summary>
    /// <exception cref="ArgumentException">The task has no fixed points.</exception>
    public ImmutableArray<Steady> SteadyErrors(LocalTask task, CancellationToken cancellation = default)
    {
        const int measured = 200;
        int settling = ErrorLifetime.Of(task.Rule) is { MinimalRank: 1 } ? 200 : Math.Max(200, Length);
        CompiledRule rests = task.Rule.Compile();
        CompiledRule table = task.Rule.Compile(Engine.Table);
        List<Steady> points = [];
        foreach (double rate in Rates)
        {
            List<double> shares = [];
            for (int i = 0; i < Runs; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                RandomStream stream = new(Seed, FormattableString.Invariant($"steady/{rate:R}"), (ulong)i);
                Lattice rest = Rest(task, rests, stream, cancellation);
                Lattice now = rest;
                long wrong = 0;
                for (int t = 0; t < settling + measured; t++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    now = Disturb(table.Step(now), rate, stream);
                    if (t >= settling)
                        wrong += Differing(now, rest);
                }

                shares.Add((double)wrong / measured / rest.Count);
            }

            points.Add(new(rate, Runs, settling, Summary.Of(shares)));
        }

        return [.. points];
    }

    /// <summary>Noise on the logits of a network: the share of updates that come out otherwise, over all neighborhoods alike, beside the tail probability that the smallest margin predicts as its bound.</summary>
    /// <param name="network">A network with one logit.</param>
    /// <param name="draws">Draws for each neighborhood. Default 4,000.</param>
    /// <exception cref="ArgumentException">The network has more than one logit.</exception>
    public ImmutableArray<LogitNoise> LogitErrors(NeuralRule network, int draws = 4_000)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Logits != 1)
            throw new ArgumentException("Noise on logits is measured for rules with two symbols, whose network has one logit.", nameof(network));
        LocalRule rule = network.ToRule();
        double[] margins = [.. Enumerable.Range(0, rule.Signature.DomainSize).Select(i => network.Margin(i, rule.Table[i]))];
        List<LogitNoise> points = [];
        foreach (double sigma in Sigmas)
        {
            RandomStream stream = new(Seed, FormattableString.Invariant($"logits/{sigma:R}"));
            long flipped = 0;
            foreach (double margin in margins)
                for (int i = 0; i < draws; i++)
                    flipped += margin + (sigma * stream.NextGaussian()) <= 0 ? 1 : 0;
            points.Add(new(sigma, (double)flipped / draws / margins.Length, margins.Min()));
        }

        return [.. points];
    }

    private Lattice Rest(LocalTask task, CompiledRule compiled, RandomStream stream, CancellationToken cancellation)
    {
        Lattice start = task switch
        {
            ArithmeticTask arithmetic => Encode(arithmetic, stream),
            LatticeTask { StepLaw: not null } lattice => lattice.Encode(Lattice.Random(lattice.InputAlphabet, Shape.Row(Length), task.Boundary, stream)),
            _ => throw new ArgumentException($"{task.Name} need not settle, or no law says when it does: noise is measured against the one fixed point of an input. Tasks such as parity or addition have one.", nameof(task)),
        };
        return compiled.Evolve(start, Until.FixedPoint(), null, cancellation).Final;
    }

    private Lattice Encode(ArithmeticTask task, RandomStream stream)
    {
        (Natural a, Natural b) = task.Random(Length, stream);
        return task.Encode(a, b, Length);
    }

    private static Lattice Flip(Lattice lattice, int flips, RandomStream stream)
    {
        int[] cells = [.. Enumerable.Range(0, lattice.Count)];
        stream.Shuffle<int>(cells);
        byte[] changed = lattice.Cells.ToArray();
        foreach (int cell in cells.Take(flips))
            changed[cell] = (byte)((changed[cell] + 1 + stream.NextInt32(lattice.Alphabet.Size - 1)) % lattice.Alphabet.Size);
        return lattice.Adopt(changed);
    }

    /// <summary>Flips each cell with probability <paramref name="rate"/>, jumping from flip to flip so that rare noise costs little.</summary>
    private static Lattice Disturb(Lattice lattice, double rate, RandomStream stream)
    {
        byte[]? changed = null;
        double logKeep = PortableMath.Log(1 - rate);
        for (double at = Gap(stream, logKeep); at < lattice.Count; at += 1 + Gap(stream, logKeep))
        {
            changed ??= lattice.Cells.ToArray();
            changed[(int)at] = (byte)((changed[(int)at] + 1 + stream.NextInt32(lattice.Alphabet.Size - 1)) % lattice.Alphabet.Size);
        }

        return changed is null ? lattice : lattice.Adopt(changed);
    }

    private static double Gap(RandomStream stream, double logKeep) => Math.Floor(PortableMath.Log(1 - stream.NextDouble()) / logKeep);

    private static int Differing(Lattice one, Lattice other)
    {
        int count = 0;
        for (int i = 0; i < one.Count; i++)
            count += one[i] != other[i] ? 1 : 0;
        return count;
    }

    /// <summary>A burst of flipped cells.</summary>
    /// <param name="Flips">Cells flipped.</param>
    /// <param name="Runs">Inputs.</param>
    /// <param name="Healed">Inputs whose fixed point came back.</param>
    /// <param name="Elsewhere">Inputs that settled elsewhere, or not at all.</param>
    /// <param name="Steps">Steps of those that healed; null when none did.</param>
    public sealed record Burst(int Flips, int Runs, int Healed, int Elsewhere, Summary? Steps);

    /// <summary>Steady noise.</summary>
    /// <param name="Rate">Probability of a flip for each cell and step.</param>
    /// <param name="Runs">Inputs.</param>
    /// <param name="Settling">Steps of noise before cells were counted.</param>
    /// <param name="Wrong">Share of cells that differ from the undisturbed fixed point, over the next 200 steps.</param>
    public sealed record Steady(double Rate, int Runs, int Settling, Summary Wrong);

    /// <summary>Noise on logits.</summary>
    /// <param name="Sigma">Standard deviation of the noise, in logits.</param>
    /// <param name="Flipped">Share of updates that came out otherwise.</param>
    /// <param name="SmallestMargin">The network's smallest margin, in logits.</param>
    public sealed record LogitNoise(double Sigma, double Flipped, double SmallestMargin);
}
