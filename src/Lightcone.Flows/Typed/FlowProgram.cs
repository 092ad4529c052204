using System.Collections.Immutable;

namespace Lightcone.Flows.Typed;

/// <summary>A typed flow compiled to straight-line programs over registers; equal subformulas are computed once.</summary>
internal readonly struct FlowProgram(string name, ImmutableArray<string> components, ImmutableArray<Parameter> parameters, Tape derivative, Tape jacobian, Tape divergence) : IFlow
{
    public string Name => name;

    public int Dimension => components.Length;

    public ImmutableArray<string> Components => components;

    public ImmutableArray<Parameter> Parameters => parameters;

    void IFlow.Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative1) => derivative.Run(time, state, derivative1);

    void IFlow.Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian1) => jacobian.Run(time, state, jacobian1);

    T IFlow.Divergence<T>(double time, ReadOnlySpan<T> state)
    {
        Span<T> result = stackalloc T[1];
        divergence.Run(time, state, result);
        return result[0];
    }

    public static T Apply<T>(UnaryOperation operation, T x)
        where T : unmanaged, IReal<T> => operation switch
        {
            UnaryOperation.Negate => -x,
            UnaryOperation.Sin => T.Sin(x),
            UnaryOperation.Cos => T.Cos(x),
            UnaryOperation.Tan => T.Sin(x) / T.Cos(x),
            UnaryOperation.Exp => T.Exp(x),
            UnaryOperation.Log => T.Log(x),
            UnaryOperation.Sqrt => T.Sqrt(x),
            UnaryOperation.Abs => T.Abs(x),
            UnaryOperation.Sign => T.Sign(x),
            // tanh x = sign x (1 - 2 / (exp 2|x| + 1)), which neither overflows nor cancels at the far ends.
            _ => T.Sign(x) * (1 - (2 / (T.Exp(2 * T.Abs(x)) + 1))),
        };
}
