using System.Globalization;

namespace Lightcone.Flows.Typed;

/// <summary>
/// Recursive descent. statements: <c>name' = formula</c> or <c>name = constant</c>, separated by ';' or line ends.
/// formula: sum of products of signed powers; '^' binds tightest, to the right, and -x^2 is -(x^2).
/// </summary>
internal sealed class FlowParser(string text, List<Token> tokens, IReadOnlyDictionary<string, Expression> names, IReadOnlyList<Statement> statements)
{
    /// <summary>Formulas are read, derived and evaluated by recursion: deeper ones than anybody writes would leave the stack instead of giving a message.</summary>
    private const int MostNested = 200;

    private const int MostOperations = 5_000;

    private static readonly string[] Functions = [.. Enum.GetValues<UnaryOperation>().Where(static f => f != UnaryOperation.Negate).Select(static f => f.ToString().ToLowerInvariant())];
    private int at;
    private int depth;
    private int operations;

    /// <summary>Reads a formula that must reach to the end of its tokens.</summary>
    public Expression Whole()
    {
        Expression formula = Sum();
        Token next = tokens[at];
        if (next.Kind is not (TokenKind.End or TokenKind.Separator))
        {
            string advice = next.Text switch { "=" => "Separate two equations by ';'.", ")" => "There is one ')' too many.", _ => "To multiply, write '*'." };
            throw Error(next, "an operator or the end of the statement", advice);
        }

        return formula;
    }

    private Expression Sum()
    {
        Expression sum = Product();
        while (true)
        {
            if (Take("+"))
                sum += Product();
            else if (Take("-"))
                sum -= Product();
            else
                return sum;
        }
    }

    private Expression Product()
    {
        Expression product = Signed();
        while (true)
        {
            if (Take("*"))
                product *= Signed();
            else if (Take("/"))
                product /= Signed();
            else
                return product;
        }
    }

    private Expression Signed()
    {
        // Parentheses, arguments, exponents and signs all pass through here.
        Token token = tokens[at];
        if (++depth > MostNested)
            throw new FlowSyntaxException(text, token.Position, $"at most {MostNested} levels of parentheses, exponents and signs", "one more", "Give a part of the formula a component or parameter of its own.");
        Expression signed = Take("-") ? -Signed() : Take("+") ? Signed() : Power();
        depth--;
        return signed;
    }

    private Expression Power()
    {
        Expression raised = Atom();
        return Take("^") ? Expression.Power(raised, Signed()) : raised;
    }

    private Expression Atom()
    {
        Token token = tokens[at];
        if (token.Kind == TokenKind.Number)
        {
            at++;
            if (!double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
                throw Error(token, "a number", "Write numbers as 2, 0.5 or 1e-3.");
            return new Expression.Number(value);
        }

        if (Take("("))
        {
            Expression inner = Sum();
            Close(token);
            return inner;
        }

        if (token.Kind != TokenKind.Name)
            throw Error(token, "a number, a name or '('", "Complete the formula here.");
        at++;
        if (names.TryGetValue(token.Text, out Expression? named))
            return tokens[at].Text != "(" ? named : throw Error(tokens[at], $"an operator after '{token.Text}'", NameAdvice.Argument(token.Text, tokens, at));
        int function = Array.IndexOf(Functions, token.Text);
        if (function < 0)
        {
            (string expected, string advice) = NameAdvice.Unknown(token.Text, tokens[at].Text == "(", [.. names.Keys], Functions, statements, tokens);
            throw Error(token, expected, advice);
        }

        Token open = tokens[at];
        if (!Take("("))
            throw Error(open, $"'(' after the function {token.Text}", $"Write {token.Text}(x).");
        Expression argument = Sum();
        Close(open);
        return Expression.Apply((UnaryOperation)(function + 1), argument);
    }

    private void Close(Token open)
    {
        if (!Take(")"))
            throw Error(tokens[at], $"')' for the '(' at column {open.Position + 1}", "Close the parenthesis.");
    }

    private bool Take(string mark)
    {
        if (tokens[at].Kind != TokenKind.Mark || tokens[at].Text != mark)
            return false;
        if (++operations > MostOperations)
            throw new FlowSyntaxException(text, tokens[at].Position, $"at most {MostOperations:N0} operators and parentheses in a formula", "one more", "Shorten the formula, or write the flow as a value type (IFlow).");
        at++;
        return true;
    }

    private FlowSyntaxException Error(Token token, string expected, string advice) => new(text, token.Position, expected, token.Found, advice);
}
