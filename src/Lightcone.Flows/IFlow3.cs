using System.Diagnostics.CodeAnalysis;

namespace Lightcone.Flows;

/// <summary>
/// A flow of three components whose derivative can be had without spans. Ensembles, encoders and exponents then keep the state in registers, which is several times faster
/// (<c>docs/performance.md</c>); every result keeps its bytes.
/// </summary>
/// <remarks>
/// <para>Mark the method with <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>, and write the other one in terms of it:
/// <c>=> Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);</c></para>
/// <para><see cref="IFlow.Dimension"/> must be 3.</para>
/// </remarks>
/// <typeparam name="TSelf">The implementing type itself.</typeparam>
public interface IFlow3<TSelf> : IFlow
    where TSelf : struct, IFlow3<TSelf>
{
    /// <summary>Computes f(t, x), the same bits as <see cref="IFlow.Derivative"/>.</summary>
    /// <param name="time">Time t.</param>
    /// <param name="x">First component of the state.</param>
    /// <param name="y">Second component.</param>
    /// <param name="z">Third component.</param>
    /// <param name="dx">Receives the derivative of the first component.</param>
    /// <param name="dy">Receives that of the second.</param>
    /// <param name="dz">Receives that of the third.</param>
    void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>;

    /// <inheritdoc/>
    bool IFlow.TryRegisters<TOperation, TResult>(TOperation operation, [MaybeNullWhen(false)] out TResult result)
    {
        result = operation.RunInRegisters((TSelf)this);
        return true;
    }
}
