namespace Lightcone.Flows.Typed;

/// <summary>A formula as a tree. Equal formulas are equal values, which is what finds common subexpressions.</summary>
internal abstract record Expression
{
    public static readonly Expression Zero = new Number(0);
    public static readonly Expression One = new Number(1);

    internal sealed record Number(double Value) : Expression;

    internal sealed record Component(int Index) : Expression;

    internal sealed record Time : Expression;

    internal sealed record Binary(BinaryOperation Operation, Expression Left, Expression Right) : Expression;

    internal sealed record Unary(UnaryOperation Operation, Expression Of) : Expression;

    /// <summary>A whole power, by repeated multiplication.</summary>
    internal sealed record WholePower(Expression Base, int Exponent) : Expression;

    public static Expression operator +(Expression a, Expression b) => (a, b) switch
    {
        (Number x, Number y) => new Number(x.Value + y.Value),
        (Number { Value: 0 }, _) => b,
        (_, Number { Value: 0 }) => a,
        (_, Unary { Operation: UnaryOperation.Negate } n) => a - n.Of,
        _ => new Binary(BinaryOperation.Add, a, b),
    };

    public static Expression operator -(Expression a, Expression b) => (a, b) switch
    {
        (Number x, Number y) => new Number(x.Value - y.Value),
        (_, Number { Value: 0 }) => a,
        (Number { Value: 0 }, _) => -b,
        (_, Unary { Operation: UnaryOperation.Negate } n) => a + n.Of,
        _ when a == b => Zero,
        _ => new Binary(BinaryOperation.Subtract, a, b),
    };

    public static Expression operator -(Expression a) => a switch
    {
        Number x => new Number(-x.Value),
        Unary { Operation: UnaryOperation.Negate } n => n.Of,
        _ => new Unary(UnaryOperation.Negate, a),
    };

    public static Expression operator *(Expression a, Expression b) => (a, b) switch
    {
        (Number x, Number y) => new Number(x.Value * y.Value),
        (Number { Value: 0 }, _) or (_, Number { Value: 0 }) => Zero,
        (Number { Value: 1 }, _) => b,
        (_, Number { Value: 1 }) => a,
        (Number { Value: -1 }, _) => -b,
        (_, Number { Value: -1 }) => -a,
        (Unary { Operation: UnaryOperation.Negate } n, _) => -(n.Of * b),
        (_, Unary { Operation: UnaryOperation.Negate } n) => -(a * n.Of),
        _ => new Binary(BinaryOperation.Multiply, a, b),
    };

    public static Expression operator /(Expression a, Expression b) => (a, b) switch
    {
        (Number x, Number y) => new Number(x.Value / y.Value),
        (Number { Value: 0 }, _) => Zero,
        (_, Number { Value: 1 }) => a,
        _ => new Binary(BinaryOperation.Divide, a, b),
    };

    /// <summary>a to the power of b: whole exponents multiply, all others go through the logarithm.</summary>
    public static Expression Power(Expression a, Expression b) => (a, b) switch
    {
        (Number x, Number { Value: >= -64 and <= 64 } y) when y.Value == Math.Floor(y.Value) => new Number(Raise(x.Value, (int)y.Value)),
        (_, Number { Value: 0 }) => One,
        (_, Number { Value: 1 }) => a,
        (_, Number { Value: 0.5 }) => Apply(UnaryOperation.Sqrt, a),
        (_, Number { Value: >= -64 and < 0 } y) when y.Value == Math.Floor(y.Value) => One / new WholePower(a, -(int)y.Value),
        (_, Number { Value: >= 2 and <= 64 } y) when y.Value == Math.Floor(y.Value) => new WholePower(a, (int)y.Value),
        _ => Apply(UnaryOperation.Exp, b * Apply(UnaryOperation.Log, a)),
    };

    public static Expression Apply(UnaryOperation operation, Expression of) => of switch
    {
        Number x => new Number(FlowProgram.Apply<Scalar>(operation, x.Value).Value),
        // The root of a square is a kink, and is told as one.
        WholePower { Exponent: 2 } square when operation == UnaryOperation.Sqrt => new Unary(UnaryOperation.Abs, square.Base),
        Binary { Operation: BinaryOperation.Multiply } product when operation == UnaryOperation.Sqrt && product.Left == product.Right => new Unary(UnaryOperation.Abs, product.Left),
        _ => new Unary(operation, of),
    };

    private static double Raise(double x, int exponent)
    {
        double result = 1;
        for (int i = Math.Abs(exponent); i > 0; i--)
            result *= x;
        return exponent < 0 ? 1 / result : result;
    }
}
