using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>
/// The paper's encoding of states (<see cref="PaperEncoders.ReinforcementLearning"/>) from a table: a state's numbers lie within -1 and 1 after division by their largest, so trajectories are computed
/// once for 16,385 starts, and those between are interpolated by cubics.
/// </summary>
internal sealed class TrajectoryTable : StateEncoding
{
    private const int Intervals = 16384;
    private const int Samples = 5;
    private const int Channels = 3;
    private const int Row = Samples * Channels;
    private readonly float[] values;
    private readonly int observations;

    public TrajectoryTable(double delta, int observations)
    {
        this.observations = observations;
        double[] starts = new double[Intervals + 1];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = ((2.0 * i) - Intervals) / Intervals;
        Sequences table = new TrajectoryEncoder<MixedOscillator>(new MixedOscillator(delta, alpha: 1, beta: 0.2), Samples, duration: 8).EncodeBatch(starts, starts.Length);
        values = table.Values.ToArray();
    }

    public override int Time => Samples;

    public override int Features => observations * Channels;

    public override void Encode(ReadOnlySpan<float> observation, Span<float> sequence)
    {
        Span<float> weights = stackalloc float[4];
        double largest = 0;
        foreach (float x in observation)
            largest = Math.Max(largest, Math.Abs(x));
        for (int f = 0; f < observations; f++)
        {
            // In double precision: expanding trajectories turn an error of a start into a thousand times as much.
            double at = largest == 0 ? Intervals / 2 : ((observation[f] / largest) + 1) * (Intervals / 2);
            int first = Math.Clamp((int)at - 1, 0, Intervals - 3);
            Lagrange((float)(at - first), weights);
            ReadOnlySpan<float> rows = values.AsSpan(first * Row, 4 * Row);
            for (int t = 0; t < Samples; t++)
            {
                for (int c = 0; c < Channels; c++)
                {
                    int k = (t * Channels) + c;
                    sequence[(((t * observations) + f) * Channels) + c] =
                        (weights[0] * rows[k]) + (weights[1] * rows[Row + k]) + (weights[2] * rows[(2 * Row) + k]) + (weights[3] * rows[(3 * Row) + k]);
                }
            }
        }
    }

    // The weights of the cubic through 0, 1, 2, 3.
    private static void Lagrange(float x, Span<float> weights)
    {
        float a = x - 1, b = x - 2, c = x - 3;
        weights[0] = -a * b * c / 6;
        weights[1] = x * b * c / 2;
        weights[2] = -x * a * c / 2;
        weights[3] = x * a * b / 6;
    }
}
