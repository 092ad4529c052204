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
                throw new FlowSyntaxException(text, start, "an operator or ')'", "','", "Functions take one argument here: max(a, b) is (a + b + abs(a - b))/2, min(a, b) is (a + b - abs(a - b))/2, pow(a, b) is a^b; a choice is made of signs, as (1 + sign(c))/2 is 1 where c > 0; there is no mod and no atan2. Equations are parted by semicolons, and decimals have a point.");
            else if (c == '\'' && tokens is [.., { Kind: TokenKind.Mark, Text: "'" }])
                throw new FlowSyntaxException(text, start, "'='", "'''", "Write x' = … for an equation; a second derivative is two: for x'' = f write x' = v; v' = f.");
            else if ("+-*/^()='".Contains(c, StringComparison.Ordinal))
                tokens.Add(new(TokenKind.Mark, text[at++].ToString(), start));
            else
                throw new FlowSyntaxException(text, start, "a name, a number or an operator", $"'{c}'", Mark(c));
        }

        tokens.Add(new(TokenKind.End, string.Empty, text.Length));
        return tokens;
    }

    private static string Mark(char c) => c switch
    {
        '[' or ']' => "A value of the past, as x[t-1], cannot be written: a flow moves by its present state alone. The system mackey-glass shows how a delay becomes one. Parentheses are round.",
        '<' or '>' => "Comparisons are written by signs: (1 + sign(x))/2 is 1 where x > 0.",
        '%' => "There is no remainder of a division.",
        '|' => "Write abs(x) for |x|.",
        '\u2212' or '\u2013' => "Write '-' for a minus.",
        '\u00d7' or '\u00b7' or '\u22c5' => "Write '*' for a product.",
        '\u03c0' => "Write 3.141592653589793 for pi, or define a parameter.",
        '\u00b2' => "Write ^2 for a square.",
        '\u00b3' => "Write ^3 for a cube.",
        '\u2032' => "Write ' for a derivative.",
        _ when char.IsLetter(c) => "Names are made of the letters a to z, digits and '_'.",
        _ => "Use + - * / ^, parentheses, and ' for a derivative.",
    };

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
