using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Typed;

/// <summary>What to do about a name that a formula may not use as it does. Advice that gives another system than the one meant is worse than none.</summary>
internal static class NameAdvice
{
    private static readonly Dictionary<string, string> Missing = new()
    {
        ["cosh"] = "(exp(x) + exp(-x))/2",
        ["sinh"] = "(exp(x) - exp(-x))/2",
        ["sech"] = "2/(exp(x) + exp(-x))",
        ["coth"] = "1/tanh(x)",
        ["cot"] = "cos(x)/sin(x)",
        ["sec"] = "1/cos(x)",
        ["csc"] = "1/sin(x)",
        ["ln"] = "log(x)",
        ["log2"] = "log(x)/log(2)",
        ["log10"] = "log(x)/log(10)",
        ["sgn"] = "sign(x)",
        ["signum"] = "sign(x)",
        ["fabs"] = "abs(x)",
        ["cbrt"] = "sign(x)*exp(log(abs(x))/3)",
        ["heaviside"] = "(1 + sign(x))/2",
        ["step"] = "(1 + sign(x))/2",
        ["max"] = "(a + b + abs(a - b))/2",
        ["min"] = "(a + b - abs(a - b))/2",
        ["pow"] = "a^b",
        ["sigmoid"] = "1/(1 + exp(-x))",
    };

    /// <summary>What these functions do not give.</summary>
    private static readonly string[] Absent = ["asin", "acos", "atan", "atan2", "arcsin", "arccos", "arctan", "asinh", "acosh", "atanh", "floor", "ceil", "ceiling", "round", "trunc", "frac", "mod", "fmod", "rem", "gamma", "erf"];

    /// <summary>A name of a number with something between parentheses after it.</summary>
    public static string Argument(string name, List<Token> tokens, int open)
    {
        bool delay = false;
        for (int at = open + 1; at < tokens.Count && tokens[at].Kind is not (TokenKind.Separator or TokenKind.End) && tokens[at].Text != ")"; at++)
            delay |= tokens[at].Text == "t";
        return delay
            ? $"A value of the past, as {name}(t - 1), cannot be written: a flow moves by its present state alone. The system mackey-glass shows how a delay becomes one; to multiply, write {name}*(…)."
            : $"'{name}' is a number here, not a function. To multiply, write {name}*(…).";
    }

    /// <summary>A name that is not known where it stands.</summary>
    /// <param name="name">The name.</param>
    /// <param name="called">Whether a parenthesis follows.</param>
    /// <param name="names">The names that are known there.</param>
    /// <param name="functions">The functions.</param>
    /// <param name="statements">All statements.</param>
    /// <param name="tokens">The formula that uses it.</param>
    public static (string Expected, string Advice) Unknown(string name, bool called, string[] names, string[] functions, IReadOnlyList<Statement> statements, List<Token> tokens)
    {
        if (statements.FirstOrDefault(each => each.Name.Text == name) is { } elsewhere)
            return elsewhere.Derivative
                ? ("numbers and parameters in the formula of a parameter", $"'{name}' is a component, which changes, and a parameter does not. Write the formula in place of the parameter's name, in the equations that use it.")
                : ("parameters defined before this one", Circle(statements.FirstOrDefault(each => ReferenceEquals(each.Formula, tokens))?.Name.Text, name, statements) ?? $"'{name}' is defined further on. Move its definition before this one.");
        if (name == "t")
            return ("numbers and parameters in the formula of a parameter", "The time t changes, and a parameter does not. Write the formula in place of the parameter's name, in the equations that use it.");
        if (!called && name is "e" or "E")
            return ("a name that is known", "The base of natural logarithms has no name here: write exp(x) for e^x, exp(1) for the number. Another number of that name is a parameter, as in '; e = 1'.");
        if (!called)
            return ($"one of {string.Join(", ", names.Concat(functions))}", $"Define it: add '; {name} = 1' for a parameter or \"; {name}' = …\" for a component.");
        string known = $"one of the functions {string.Join(", ", functions)}";
        if (Absent.Contains(name.ToLowerInvariant()))
            return (known, $"There is no function '{name}', and these do not give it: a system with it cannot be typed here. As a type in C# (IFlow) there is Floor besides, from which the others of its kind follow.");
        if (name.ToLowerInvariant() is "if" or "ifelse" or "where" or "piecewise")
            return (known, "A choice is written by signs: (1 + sign(c))/2 is 1 where c > 0 and 0 where c < 0, so that a*(1 + sign(c))/2 + b*(1 - sign(c))/2 is a or b.");
        return Missing.TryGetValue(name.ToLowerInvariant(), out string? written)
            ? (known, $"Write {written} instead of {name}({(written.Contains("(a", StringComparison.Ordinal) || written[0] == 'a' && written[1] == '^' ? "a, b" : "x")}).")
            : EditDistance.Nearest(name, functions) is { } near
            ? (known, $"There is no function '{name}'. Did you mean {near}? To multiply, write {name}*(…) and define {name}.")
            : (known, $"There is no function '{name}'; write it with these. To multiply, write {name}*(…) and define {name}.");
    }

    /// <summary>What to do where following the definitions leads back to one of them; null where it does not.</summary>
    private static string? Circle(string? user, string name, IReadOnlyList<Statement> statements)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> path = user is null ? [name] : user == name ? [] : [user, name];
        if (user == name)
            return $"'{name}' is defined by itself. Give it a number, or parameters of other names; a quantity that changes is a component, \"{name}' = …\".";
        return Follow() is { } circle ? $"{string.Join(" needs ", circle.Select(static each => $"'{each}'"))}: no order of the definitions helps. Give one of them a number." : null;

        // Depth first, through parameters alone, each of them once.
        string[]? Follow()
        {
            if (!seen.Add(path[^1]))
                return null;
            Statement? definition = statements.FirstOrDefault(each => !each.Derivative && each.Name.Text == path[^1]);
            foreach (Token token in definition?.Formula ?? [])
            {
                if (token.Kind != TokenKind.Name || !statements.Any(each => !each.Derivative && each.Name.Text == token.Text))
                    continue;
                if (path.IndexOf(token.Text) is >= 0 and var begin)
                    return [.. path.Skip(begin), token.Text];
                path.Add(token.Text);
                if (Follow() is { } found)
                    return found;
                path.RemoveAt(path.Count - 1);
            }

            return null;
        }
    }
}
