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
                        _ => left / right,
                    };
                case Expression.WholePower p:
                    return Expression.Power(Frozen(p.Base), new Expression.Number(p.Exponent));
                case Expression.Unary { Operation: UnaryOperation.Sign } s:
                    Expression argument = Frozen(s.Of);
                    if (!places.TryGetValue(argument, out int place))
                    {
                        places.Add(argument, place = surfaces.Count);
                        surfaces.Add(argument);
                    }

                    return new Expression.Component(flow.Dimension + place);
                case Expression.Unary { Operation: UnaryOperation.Negate } u:
                    return -Frozen(u.Of);
                case Expression.Unary u:
                    return Expression.Apply(u.Operation, Frozen(u.Of));
                default:
                    return f;
            }
        }
    }
}
