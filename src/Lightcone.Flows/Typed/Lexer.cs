namespace Lightcone.Flows.Typed;

/// <summary>Cuts a text into names, numbers and marks. A '#' begins a remark that reaches to the end of its line.</summary>
internal static class Lexer
{
    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            int start = at;
            if (c is ';' or '\n')
                tokens.Add(new(TokenKind.Separator, text[at++].ToString(), start));
            else if (char.IsWhiteSpace(c))
                at++;
            else if (c == '#')
                while (at < text.Length && text[at] != '\n')
                    at++;
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                    at++;
                tokens.Add(new(TokenKind.Name, text[start..at], start));
            }
            else if (char.IsAsciiDigit(c) || c == '.')
            {
                at = NumberEnd(text, at);
                tokens.Add(new(TokenKind.Number, text[start..at], start));
            }
            else if (c == '*' && at + 1 < text.Length && text[at + 1] == '*')
                throw new FlowSyntaxException(text, start, "an operator", "'**'", "Write '^' for a power.");
            else if (c == ',')
                throw new FlowSyntaxException(text, start, "an operator or ')'", "','", "Functions take one argument here: max(a, b) is (a + b + abs(a - b))/2, min(a, b) is (a + b - abs(a - b))/2, pow(a, b) is a^b; there is no mod and no atan2. Equations are parted by semicolons, and decimals have a point.");
            else if (c == '\'' && tokens is [.., { Kind: TokenKind.Mark, Text: "'" }])
                throw new FlowSyntaxException(text, start, "'='", "'''", "Write x' = … for an equation; a second derivative is two: for x'' = f write x' = v; v' = f.");
            else if ("+-*/^()='".Contains(c, StringComparison.Ordinal))
                tokens.Add(new(TokenKind.Mark, text[at++].ToString(), start));
            else
                throw new FlowSyntaxException(text, start, "a name, a number or an operator", $"'{c}'", "Use + - * / ^, parentheses, and ' for a derivative.");
        }

        tokens.Add(new(TokenKind.End, string.Empty, text.Length));
        return tokens;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            at++;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
                exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                at = exponent;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
            }
        }

        return at;
    }
}
