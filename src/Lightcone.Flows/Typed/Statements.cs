namespace Lightcone.Flows.Typed;

/// <summary>One statement: the name on its left, whether it is a derivative, and the tokens of its formula.</summary>
internal sealed record Statement(Token Name, bool Derivative, List<Token> Formula);

/// <summary>Splits a text into statements and checks their left sides.</summary>
internal static class Statements
{
    private static readonly string[] Reserved = ["t", "pi", .. Enum.GetNames<UnaryOperation>().Select(static f => f.ToLowerInvariant())];

    public static List<Statement> Read(string text)
    {
        List<Statement> statements = [];
        List<Token> line = [];
        foreach (Token token in Lexer.Read(text))
        {
            line.Add(token);
            if (token.Kind is not (TokenKind.Separator or TokenKind.End))
                continue;
            if (line.Count > 1)
                statements.Add(One(text, line, statements));
            line = [];
        }

        if (!statements.Exists(static s => s.Derivative))
            throw new FlowSyntaxException(text, text.Length, "at least one equation", "none", "Write for instance x' = -x.");
        return statements;
    }

    private static Statement One(string text, List<Token> line, List<Statement> earlier)
    {
        Token name = line[0];
        if (name.Kind != TokenKind.Name)
            throw new FlowSyntaxException(text, name.Position, "the name of a component or a parameter", name.Found, "Begin with x' = … or with s = ….");
        if (Reserved.Contains(name.Text))
            throw new FlowSyntaxException(text, name.Position, "a name of your own", $"the reserved name '{name.Text}'", "Choose another name; t is time and pi the number.");
        if (earlier.Exists(s => s.Name.Text == name.Text))
            throw new FlowSyntaxException(text, name.Position, "a new name", $"'{name.Text}' a second time", "Define each name once.");
        bool derivative = line[1].Text == "'";
        Token equals = line[derivative ? 2 : 1];
        if (equals.Text != "=")
            throw new FlowSyntaxException(text, equals.Position, derivative ? "'='" : "' or '='", equals.Found, "Write x' = … for an equation, s = … for a parameter.");
        return new(name, derivative, line[(derivative ? 3 : 2)..]);
    }
}
