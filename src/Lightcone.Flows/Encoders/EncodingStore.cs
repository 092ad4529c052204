using Lightcone.Flows.Trajectories;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lightcone.Flows.Encoders;

/// <summary>Writes the samples of a batch of trajectories, one for each feature, into sequences [sample, time, feature, channel].</summary>
internal readonly struct EncodingStore<TOut>(double[] features, Memory<TOut> output, double[] pattern, int perSample, int samples, Channels channels) : IBatchStore
    where TOut : unmanaged, INumberBase<TOut>
{
    // Numbers above this have no single-precision form; times 0 an overflow becomes NaN and stays in the sum.
    private const double SingleLimit = 5.2e269;
    private readonly bool[] overflowed = new bool[1];

    /// <summary>Whether any number written was not finite.</summary>
    public bool Overflowed => overflowed[0];

    public void Start(int trajectory, Span<double> state)
    {
        for (int c = 0; c < state.Length; c++)
            state[c] = pattern[c] * features[trajectory];
    }

    public void Take<T>(int first, int count, int sample, ReadOnlySpan<T> block)
        where T : unmanaged, IReal<T>, ILanes<T>
    {
        int dimension = pattern.Length;
        int width = channels == Channels.All ? dimension : 1;
        Span<double> lanes = stackalloc double[T.Count * (dimension <= 16 ? dimension : 1)];
        double guard = typeof(TOut) == typeof(float) && !LaneWidth.IsSingle<T>() ? SingleLimit : 1;
        T sum = 0;
        Span<TOut> values = output.Span;
        int inSample = first % perSample;
        int at = ((((first / perSample) * samples) + sample) * perSample) + inSample;
        for (int group = 0; group < block.Length; group += dimension)
        {
            int used = Math.Min(T.Count, count - (group / dimension * T.Count));
            ReadOnlySpan<T> components = block.Slice(group, dimension);
            for (int c = 0; c < dimension; c++)
                sum += components[c] * guard * 0.0;
            if (typeof(TOut) == typeof(float) && typeof(T) == typeof(WideLanes) && width == 3 && used == T.Count && inSample + T.Count <= perSample)
            {
                ReadOnlySpan<WideLanes> xyz = MemoryMarshal.Cast<T, WideLanes>(components);
                Interleaving.Write(xyz[0], xyz[1], xyz[2], MemoryMarshal.Cast<TOut, float>(values.Slice(at * 3, Interleaving.Count)));
                Advance(T.Count, perSample, samples, ref at, ref inSample);
                continue;
            }

            if (typeof(TOut) == typeof(float) && typeof(T) == typeof(HalfLanes) && width == 3 && used == T.Count && inSample + T.Count <= perSample)
            {
                ReadOnlySpan<HalfLanes> xyz = MemoryMarshal.Cast<T, HalfLanes>(components);
                Interleaving.Write(xyz[0], xyz[1], xyz[2], MemoryMarshal.Cast<TOut, float>(values.Slice(at * 3, Interleaving.Count / 4)));
                Advance(T.Count, perSample, samples, ref at, ref inSample);
                continue;
            }

            if (channels == Channels.Mean)
                T.Scatter(Mean(components), lanes);
            else if (width == 1)
                T.Scatter(components[0], lanes);
            else if (dimension <= 16)
                for (int c = 0; c < dimension; c++)
                    T.Scatter(components[c], lanes.Slice(c * T.Count, T.Count));
            for (int lane = 0; lane < used; lane++)
            {
                if (width == 3)
                {
                    // Without bounds checks: these three lines run ten million times for the digits.
                    Debug.Assert((at * 3) + 3 <= values.Length && lane + (2 * T.Count) < lanes.Length, "A sample lies outside its sequence.");
                    ref TOut place = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), at * 3);
                    ref double from = ref Unsafe.Add(ref MemoryMarshal.GetReference(lanes), lane);
                    place = TOut.CreateTruncating(from);
                    Unsafe.Add(ref place, 1) = TOut.CreateTruncating(Unsafe.Add(ref from, T.Count));
                    Unsafe.Add(ref place, 2) = TOut.CreateTruncating(Unsafe.Add(ref from, 2 * T.Count));
                }
                else
                    Any(components, lanes, lane, values.Slice(at * width, width));

                at++;
                if (++inSample == perSample)
                {
                    inSample = 0;
                    at += (samples - 1) * perSample;
                }
            }
        }

        T.Scatter(sum, lanes);
        foreach (double lane in lanes[..T.Count])
            overflowed[0] |= lane != 0;
    }

    // Behind the last feature of a sample stand its other times.
    private static void Advance(int places, int perSample, int samples, ref int at, ref int inSample)
    {
        at += places;
        inSample += places;
        if (inSample == perSample)
            (inSample, at) = (0, at + ((samples - 1) * perSample));
    }

    private static T Mean<T>(ReadOnlySpan<T> components)
        where T : unmanaged, IReal<T>, ILanes<T>
    {
        T sum = components[0];
        for (int c = 1; c < components.Length; c++)
            sum += components[c];
        return sum / components.Length;
    }

    private static void Any<T>(ReadOnlySpan<T> components, ReadOnlySpan<double> lanes, int lane, Span<TOut> place)
        where T : unmanaged, ILanes<T>
    {
        Span<double> one = stackalloc double[T.Count];
        for (int c = 0; c < place.Length; c++)
        {
            double value;
            if (lanes.Length >= T.Count * place.Length)
                value = lanes[(c * T.Count) + lane];
            else
            {
                T.Scatter(components[c], one);
                value = one[lane];
            }

            place[c] = TOut.CreateTruncating(value);
        }
    }
}
