using System.Globalization;
using System.Text;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Tests;

/// <summary>
/// Maps from starts to ends before an outside judge: rule and machines as facts, and as rules of Datalog what beginnings and endings of rows lead to, written from the definition alone. z3 must derive no row, of any length, for which something else is written one step later or which is at rest and moved.
/// A map with one number changed shows that it would.
/// </summary>
public sealed class EndMapSmtTests
{
    private const int End = 2;

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Another_program_derives_no_row_on_which_a_map_fails()
    {
        StringBuilder script = new();
        int asked = 0;
        foreach ((int number, string boundary, Certificate certificate) in ElementaryVerdicts.All)
            if (certificate.Ends is { } ends && (number + boundary.Length) % Round.Count(5, 3, 1) == 0)
            {
                script.Append(Script(number, boundary, ends, ends.Outputs, ends.First));
                asked++;
            }

        string[] answers = SmtTests.Ask(script);
        Assert.InRange(asked, Round.Count(30, 60, 283), 283);
        Assert.Equal(asked, answers.Length);
        Assert.All(answers, static answer => Assert.Equal("unsat", answer));
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void It_derives_one_where_a_number_is_wrong()
    {
        StringBuilder script = new();
        foreach ((int number, string boundary) in ((int, string)[])[(46, "fixed:0"), (36, "reflecting"), (13, "fixed:1")])
        {
            EndMap ends = ElementaryVerdicts.Certify(LocalRule.Elementary(number), Boundary.Parse(boundary, Alphabet.Binary)).Ends!;
            script.Append(Script(number, boundary, ends, ends.Outputs, ends.First));
            script.Append(Script(number, boundary, ends, ends.Outputs.SetItem(0, 1 - ends.Outputs[0]), ends.First));
            script.Append(Script(number, boundary, ends, ends.Outputs, ends.First.SetItem(1, 0)));
        }

        Assert.Equal(["unsat", "sat", "sat", "unsat", "sat", "sat", "unsat", "sat", "sat"], SmtTests.Ask(script));
    }

    /// <summary>Symbols are 0, 1 and, beyond an end, 2. A cut is written by the symbols on both sides.</summary>
    private static string Script(int number, string boundary, EndMap ends, IReadOnlyList<int> outputs, IReadOnlyList<int> first)
    {
        StringBuilder script = new("(reset)\n(define-sort S () (_ BitVec 6))\n");
        foreach (string variable in "l c r n s t u v p q w z o e".Split(' '))
            script.Append($"(declare-var {variable} S)\n");
        foreach ((string relation, int places) in new[] { ("next", 4), ("first", 3), ("last", 3), ("out", 4), ("begin", 4), ("end", 4), ("restBegin", 3), ("restEnd", 3), ("differ", 2), ("wrong", 0) })
            script.Append($"(declare-rel {relation} ({string.Join(' ', Enumerable.Repeat("S", places))}))\n");

        int Seen(int symbol, int own) => symbol < End ? symbol : boundary switch { "fixed:0" => 0, "fixed:1" => 1, _ => own };
        for (int window = 0; window < 27; window++)
            if (window / 3 % 3 is var own && own < End)
                Fact("next", window / 9, own, window % 3, (number >> ((4 * Seen(window / 9, own)) + (2 * own) + Seen(window % 3, own))) & 1);
        for (int at = 0; at < first.Count; at++)
            Fact("first", at / 2, at % 2, first[at]);
        for (int at = 0; at < ends.Last.Length; at++)
            Fact("last", at / 2, at % 2, ends.Last[at]);
        for (int at = 0; at < outputs.Count; at++)
            Fact("out", at / ends.LastStates / 2, at / ends.LastStates % 2, at % ends.LastStates, outputs[at]);
        for (int symbol = 0; symbol < 2; symbol++)
        {
            Fact("differ", symbol, 1 - symbol);
            Fact("begin", End, symbol, 0, 0);
            Fact("end", symbol, End, 0, 0);
            Fact("restBegin", End, symbol, 0);
            Fact("restEnd", symbol, End, 0);
        }

        // Where a beginning leads on a row (s) and on the next row (t), one cell further; where an ending leads (p, q), one cell less far.
        Rule("(begin c r u v)", "(begin l c s t) (next l c r n) (first s c u) (first t n v)");
        Rule("(end l c w z)", "(end c r p q) (next l c r n) (last p c w) (last q n z)");
        Rule("(restBegin c r u)", "(restBegin l c s) (next l c r c) (first s c u)");
        Rule("(restEnd l c w)", "(restEnd c r p) (next l c r c) (last p c w)");
        Rule("wrong", "(begin l c s t) (next l c r n) (end c r p q) (out s c p o) (out t n q e) (differ o e)");
        Rule("wrong", "(restBegin l c s) (next l c r c) (restEnd c r p) (out s c p o) (differ o c)");
        return script.Append("(query wrong)\n").ToString();

        void Fact(string relation, params int[] numbers) => script.Append($"(rule ({relation} {string.Join(' ', numbers.Select(static each => string.Create(CultureInfo.InvariantCulture, $"(_ bv{each} 6)")))}))\n");

        void Rule(string head, string body) => script.Append($"(rule (=> (and {body}) {head}))\n");
    }
}
