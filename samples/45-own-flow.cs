#:project ../src/Lightcone.Flows/Lightcone.Flows.csproj
// A flow of your own: typed as text, or as a value type of three formulas.
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Typed;
using Lightcone.Flows;
using System.Collections.Immutable;

TextFlow typed = TextFlow.Parse("x' = a - (b + 1)*x + x^2*y; y' = b*x - x^2*y; a = 1; b = 3");
Brusselator written = new(a: 1, b: 3);

// The text's Jacobian is derived symbolically, the other's was written by hand: both agree with finite differences.
Console.WriteLine($"Jacobian error: typed {typed.JacobianError([1.2, 2.5]):E1}, written {written.JacobianError([1.2, 2.5]):E1}");
Console.WriteLine($"typed:   {LyapunovSpectrum.Estimate(typed, start: [1, 1], duration: 200, transient: 50)}");
Console.WriteLine($"written: {LyapunovSpectrum.Estimate(written, start: [1, 1], duration: 200, transient: 50)}");

// Any flow encodes: three features become three trajectories of two components, seen at five times.
double[] sequence = new TrajectoryEncoder<Brusselator>(written, samples: 5, duration: 4).Encode([0.2, 0.5, 1]);
Console.WriteLine($"{sequence.Length} numbers: {string.Join(" ", sequence.Take(6).Select(v => v.ToString("F3")))} …");

try
{
    TextFlow.Parse("x' = a*x - x*y; y' = x*y - 2 y; a = 1");
}
catch (FlowSyntaxException error)
{
    Console.WriteLine(error.Message);
}

/// <summary>The Brusselator x' = a - (b + 1) x + x^2 y, y' = b x - x^2 y.</summary>
internal readonly record struct Brusselator : IFlow
{
    public Brusselator(double a, double b) => (A, B) = (a, b);

    public double A { get; }

    public double B { get; }

    public string Name => "brusselator";

    public int Dimension => 2;

    public ImmutableArray<Parameter> Parameters => [new("a", A), new("b", B)];

    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        derivative[0] = A - (B + 1) * x + x * x * y;
        derivative[1] = B * x - x * x * y;
    }

    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        jacobian[0] = 2 * x * y - (B + 1);
        jacobian[1] = x * x;
        jacobian[2] = B - 2 * x * y;
        jacobian[3] = -x * x;
    }

    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => 2 * state[0] * state[1] - (B + 1) - state[0] * state[0];
}
