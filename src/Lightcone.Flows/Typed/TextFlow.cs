using System.Collections.Immutable;

namespace Lightcone.Flows.Typed;

/// <summary>
/// A flow typed as text, for instance <c>x' = s*(y - x); y' = x*(r - z) - y; z' = x*y - b*z; s = 10; r = 28; b = 8/3</c>.
/// Its Jacobian and divergence are derived symbolically, so every measure of this library works on it.
/// </summary>
/// <remarks>
/// <para>Statements are separated by ';' or line ends; '#' begins a remark. <c>name' = formula</c> defines a component, <c>name = formula</c> a parameter, whose formula may use numbers and
/// parameters defined before it. Formulas know + - * / ^, parentheses, the time <c>t</c>, <c>pi</c>, and sin, cos, tan, exp, log, sqrt, abs, sign, tanh.
/// Components come in the order of their equations.</para>
/// <para>A power with a whole exponent up to 64 multiplies; any other is exp(b log a) and needs a positive base.</para>
/// </remarks>
public sealed class TextFlow : IFlow
{
    private TextFlow(string text, FlowProgram program, JumpProgram? jumps) => (Text, Program, Jumps) = (text, program, jumps);

    /// <summary>The text the flow was parsed from.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public string Name => Program.Name;

    /// <inheritdoc/>
    public int Dimension => Program.Dimension;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => Program.Parameters;

    /// <inheritdoc/>
    public ImmutableArray<string> Components => Program.Components;

    internal FlowProgram Program { get; }

    /// <summary>The flow between its jumps, and where they are; null when it has none.</summary>
    internal JumpProgram? Jumps { get; }

    /// <summary>Whether the flow jumps somewhere: it has a sign(...) of something that changes, or a quotient with an abs(...).</summary>
    public bool Jumping => Jumps is not null;

    /// <summary>Understands a flow.</summary>
    /// <param name="text">The equations and parameters.</param>
    /// <param name="overrides">Values that replace those of parameters in the text.</param>
    /// <exception cref="FlowSyntaxException">The text is not a flow; the message shows the place.</exception>
    /// <exception cref="ArgumentException">An override names no parameter of the text, or its value is not finite.</exception>
    public static TextFlow Parse(string text, params ReadOnlySpan<Parameter> overrides)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Statement> statements = Statements.Read(text);
        Dictionary<string, Expression> names = new() { ["t"] = new Expression.Time(), ["pi"] = new Expression.Number(Math.PI) };
        Statement[] equations = [.. statements.Where(static s => s.Derivative)];
        Dictionary<string, double> replaced = Check(overrides, statements);
        List<Parameter> parameters = [];
        Dictionary<string, Expression> constants = new() { ["pi"] = new Expression.Number(Math.PI) };
        foreach (Statement statement in statements.Where(static s => !s.Derivative))
        {
            // The formula is read even when its value is replaced: a text with a mistake stays a mistake.
            double own = ((Expression.Number)new FlowParser(text, statement.Formula, constants, statements).Whole()).Value;
            double value = replaced.GetValueOrDefault(statement.Name.Text, own);
            if (!double.IsFinite(value))
                throw new FlowSyntaxException(text, statement.Name.Position, "a finite value", $"{value}", "Give the parameter a finite value.");
            parameters.Add(new(statement.Name.Text, value));
            constants[statement.Name.Text] = names[statement.Name.Text] = new Expression.Number(value);
        }

        for (int i = 0; i < equations.Length; i++)
            names[equations[i].Name.Text] = new Expression.Component(i);
        Expression[] formulas = [.. equations.Select(e => new FlowParser(text, e.Formula, names, statements).Whole())];
        int n = formulas.Length;
        Expression divergence = Expression.Zero;
        for (int i = 0; i < n; i++)
            divergence += formulas[i].By(i);
        Tape jacobian = new(formulas.SelectMany(f => Enumerable.Range(0, n).Select(j => f.By(j))));
        FlowProgram program = new("text", [.. equations.Select(static e => e.Name.Text)], [.. parameters], new Tape(formulas), jacobian, new Tape([divergence]));
        return new(text, program, JumpProgram.Of(program, formulas));
    }

    /// <inheritdoc/>
    void IFlow.Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative) => ((IFlow)Program).Derivative(time, state, derivative);

    /// <inheritdoc/>
    void IFlow.Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian) => ((IFlow)Program).Jacobian(time, state, jacobian);

    /// <inheritdoc/>
    T IFlow.Divergence<T>(double time, ReadOnlySpan<T> state) => ((IFlow)Program).Divergence(time, state);

    private static Dictionary<string, double> Check(ReadOnlySpan<Parameter> overrides, List<Statement> statements)
    {
        string[] known = [.. statements.Where(static s => !s.Derivative).Select(static s => s.Name.Text)];
        Dictionary<string, double> replaced = [];
        foreach (Parameter parameter in overrides)
        {
            if (!known.Contains(parameter.Name))
                throw new ArgumentException($"The flow has no parameter '{parameter.Name}'. It has {(known.Length == 0 ? "none" : string.Join(", ", known))}.", nameof(overrides));
            if (!double.IsFinite(parameter.Value))
                throw new ArgumentException($"{parameter} is not a finite number.", nameof(overrides));
            replaced[parameter.Name] = parameter.Value;
        }

        return replaced;
    }
}
