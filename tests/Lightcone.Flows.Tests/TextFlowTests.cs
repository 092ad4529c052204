using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests;

public sealed class TextFlowTests
{
    [Fact]
    public void A_typed_lorenz_flow_is_the_built_in_one()
    {
        TextFlow typed = TextFlow.Parse("x' = s*(y - x); y' = x*(r - z) - y; z' = x*y - b*z; s = 10; r = 28; b = 8/3");
        Lorenz built = new();
        RandomStream stream = new(1, "states");
        for (int trial = 0; trial < 50; trial++)
        {
            double[] state = [20 * stream.NextDouble(), 20 * stream.NextDouble(), 20 * stream.NextDouble()];
            AssertClose(built.DerivativeAt(state), typed.DerivativeAt(state), 1e-12);
            AssertClose(built.JacobianAt(state), typed.JacobianAt(state), 1e-12);
            Assert.Equal(built.DivergenceAt(state), typed.DivergenceAt(state), 1e-13);
        }

        // The built-in formulas are fused and the typed ones are not: roundings of 1e-15 grow by exp(0.9 x 10).
        AssertClose(Trajectory.Integrate(built, [1, 1, 20], 10).States, Trajectory.Integrate(typed, [1, 1, 20], 10).States, 1e-9);
        Assert.Equal(["x", "y", "z"], typed.Components);
        Assert.Equal([new("s", 10), new("r", 28), new("b", 8.0 / 3)], typed.Parameters);
    }

    // Every rule of differentiation, alone and nested, against finite differences.
    [Theory]
    [InlineData("x*y/(1 + y^2)")]
    [InlineData("sin(x*y) + cos(x - y)")]
    [InlineData("tan(x/4) * exp(-y^2)")]
    [InlineData("log(2 + x*x) / sqrt(3 + y)")]
    [InlineData("abs(x - 5) * tanh(x*y)")]
    [InlineData("(2 + x)^y + x^3 - y^-2 + 2^x")]
    [InlineData("-x^2 + --y - (x - y)/(x + y + 3)")]
    [InlineData("exp(sin(tanh(x*x*y)))*t + sign(x)")]
    public void Symbolic_derivatives_agree_with_finite_differences(string formula)
    {
        TextFlow flow = TextFlow.Parse($"x' = {formula}; y' = x - {formula}");
        RandomStream stream = new(2, formula);
        for (int trial = 0; trial < 30; trial++)
        {
            double[] state = [0.2 + stream.NextDouble(), 0.2 + stream.NextDouble()];
            Assert.InRange(flow.JacobianError(state, time: 0.7), 0, 1e-8);
            double[] jacobian = flow.JacobianAt(state, 0.7);
            Assert.Equal(jacobian[0] + jacobian[3], flow.DivergenceAt(state, 0.7), 1e-9);
        }
    }

    [Theory]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("6/3/2", 1)]
    [InlineData("1.5e2 + .5", 150.5)]
    [InlineData("tanh(0.5)", 0.46211715726000975)]
    [InlineData("sqrt(2)*sin(pi/4)", 1)]
    public void Formulas_have_the_usual_precedence(string formula, double value) =>
        Assert.Equal(value, TextFlow.Parse($"x' = {formula}").DerivativeAt([0])[0], 1e-14);

    /// <summary>The same with a component in it, x = 3: nothing is a number before it is evaluated.</summary>
    [Theory]
    [InlineData("5 - -x", 8)]
    [InlineData("5 + -x", 2)]
    [InlineData("-x - -x", 0)]
    [InlineData("x - (x - 1)", 1)]
    [InlineData("x^-2", 1.0 / 9)]
    [InlineData("2*x^-1 - 1/x", 1.0 / 3)]
    [InlineData("-x^2", -9)]
    [InlineData("x^0.5*sqrt(x)", 3)]
    [InlineData("-x * -x / -x", -3)]
    [InlineData("0 - x", -3)]
    public void Formulas_of_a_component_are_simplified_to_what_they_were(string formula, double value) =>
        Assert.Equal(value, TextFlow.Parse($"x' = {formula}").DerivativeAt([3])[0], 1e-14);

    [Theory]
    [InlineData("x' = 2 x", 7, "operator", "'x'", "'*'")]
    [InlineData("x' = s*(y - x); y' = 1", 5, "x, y", "'s'", "s = 1")]
    [InlineData("x' = (x + 1", 11, "')'", "the end of the text", "parenthesis")]
    [InlineData("x' = sin x", 9, "'('", "'x'", "sin(x)")]
    [InlineData("x' = 1 +", 8, "number", "the end of the text", "formula")]
    [InlineData("x' = 1; x' = 2", 8, "new name", "'x' a second time", "once")]
    [InlineData("x' = 1 $ 2", 7, "operator", "'$'", "+ - * / ^")]
    [InlineData("a = 3", 5, "equation", "none", "x' = -x")]
    [InlineData("sin' = 3", 0, "your own", "'sin'", "another name")]
    [InlineData("x'' = 3", 2, "'='", "'''", "x' = …")]
    [InlineData("a = b; b = 2; x' = a", 4, "parameters defined before", "'b'", "defined further on")]
    [InlineData("x' = y; y' = x y' = 3", 15, "operator", "'y'", "'*'")]
    public void Mistakes_are_shown_with_a_caret_at_the_place(string text, int position, string expected, string found, string advice)
    {
        FlowSyntaxException error = Assert.Throws<FlowSyntaxException>(() => TextFlow.Parse(text));
        Assert.Equal(position, error.Position);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
        string[] lines = error.Message.Split('\n');
        Assert.Equal("  " + text, lines[1]);
        Assert.Equal(new string(' ', position + 2) + "^", lines[2]);
    }

    [Fact]
    public void The_caret_stands_under_the_right_line_of_several()
    {
        FlowSyntaxException error = Assert.Throws<FlowSyntaxException>(() => TextFlow.Parse("# two wells\nx' = y\ny' = x - x^3 - d y\nd = 0.2"));
        string[] lines = error.Message.Split('\n');
        Assert.StartsWith("3:18:", lines[0], StringComparison.Ordinal);
        Assert.Equal("  y' = x - x^3 - d y", lines[1]);
        Assert.Equal(new string(' ', 2 + 17) + "^", lines[2]);
    }

    [Fact]
    public void Parameters_can_be_replaced_and_unknown_ones_are_refused()
    {
        TextFlow flow = TextFlow.Parse("x' = -a*x; a = 1; b = 2*a", [new("a", 5)]);
        Assert.Equal([new("a", 5), new("b", 10)], flow.Parameters);
        Assert.Equal(-10, flow.DerivativeAt([2])[0]);
        Assert.Contains("a, b", Assert.Throws<ArgumentException>(() => TextFlow.Parse("x' = -a*x; a = 1; b = 2", [new("c", 5)])).Message, StringComparison.Ordinal);
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * (1 + Math.Abs(expected[i])));
    }

    // Formulas are read and derived by recursion: what would leave the stack, and the process with it, is refused in words.
    [Theory]
    [InlineData("(", "x", ")")]
    [InlineData("sin(", "x", ")")]
    [InlineData("-", "x", "")]
    [InlineData("x^", "x", "")]
    [InlineData("x+", "x", "")]
    public void A_formula_too_deep_or_too_long_is_refused_at_its_place(string open, string inner, string close)
    {
        string text = "x' = " + string.Concat(Enumerable.Repeat(open, 100_000)) + inner + string.Concat(Enumerable.Repeat(close, 100_000));
        FlowSyntaxException error = Assert.Throws<FlowSyntaxException>(() => TextFlow.Parse(text));
        Assert.StartsWith("at most ", error.Expected, StringComparison.Ordinal);
        string[] lines = error.Message.Split('\n');
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 200));
        // The caret points at the same character of the excerpt as the position of the text.
        Assert.Equal(text[error.Position], lines[1][lines[2].Length - 1]);
        string few = "x' = " + string.Concat(Enumerable.Repeat(open, 90)) + inner + string.Concat(Enumerable.Repeat(close, 90));
        Assert.Equal(1, TextFlow.Parse(few).Dimension);
    }

    /// <summary>Advice must not lead to another system than the one meant.</summary>
    [Theory]
    [InlineData("y' = -y(t-1)", "A value of the past", "mackey-glass")]
    [InlineData("y' = -y(2)", "'y' is a number here, not a function", "y*(")]
    [InlineData("f = x + 0.1*y; x' = f; y' = -x", "'x' is a component, which changes", "in the equations that use it")]
    [InlineData("f = 2*t; x' = f", "The time t changes", "in the equations that use it")]
    [InlineData("x' = cosh(x)", "Write (exp(x) + exp(-x))/2 instead of cosh(x)", "found 'cosh'")]
    [InlineData("x' = ln(x)", "Write log(x) instead of ln(x)", "functions sin, cos")]
    [InlineData("x' = gamma(x)", "There is no function 'gamma'", "functions sin, cos")]
    [InlineData("k = 2*k0; k0 = 3; x' = k*x", "'k0' is defined further on", "Move its definition before this one")]
    [InlineData("k = 2*k; x' = -k*x", "'k' is defined by itself", "Give it a number")]
    [InlineData("a = b; b = a; x' = a*x", "'a' needs 'b' needs 'a': no order of the definitions helps", "Give one of them a number")]
    [InlineData("a = b; b = 2*c; c = d + b; d = 1; x' = a*x", "'b' needs 'c' needs 'b'", "no order of the definitions helps")]
    [InlineData("a = b; b = c; c = 1; x' = a*x", "'b' is defined further on", "Move its definition before this one")]
    [InlineData("x' = q*x", "add '; q = 1' for a parameter", "one of t, pi, x")]
    public void Advice_fits_what_was_meant(string text, string first, string second)
    {
        string message = Assert.Throws<FlowSyntaxException>(() => TextFlow.Parse(text)).Message;
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
        Assert.False(message.Contains("To multiply, write '*'", StringComparison.Ordinal));
    }
}
