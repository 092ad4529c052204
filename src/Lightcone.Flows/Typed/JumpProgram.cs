namespace Lightcone.Flows.Typed;

/// <summary>
/// A typed flow with <c>sign(...)</c> of something that changes, taken apart: between two jumps every such sign is a constant, its mode, and the flow is smooth;
/// a jump is where the argument of a sign, the surface, passes zero. The modes follow the components in the state that the formulas read.
/// </summary>
internal sealed class JumpProgram
{
    private JumpProgram(FlowProgram flow, Expression[] formulas, Expression[] surfaces)
    {
        (Flow, Modes) = (flow, surfaces.Length);
        int n = flow.Dimension;
        Derivative = new(formulas);
        Jacobian = new(formulas.SelectMany(f => Enumerable.Range(0, n).Select(f.By)));
        Divergence = new([formulas.Select(static (f, i) => f.By(i)).Aggregate(static (sum, term) => sum + term)]);
        Surfaces = new(surfaces);
        Gradients = new(surfaces.SelectMany(s => Enumerable.Range(0, n).Select(s.By).Append(s.By(Derivation.Time))));
    }

    /// <summary>The flow as it is written.</summary>
    public FlowProgram Flow { get; }

    /// <summary>How many signs there are.</summary>
    public int Modes { get; }

    /// <summary>The derivative at frozen modes.</summary>
    public Tape Derivative { get; }

    /// <summary>The Jacobian at frozen modes, row by row.</summary>
    public Tape Jacobian { get; }

    /// <summary>The divergence at frozen modes.</summary>
    public Tape Divergence { get; }

    /// <summary>The arguments of the signs.</summary>
    public Tape Surfaces { get; }

    /// <summary>For each surface its derivatives with respect to the components, and then to the time.</summary>
    public Tape Gradients { get; }

    /// <summary>The flow taken apart; null when nothing in it jumps.</summary>
    public static JumpProgram? Of(FlowProgram flow, Expression[] formulas)
    {
        Dictionary<Expression, int> places = [];
        List<Expression> surfaces = [];
        // Below a bar abs(...) can jump as a sign does: x / abs(x).
        bool divides = formulas.Any(static f => DividesByKink(f, below: false));
        Expression[] frozen = [.. formulas.Select(Frozen)];
        return surfaces.Count == 0 ? null : new(flow, frozen, [.. surfaces]);

        Expression Frozen(Expression f)
        {
            switch (f)
            {
                case Expression.Binary b:
                    (Expression left, Expression right) = (Frozen(b.Left), Frozen(b.Right));
                    return b.Operation switch
                    {
                        BinaryOperation.Add => left + right,
                        BinaryOperation.Subtract => left - right,
                        BinaryOperation.Multiply => left * right,
                        _ when Quotient(left, right) is { } sign => sign,
                        _ => left / right,
                    };
                case Expression.WholePower p:
                    return Expression.Power(Frozen(p.Base), new Expression.Number(p.Exponent));
                case Expression.Unary { Operation: UnaryOperation.Sign } s:
                    // The sign of a sign is that sign.
                    return Frozen(s.Of) is var of && of is Expression.Component { Index: var index } && index >= flow.Dimension ? of : Mode(of);
                case Expression.Unary { Operation: UnaryOperation.Abs } a when divides:
                    Expression inner = Frozen(a.Of);
                    return inner * Mode(inner);
                case Expression.Unary { Operation: UnaryOperation.Negate } u:
                    return -Frozen(u.Of);
                case Expression.Unary u:
                    return Expression.Apply(u.Operation, Frozen(u.Of));
                default:
                    return f;
            }
        }

        Expression Mode(Expression argument)
        {
            if (!places.TryGetValue(argument, out int place))
            {
                places.Add(argument, place = surfaces.Count);
                surfaces.Add(argument);
            }

            return new Expression.Component(flow.Dimension + place);
        }

        // u / (u m) and (u m) / u are the mode m itself, also where u is 0.
        Expression? Quotient(Expression left, Expression right)
        {
            foreach ((Expression one, Expression other) in new[] { (left, right), (right, left) })
                if (one is Expression.Binary { Operation: BinaryOperation.Multiply, Right: Expression.Component { Index: var index } mode } product && index >= flow.Dimension && product.Left == other)
                    return mode;
            return null;
        }
    }

    /// <summary>Whether a formula has an abs(...) of something that changes in a denominator, or a quotient of one.</summary>
    private static bool DividesByKink(Expression f, bool below) => f switch
    {
        Expression.Binary { Operation: BinaryOperation.Divide } b => DividesByKink(b.Left, below || HasComponent(b.Right)) || DividesByKink(b.Right, below: true),
        Expression.Binary b => DividesByKink(b.Left, below) || DividesByKink(b.Right, below),
        Expression.WholePower p => DividesByKink(p.Base, below),
        Expression.Unary { Operation: UnaryOperation.Abs } u => below || DividesByKink(u.Of, below),
        Expression.Unary u => DividesByKink(u.Of, below),
        _ => false,
    };

    private static bool HasComponent(Expression f) => f switch
    {
        Expression.Binary b => HasComponent(b.Left) || HasComponent(b.Right),
        Expression.WholePower p => HasComponent(p.Base),
        Expression.Unary u => HasComponent(u.Of),
        _ => f is Expression.Component or Expression.Time,
    };
}
