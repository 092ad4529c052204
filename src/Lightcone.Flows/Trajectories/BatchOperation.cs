using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Trajectories;

/// <summary>Where a batch's starts come from and where its samples go.</summary>
internal interface IBatchStore
{
    /// <summary>Writes the start of one trajectory.</summary>
    void Start(int trajectory, Span<double> state);

    /// <summary>Takes one sample of trajectories first … first + count - 1: the block holds their components, component fastest, then groups of lanes.</summary>
    void Take<T>(int first, int count, int sample, ReadOnlySpan<T> block)
        where T : unmanaged, IReal<T>, ILanes<T>;
}

/// <summary>Integrates many trajectories of one flow, a block at a time that stays in the first-level cache.</summary>
internal readonly struct BatchOperation<T, TStore>(BatchPlan plan, TStore store, int count) : IFlowOperation<bool>
    where T : unmanaged, IReal<T>, ILanes<T>
    where TStore : struct, IBatchStore
{
    // Bytes in flight = 7 arrays (state, start of the step, five of work space) of 6 KiB: 42 KiB for the classical method, within the first-level cache.
    private static int BlockNumbers => 6144 / Unsafe.SizeOf<T>();

    public bool Run<TFlow>(TFlow flow)
        where TFlow : IFlow => Follow(flow.Dimension, new TableauStep<TFlow, T>(flow, plan.Tableau));

    public bool RunInRegisters<TFlow>(TFlow flow)
        where TFlow : struct, IFlow3<TFlow> => plan.Tableau.IsChain ? Follow(3, new RegisterStep<TFlow, T>(flow, plan.Tableau)) : Run(flow);

    private bool Follow<TStep>(int dimension, TStep stepper)
        where TStep : struct, IBlockStep<T>
    {
        int groups = Math.Max(1, Math.Min(BlockNumbers / dimension, (count + T.Count - 1) / T.Count));
        int length = groups * dimension;
        Span<T> memory = new AlignedBuffer(((2 * length) + stepper.WorkLength(length)) * Unsafe.SizeOf<T>()).As<T>();
        Span<T> state = memory[..length], before = memory.Slice(length, length), work = memory[(2 * length)..];
        for (int first = 0; first < count; first += groups * T.Count)
        {
            int inBlock = Math.Min(groups * T.Count, count - first);
            int used = (inBlock + T.Count - 1) / T.Count * dimension;
            Fill(dimension, first, inBlock, state[..used]);
            Block(stepper, first, inBlock, state[..used], before[..used], work[..stepper.WorkLength(used)]);
        }

        return true;
    }

    private void Block<TStep>(TStep stepper, int first, int inBlock, Span<T> state, Span<T> before, Span<T> work)
        where TStep : struct, IBlockStep<T>
    {
        int sample = 0;
        int samples = plan.SampleStep.Length;
        for (int step = 0; ;)
        {
            for (; sample < samples && plan.SampleStep[sample] == step && plan.SampleFraction[sample] == 0; sample++)
                store.Take<T>(first, inBlock, sample, state);
            if (step == plan.Steps || sample == samples)
                return;
            // Up to the step that holds the next sample, then that step alone.
            int target = plan.SampleStep[sample];
            bool within = target == step;
            if (within)
                state.CopyTo(before);
            int steps = within ? 1 : target - step;
            stepper.Advance(step, steps, plan.Step, state, work);
            for (; within && sample < samples && plan.SampleStep[sample] == step; sample++)
            {
                double fraction = plan.SampleFraction[sample];
                // The work space is free between two steps.
                for (int i = 0; i < state.Length; i++)
                    work[i] = T.MultiplyAdd(state[i] - before[i], fraction, before[i]);
                store.Take<T>(first, inBlock, sample, work[..state.Length]);
            }

            step += steps;
        }
    }

    // Lanes without a trajectory of their own repeat the last one.
    private void Fill(int dimension, int first, int inBlock, Span<T> state)
    {
        Span<double> start = dimension <= 64 ? stackalloc double[dimension] : new double[dimension];
        double[] lanes = new double[T.Count * dimension];
        Span<double> gathered = stackalloc double[T.Count];
        for (int group = 0; group < state.Length / dimension; group++)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                store.Start(first + Math.Min((group * T.Count) + lane, inBlock - 1), start);
                for (int c = 0; c < dimension; c++)
                    lanes[(c * T.Count) + lane] = start[c];
            }

            for (int c = 0; c < dimension; c++)
            {
                lanes.AsSpan(c * T.Count, T.Count).CopyTo(gathered);
                state[(group * dimension) + c] = T.Gather(gathered);
            }
        }
    }
}
