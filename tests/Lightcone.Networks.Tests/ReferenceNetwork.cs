using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Layers;

namespace Lightcone.Networks.Tests;

// The same networks once more, in double, one sample and one number at a time, written from the equations in each layer's documentation and sharing no code with the kernels.
// Its loss, differentiated by finite differences, judges the hand-derived gradients.
internal sealed class ReferenceNetwork(Architecture architecture, IReadOnlyDictionary<string, double[]> parameters, bool smooth)
{
    // What is added to one number of the inputs [batch, time, features], or of a part [batch, units] of a layer's first state.
    public (int Index, double Step) InputNudge { get; set; }

    public (int Layer, int Part, int Index, double Step) StateNudge { get; set; }

    public double Loss(Sequences inputs, Func<int, double[], double> loss, double scale, NetworkState? state = null)
    {
        double sum = 0;
        for (int i = 0; i < inputs.Batch; i++)
            sum += loss(i, Outputs(inputs, i, state));
        return sum * scale;
    }

    public double[] Outputs(Sequences inputs, int sample, NetworkState? state = null)
    {
        double[][] values = new double[inputs.Time][];
        for (int t = 0; t < inputs.Time; t++)
            values[t] = [.. inputs.Sample(sample).Slice(t * inputs.Features, inputs.Features).ToArray().Select(static x => (double)x)];
        int nudged = InputNudge.Index - (sample * inputs.Time * inputs.Features);
        if (nudged >= 0 && nudged < inputs.Time * inputs.Features)
            values[nudged / inputs.Features][nudged % inputs.Features] += InputNudge.Step;
        for (int l = 0; l < architecture.Layers.Length; l++)
            values = Layer(l, values, State(state, l, sample));
        if (architecture.Readout == Readout.EveryStep)
            return [.. values.SelectMany(static v => v)];
        double[] row = new double[values[0].Length];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = architecture.Readout switch
            {
                Readout.Last => values[^1][j],
                Readout.Mean => values.Average(v => v[j]),
                _ => values.Sum(v => v[j]),
            };
        }

        return row;
    }

    private double[][] Layer(int l, double[][] x, double[][] state) => architecture.Layers[l] switch
    {
        Linear linear => [.. x.Select(v => Affine(l, "weight", "bias", v, linear.Outputs))],
        Convolution filters => [.. x.Select(v => Filter(l, filters, v))],
        Relu => [.. x.Select(static v => v.Select(static a => Math.Max(0, a)).ToArray())],
        Gelu => [.. x.Select(static v => v.Select(ReferenceAttention.Gelu).ToArray())],
        SinusoidalPositions => [.. x.Select(static (v, t) => v.Select((a, j) => a + (j % 2 == 0 ? Math.Sin(ReferenceAttention.Angle(t, j, v.Length)) : Math.Cos(ReferenceAttention.Angle(t, j, v.Length)))).ToArray())],
        Transformer block => Transform(l, block, x),
        LayerNormalization => [.. x.Select(v => Normal(l, v))],
        LeakyIntegrator integrator => Integrate(l, integrator, x, state),
        Leaky leaky => Spike(l, x, leaky.Beta, leaky.Threshold, leaky.Reset, leaky.ResetDelay, leaky.Surrogate, state, recurrent: false),
        RLeaky leaky => Spike(l, x, leaky.Beta, leaky.Threshold, leaky.Reset, leaky.ResetDelay, leaky.Surrogate, state, recurrent: true),
        TanhRecurrent rnn => Elman(l, rnn.Outputs, x, state),
        Lstm lstm => LongShort(l, lstm.Outputs, x, state),
        Gru gru => Gated(l, gru.Outputs, x, state),
        _ => throw new NotSupportedException(),
    };

    private double[][] Spike(int l, double[][] x, double fixedBeta, double threshold, Reset reset, bool delay, Surrogate surrogate, double[][] state, bool recurrent)
    {
        int width = x[0].Length;
        double[] u = state.Length > 0 ? [.. state[^1]] : new double[width];
        double[] s = recurrent && state.Length > 0 ? state[0] : new double[width];
        double[][] spikes = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            double[] input = [.. x[t]];
            if (recurrent)
            {
                double[] back = Affine(l, "recurrent.weight", "recurrent.bias", s, width);
                for (int j = 0; j < width; j++)
                    input[j] += back[j];
            }

            spikes[t] = new double[width];
            for (int j = 0; j < width; j++)
            {
                bool above = u[j] > threshold;
                double beta = Beta(l, j, fixedBeta);
                u[j] = reset switch
                {
                    Reset.Subtract when delay => (beta * u[j]) + input[j] - (above ? threshold : 0),
                    Reset.Zero when recurrent && delay => above ? 0 : (beta * u[j]) + input[j],
                    Reset.Zero => (above ? 0 : beta * u[j]) + input[j],
                    Reset.None => (beta * u[j]) + input[j],
                    _ => (beta * (u[j] - (above ? threshold : 0))) + input[j],
                };
                spikes[t][j] = Fire(u[j] - threshold, surrogate);
            }

            s = spikes[t];
        }

        return spikes;
    }

    private double Fire(double x, Surrogate surrogate) => !smooth ? (x > 0 ? 1 : 0) : surrogate switch
    {
        Surrogate.FastSigmoid f => (x / (1 + (f.Slope * Math.Abs(x)))) + 0.5,
        Surrogate.Arctangent a => (Math.Atan(Math.PI * a.Alpha * x / 2) / Math.PI) + 0.5,
        _ => x + 0.5,
    };

    private double[][] Integrate(int l, LeakyIntegrator layer, double[][] x, double[][] state)
    {
        double[] u = state.Length > 0 ? [.. state[0]] : new double[x[0].Length];
        double[][] y = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            for (int j = 0; j < u.Length; j++)
                u[j] = (Beta(l, j, layer.Beta) * u[j]) + x[t][j];
            y[t] = [.. u];
        }

        return y;
    }

    private double[][] Elman(int l, int width, double[][] x, double[][] state)
    {
        double[] h = state.Length > 0 ? state[0] : new double[width];
        return [.. x.Select(v => h = [.. Affine(l, "weight_ih_l0", "bias_ih_l0", v, width).Zip(Affine(l, "weight_hh_l0", "bias_hh_l0", h, width), static (a, b) => Math.Tanh(a + b))])];
    }

    private double[][] LongShort(int l, int width, double[][] x, double[][] state)
    {
        double[] h = state.Length > 0 ? state[0] : new double[width];
        double[] c = state.Length > 0 ? [.. state[1]] : new double[width];
        double[][] y = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            double[] a = Affine(l, "weight_ih_l0", "bias_ih_l0", x[t], 4 * width);
            double[] b = Affine(l, "weight_hh_l0", "bias_hh_l0", h, 4 * width);
            y[t] = new double[width];
            for (int j = 0; j < width; j++)
            {
                double Gate(int g) => a[(g * width) + j] + b[(g * width) + j];
                c[j] = (Sigmoid(Gate(1)) * c[j]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
                y[t][j] = Sigmoid(Gate(3)) * Math.Tanh(c[j]);
            }

            h = y[t];
        }

        return y;
    }

    private double[][] Gated(int l, int width, double[][] x, double[][] state)
    {
        double[] h = state.Length > 0 ? state[0] : new double[width];
        double[][] y = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            double[] a = Affine(l, "weight_ih_l0", "bias_ih_l0", x[t], 3 * width);
            double[] b = Affine(l, "weight_hh_l0", "bias_hh_l0", h, 3 * width);
            y[t] = new double[width];
            for (int j = 0; j < width; j++)
            {
                double n = Math.Tanh(a[(2 * width) + j] + (Sigmoid(a[j] + b[j]) * b[(2 * width) + j]));
                double z = Sigmoid(a[width + j] + b[width + j]);
                y[t][j] = ((1 - z) * n) + (z * h[j]);
            }

            h = y[t];
        }

        return y;
    }

    private double[][] Transform(int l, Transformer block, double[][] x)
    {
        int d = x[0].Length;
        double[][] qkv = [.. x.Select(v => Affine(l, "self_attn.in_proj_weight", "self_attn.in_proj_bias", Normal(l, v, "norm1."), 3 * d))];
        double[][] attended = ReferenceAttention.Attend(qkv, block.Heads, block.Causal, block.Rotary);
        return [.. x.Select((v, t) =>
        {
            double[] y = [.. v.Zip(Affine(l, "self_attn.out_proj.weight", "self_attn.out_proj.bias", attended[t], d), static (a, b) => a + b)];
            double[] hidden = Affine(l, "linear1.weight", "linear1.bias", Normal(l, y, "norm2."), block.Hidden ?? 4 * d);
            hidden = [.. hidden.Select(a => block.Gelu ? ReferenceAttention.Gelu(a) : Math.Max(0, a))];
            return y.Zip(Affine(l, "linear2.weight", "linear2.bias", hidden, d), static (a, b) => a + b).ToArray();
        })];
    }

    private double[] Normal(int l, double[] v, string prefix = "")
    {
        double mean = v.Average();
        double scale = 1 / Math.Sqrt(v.Average(a => (a - mean) * (a - mean)) + 1e-5);
        return [.. v.Select((a, j) => ((a - mean) * scale * parameters[$"{l}.{prefix}weight"][j]) + parameters[$"{l}.{prefix}bias"][j])];
    }

    private double[] Filter(int l, Convolution filters, double[] picture)
    {
        int inputs = picture.Length / (filters.Height * filters.Width), k = filters.Kernel, rows = filters.Height - k + 1, columns = filters.Width - k + 1;
        double[] weight = parameters[$"{l}.weight"], filtered = new double[rows * columns * filters.Channels];
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
                for (int c = 0; c < filters.Channels; c++)
                {
                    double sum = parameters[$"{l}.bias"][c];
                    for (int i = 0; i < k * k * inputs; i++)
                        sum += weight[(c * k * k * inputs) + i] * picture[((((y + (i / inputs / k)) * filters.Width) + x + (i / inputs % k)) * inputs) + (i % inputs)];
                    filtered[(((y * columns) + x) * filters.Channels) + c] = sum;
                }

        return filtered;
    }

    private double[] Affine(int l, string weight, string bias, double[] x, int outputs)
    {
        double[] w = parameters[$"{l}.{weight}"];
        double[] y = [.. parameters[$"{l}.{bias}"]];
        for (int j = 0; j < outputs; j++)
            for (int k = 0; k < x.Length; k++)
                y[j] += w[(j * x.Length) + k] * x[k];
        return y;
    }

    private double Beta(int l, int j, double fixedBeta) =>
        parameters.TryGetValue($"{l}.theta", out double[]? theta) ? Sigmoid(theta.Length == 1 ? theta[0] : theta[j]) :
        parameters.TryGetValue($"{l}.beta", out double[]? beta) ? Math.Clamp(beta.Length == 1 ? beta[0] : beta[j], 0, 1) : (float)fixedBeta;

    private double[][] State(NetworkState? state, int layer, int sample) => state is null
        ? []
        : [.. architecture.Layers[layer].StateParts.Select((_, part) =>
        {
            int width = state[layer, part].Length / state.Batch;
            double[] row = [.. state[layer, part].Slice(sample * width, width).ToArray().Select(static a => (double)a)];
            if (StateNudge.Layer == layer && StateNudge.Part == part && StateNudge.Index / width == sample)
                row[StateNudge.Index % width] += StateNudge.Step;
            return row;
        })];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
