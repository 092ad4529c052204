using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>Lorenz's model of waves on a latitude circle, x_i' = (x_{i+1} - x_{i-2}) x_{i-1} - x_i + f, indices around the circle.</summary>
/// <remarks>Lorenz, "Predictability: a problem partly solved", ECMWF seminar (1996). Divergence -n everywhere.</remarks>
public readonly record struct Lorenz96 : IFlow
{
    /// <summary>The system with its default parameters.</summary>
    public Lorenz96()
        : this(n: 40)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="n">Number of places on the circle, at least 4; default 40.</param>
    /// <param name="f">Forcing; default 8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 4.</exception>
    public Lorenz96(int n = 40, double f = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 4);
        (N, F) = (n, f);
    }

    /// <summary>Number of places on the circle, at least 4.</summary>
    public int N { get; }

    /// <summary>Forcing.</summary>
    public double F { get; }

    /// <inheritdoc/>
    public string Name => "lorenz96";

    /// <inheritdoc/>
    public int Dimension => N;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("n", N), new("f", F)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        int last = N - 1;
        for (int i = 0; i < N; i++)
        {
            T before = state[i == 0 ? last : i - 1];
            derivative[i] = ((state[i == last ? 0 : i + 1] - state[i < 2 ? i + N - 2 : i - 2]) * before) - state[i] + F;
        }
    }

    /// <inheritdoc/>
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        jacobian.Fill(0);
        for (int i = 0; i < N; i++)
        {
            int after = (i + 1) % N, before = (i + N - 1) % N, second = (i + N - 2) % N;
            jacobian[(i * N) + i] = -1;
            jacobian[(i * N) + after] = state[before];
            jacobian[(i * N) + second] = -state[before];
            jacobian[(i * N) + before] = state[after] - state[second];
        }
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -N;
}
