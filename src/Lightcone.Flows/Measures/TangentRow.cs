using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Measures;

/// <summary>Entries of one row of a matrix of three tangent vectors, as many columns side by side as suit <typeparamref name="T"/>.</summary>
internal interface ITangentRow<TSelf, T>
    where TSelf : unmanaged, ITangentRow<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>How many columns one holds.</summary>
    static abstract int Columns { get; }

    /// <summary>The same factor for every column.</summary>
    static abstract TSelf Spread(T factor);

    static abstract TSelf Spread(double factor);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The entries from <paramref name="at"/> on.</summary>
    static abstract TSelf Load(ReadOnlySpan<T> matrix, int at);

    static abstract void Store(TSelf row, Span<T> matrix, int at);
}

/// <summary>One column: <typeparamref name="T"/> has lanes enough of its own.</summary>
internal readonly struct OneColumn<T>(T value) : ITangentRow<OneColumn<T>, T>
    where T : unmanaged, IReal<T>
{
    private readonly T value = value;

    public static int Columns => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneColumn<T> Spread(T factor) => new(factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneColumn<T> Spread(double factor) => new(factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneColumn<T> Add(OneColumn<T> a, OneColumn<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneColumn<T> Multiply(OneColumn<T> a, OneColumn<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneColumn<T> MultiplyAdd(OneColumn<T> a, OneColumn<T> b, OneColumn<T> c) => new(T.MultiplyAdd(a.value, b.value, c.value));

    public static OneColumn<T> Load(ReadOnlySpan<T> matrix, int at) => new(matrix[at]);

    public static void Store(OneColumn<T> row, Span<T> matrix, int at) => matrix[at] = row.value;
}

/// <summary>Three columns of a single trajectory in one vector, whose last number stays zero.</summary>
internal readonly struct ThreeColumns(Vector256<double> value) : ITangentRow<ThreeColumns, Scalar>
{
    private readonly Vector256<double> value = value;

    public static int Columns => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColumns Spread(Scalar factor) => new(Vector256.Create(factor.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColumns Spread(double factor) => new(Vector256.Create(factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColumns Add(ThreeColumns a, ThreeColumns b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColumns Multiply(ThreeColumns a, ThreeColumns b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeColumns MultiplyAdd(ThreeColumns a, ThreeColumns b, ThreeColumns c) => new(Vector256.FusedMultiplyAdd(a.value, b.value, c.value));

    public static ThreeColumns Load(ReadOnlySpan<Scalar> matrix, int at) => new(Vector256.Create(matrix[at].Value, matrix[at + 1].Value, matrix[at + 2].Value, 0));

    public static void Store(ThreeColumns row, Span<Scalar> matrix, int at)
    {
        for (int column = 0; column < 3; column++)
            matrix[at + column] = row.value.GetElement(column);
    }
}
