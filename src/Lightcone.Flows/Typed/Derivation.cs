namespace Lightcone.Flows.Typed;

/// <summary>The rules of differentiation.</summary>
internal static class Derivation
{
    /// <summary>In place of a component: with respect to the time.</summary>
    public const int Time = -1;

    /// <summary>The derivative of a formula with respect to one component of the state, or to <see cref="Time"/>.</summary>
    public static Expression By(this Expression f, int component) => f switch
    {
        Expression.Component c => c.Index == component ? Expression.One : Expression.Zero,
        Expression.Time => component == Time ? Expression.One : Expression.Zero,
        Expression.Binary b => Binary(b, component),
        Expression.WholePower p => new Expression.Number(p.Exponent) * Expression.Power(p.Base, new Expression.Number(p.Exponent - 1)) * p.Base.By(component),
        Expression.Unary u => Outer(u) * u.Of.By(component),
        _ => Expression.Zero,
    };

    private static Expression Binary(Expression.Binary f, int component)
    {
        (Expression a, Expression b) = (f.Left, f.Right);
        (Expression da, Expression db) = (a.By(component), b.By(component));
        return f.Operation switch
        {
            BinaryOperation.Add => da + db,
            BinaryOperation.Subtract => da - db,
            BinaryOperation.Multiply => (da * b) + (a * db),
            _ when db == Expression.Zero => da / b,
            _ => ((da * b) - (a * db)) / (b * b),
        };
    }

    private static Expression Outer(Expression.Unary f)
    {
        Expression x = f.Of;
        Expression two = new Expression.Number(2);
        return f.Operation switch
        {
            UnaryOperation.Negate => new Expression.Number(-1),
            UnaryOperation.Sin => Expression.Apply(UnaryOperation.Cos, x),
            UnaryOperation.Cos => -Expression.Apply(UnaryOperation.Sin, x),
            UnaryOperation.Tan => Expression.One + Expression.Power(f, two),
            UnaryOperation.Exp => f,
            UnaryOperation.Log => Expression.One / x,
            UnaryOperation.Sqrt => new Expression.Number(0.5) / f,
            UnaryOperation.Abs => Expression.Apply(UnaryOperation.Sign, x),
            UnaryOperation.Sign => Expression.Zero,
            _ => Expression.One - Expression.Power(f, two),
        };
    }
}
