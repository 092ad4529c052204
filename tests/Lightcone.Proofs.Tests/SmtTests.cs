using System.Globalization;
using System.Text;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;

namespace Lightcone.Proofs.Tests;

/// <summary>
/// The finite check of each kind of certificate, written out as SMT-LIB from the certificate's own numbers and the rule's table alone: z3 must find no window on which it fails. A script that breaks one number shows that it would find one.
/// </summary>
public sealed class SmtTests
{
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Another_program_finds_no_window_on_which_a_certificate_fails()
    {
        Dictionary<string, int> asked = [];
        StringBuilder script = new();
        foreach ((int number, string boundary, Certificate certificate) in ElementaryVerdicts.All)
        {
            // The windows below are those of a cell and both its neighbors; a rule that reads fewer has narrower ones.
            if (!IsAsked(number, boundary) || certificate.Essential.StateOffsets.Length < 3 || Script(number, boundary, certificate.Convergence.Argument) is not { } question)
                continue;
            script.Append("(push)\n").Append(question).Append("(check-sat)\n(pop)\n");
            string kind = certificate.Convergence.Argument.GetType().Name;
            asked[kind] = asked.GetValueOrDefault(kind) + 1;
        }

        string[] answers = Ask(script);
        Assert.Equal(asked.Values.Sum(), answers.Length);
        Assert.All(answers, static answer => Assert.Equal("unsat", answer));
        Assert.Equal([nameof(ConvergenceArgument.BoundedTime), nameof(ConvergenceArgument.Chain), nameof(ConvergenceArgument.Induction), nameof(ConvergenceArgument.Potential)], asked.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(asked.Values.Sum(), Round.Count(20, 40, 150), Round.Count(80, 190, 385));

        // All of them in the round of everything; else a part that no symmetry of rules prefers.
        static bool IsAsked(int number, string boundary) => ((number * 7) + boundary.Length + boundary[^1]) % Round.Count(5, 3, 1) == 0;
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void It_finds_one_where_a_number_is_wrong()
    {
        ConvergenceArgument.Induction induction = Assert.IsType<ConvergenceArgument.Induction>(ElementaryVerdicts.Certify(LocalRule.Elementary(2), Boundary.Reflecting).Convergence.Argument);
        WallInduction flat = new(induction.Value.IsFromRight, induction.Value.Block, [.. induction.Value.Ranks.Select(static _ => 0L)], induction.Value.Bounds, induction.Value.Denominator);
        StringBuilder script = new();
        script.Append("(push)\n").Append(Script(2, "reflecting", induction)).Append("(check-sat)\n(pop)\n");
        script.Append("(push)\n").Append(Script(2, "reflecting", induction with { Value = flat })).Append("(check-sat)\n(pop)\n");
        ConvergenceArgument.Chain chain = Assert.IsType<ConvergenceArgument.Chain>(ElementaryVerdicts.Certify(LocalRule.Elementary(184), Boundary.Fixed()).Convergence.Argument);
        CausalChain steeper = new(chain.Value.IsFromRight, chain.Value.Width, chain.Value.Left, chain.Value.Right, chain.Value.LeftFlux, chain.Value.RightFlux, chain.Value.Around, chain.Value.Decrease + 1, chain.Value.Most, chain.Value.Least);
        CausalChain heavier = new(chain.Value.IsFromRight, chain.Value.Width, chain.Value.Left.SetItem(1, chain.Value.Left[1] + 9), chain.Value.Right, chain.Value.LeftFlux, chain.Value.RightFlux, chain.Value.Around, chain.Value.Decrease, chain.Value.Most, chain.Value.Least);
        foreach (CausalChain value in (CausalChain[])[chain.Value, steeper, heavier])
            script.Append("(push)\n").Append(Script(184, "fixed:0", chain with { Value = value })).Append("(check-sat)\n(pop)\n");
        LocalRule traffic = LocalRule.Elementary(184);
        foreach (OneWayCurrent value in (OneWayCurrent[])[OneWayCurrentSearch.Run(EdgedRow.Of(traffic, EssentialInputs.Of(traffic), Boundary.Reflecting)!)!, new([1, 1])])
            script.Append("(push)\n").Append(Script(184, "reflecting", new ConvergenceArgument.Current(value, true, true, 0, StepBound.Constant(0)))).Append("(check-sat)\n(pop)\n");
        script.Append("(push)\n").Append(Script(110, "periodic", new ConvergenceArgument.BoundedTime(1, false, 0))).Append("(check-sat)\n(pop)\n");
        Assert.Equal(["unsat", "sat", "unsat", "sat", "sat", "unsat", "sat", "sat"], Ask(script));
    }

    /// <summary>What z3 answers to each question of a script.</summary>
    public static string[] Ask(StringBuilder script)
    {
        OutsideJudge.Z3.Require();
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "checks.smt2"), script.ToString());
        return OutsideJudge.Z3.Run(folder.Path, "checks.smt2").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>"Some window breaks the argument"; null for arguments without numbers.</summary>
    private static string? Script(int number, string boundary, ConvergenceArgument argument) => argument switch
    {
        ConvergenceArgument.Potential potential => Rule(number, boundary) + Potential(potential.Value, boundary == "periodic" ? 2 : 3),
        ConvergenceArgument.Induction induction => Rule(number, boundary) + Induction(induction.Value, number, boundary),
        ConvergenceArgument.Chain chain => Rule(number, boundary) + Chain(chain.Value),
        ConvergenceArgument.BoundedTime bounded => Rule(number, boundary) + BoundedTime(bounded.Steps, boundary == "periodic" ? 2 : 3),
        ConvergenceArgument.Current current => Rule(number, boundary) + Current(current.Value, boundary),
        _ => null,
    };

    /// <summary>Symbols are 0, 1 and, beyond an end, 2. <c>next</c> is the rule with what walls or mirrors make of it.</summary>
    private static string Rule(int number, string boundary)
    {
        string outside = boundary switch { "fixed:0" => "0", "fixed:1" => "1", _ => "c" };
        StringBuilder table = new();
        for (int window = 0; window < 8; window++)
            table.Append(CultureInfo.InvariantCulture, $"(ite (and (= l {window >> 2}) (= c {(window >> 1) & 1}) (= r {window & 1})) {(number >> window) & 1} ");
        return $"(define-fun table ((l Int) (c Int) (r Int)) Int {table}2{new string(')', 8)})\n"
            + $"(define-fun next ((l Int) (c Int) (r Int)) Int (ite (= c 2) 2 (table (ite (= l 2) {outside} l) c (ite (= r 2) {outside} r))))\n";
    }

    private static string Potential(BlockPotential claim, int symbols)
    {
        int width = claim.Width;
        string[] cells = Cells(width + 2);
        string[] after = [.. Enumerable.Range(1, width).Select(i => $"(next x{i - 1} x{i} x{i + 1})")];
        string loss = $"(+ {Entry("phi", cells[1..^1], symbols)} (- {Entry("phi", after, symbols)}) {Entry("flux", cells[..^1], symbols)} (- {Entry("flux", cells[1..], symbols)}))";
        return Table("phi", claim.Potential) + Table("flux", claim.Flux) + Row(cells, symbols)
            + $"(assert (not (>= {loss} (ite (= {after[0]} x1) 0 {claim.Decrease}))))\n";
    }

    private static string BoundedTime(int steps, int symbols)
    {
        string[] cells = Cells((2 * steps) + 3);
        StringBuilder script = new(Row(cells, symbols));
        string[] now = cells;
        for (int step = 0; step <= steps; step++)
        {
            string[] then = [.. Enumerable.Range(1, now.Length - 2).Select(i => $"y{step}_{i}")];
            for (int i = 0; i < then.Length; i++)
                script.Append($"(define-fun {then[i]} () Int (next {now[i]} {now[i + 1]} {now[i + 2]}))\n");
            if (step == steps)
                script.Append($"(assert (not (= {then[0]} {now[1]})))\n");
            now = then;
        }

        return script.ToString();
    }

    /// <summary>Behind each context, whatever stands behind the block: no rank grows, it falls where the first cell changes, and where it stays the context one cell further on is one of those listed.</summary>
    private static string Induction(WallInduction claim, int number, string boundary)
    {
        int blocks = 1 << claim.Block;
        string[] cells = Cells(claim.Block + 1);
        StringBuilder script = new(Table("rank", claim.Ranks));
        foreach (string cell in cells)
            script.Append($"(declare-const {cell} Int)\n(assert (or (= {cell} 0) (= {cell} 1)))\n");
        script.Append("(declare-const a Int)\n(declare-const b Int)\n");
        // The contexts, each a pair of symbols, the one nearer to the end first: what a block can keep is the next one's.
        List<(int Far, int Near)> contexts = [(2, 2)];
        for (int place = 0; place < contexts.Count; place++)
        {
            (int far, int near) = contexts[place];
            foreach (int symbol in (int[])[0, 1])
                if (Keeps(place, far, near, symbol) && !contexts.Contains((near, symbol)))
                    contexts.Add((near, symbol));
        }

        Assert.Equal(contexts.Count * blocks, claim.Ranks.Length);
        string known = string.Concat(contexts.Select(static context => string.Create(CultureInfo.InvariantCulture, $"(and (= a {context.Far}) (= b {context.Near})) ")));
        string Next(string left, string own, string right) => claim.IsFromRight ? $"(next {right} {own} {left})" : $"(next {left} {own} {right})";
        string[] line = ["b", .. cells];
        string[] after = [.. Enumerable.Range(0, claim.Block).Select(i => Next(line[i], line[i + 1], line[i + 2]))];
        string place0 = "(ite (and (= a 2) (= b 2)) 0 " + string.Concat(contexts.Skip(1).Select((context, i) => string.Create(CultureInfo.InvariantCulture, $"(ite (and (= a {context.Far}) (= b {context.Near})) {i + 1} "))) + "(- 1)" + new string(')', contexts.Count);
        string Rank(string[] block) => $"(rank (+ (* place {blocks}) {Number(block, 2)}))";
        string Rests(string first) => $"(= {Next("a", "b", first)} b)";
        script.Append($"(define-fun place () Int {place0})\n(assert (or {known}false))\n");
        script.Append($"(define-fun before () Int {Rank(cells[..^1])})\n(define-fun later () Int {Rank(after)})\n(define-fun leading () Int {after[0]})\n");
        string listed = string.Concat(contexts.Select(static context => string.Create(CultureInfo.InvariantCulture, $"(and (= b {context.Far}) (= x0 {context.Near})) ")));
        script.Append($"(assert {Rests("x0")})\n(assert {Rests("leading")})\n");
        script.Append($"(assert (or (> later before) (and (not (= leading x0)) (>= later before)) (and (= later before) (not (or {listed}false)))))\n");
        return script.ToString();

        bool Keeps(int place, int far, int near, int symbol) => Enumerable.Range(0, blocks).Any(block => block / (blocks / 2) == symbol && Plain(far, near, symbol) == near
            && ((int[])[0, 1]).Any(free => After(near, block, free) is var other && other / (blocks / 2) == symbol && claim.Ranks[(place * blocks) + other] == claim.Ranks[(place * blocks) + block]));

        int After(int near, int block, int free)
        {
            int[] all = [near, .. Enumerable.Range(0, claim.Block).Select(i => (block >> (claim.Block - 1 - i)) & 1), free];
            return Enumerable.Range(1, claim.Block).Aggregate(0, (sum, i) => (2 * sum) + Plain(all[i - 1], all[i], all[i + 1]));
        }

        int Plain(int left, int own, int right)
        {
            if (own == 2)
                return 2;
            int outside = boundary switch { "fixed:0" => 0, "fixed:1" => 1, _ => own };
            (left, right) = (left == 2 ? outside : left, right == 2 ? outside : right);
            return (number >> (claim.IsFromRight ? (4 * right) + (2 * own) + left : (4 * left) + (2 * own) + right)) & 1;
        }
    }

    /// <summary>A window that counts more after a step, or a change none of whose causes is heavier by the decrease.</summary>
    private static string Chain(CausalChain claim)
    {
        int width = claim.Width;
        string[] block = [.. Enumerable.Range(0, width + 2).Select(static i => $"z{i}")];
        string[] later = [.. Enumerable.Range(1, width).Select(i => Next(block, i))];
        string[] cells = Cells(5);
        string[] after = [.. Enumerable.Range(1, 3).Select(i => Next(cells, i))];
        StringBuilder script = new(Table("left", claim.Left) + Table("right", claim.Right) + Table("leftFlux", claim.LeftFlux) + Table("rightFlux", claim.RightFlux) + Table("around", claim.Around) + Row(block, 3) + Row(cells, 3));
        script.Append($"(define-fun y1 () Int {after[0]})\n(define-fun y2 () Int {after[1]})\n(define-fun y3 () Int {after[2]})\n");
        string passed = $"(+ {Entry("leftFlux", cells[1..(width + 2)], 3)} (- {Entry("rightFlux", cells[1..(width + 2)], 3)}) (- {Entry("around", ["y1", "y2", "y3"], 3)}))";
        string Weighs(int place, string between) => $"(and (not (= y{place} x{place})) (>= (+ {passed} {Entry("around", cells[(place - 1)..(place + 2)], 3)} {between}) {claim.Decrease}))";
        string Difference(int place) => $"(- {Entry("left", cells[place..(place + width)], 3)} {Entry("right", cells[place..(place + width)], 3)})";
        string change = $"(and (not (= x2 2)) (not (= {Next(["", "y1", "y2", "y3"], 2)} y2)) (not (or {Weighs(1, $"(- {Difference(1)})")} {Weighs(2, "0")} {Weighs(3, Difference(2))})))";
        return script.Append($"(assert (or {Grows("left")} {Grows("right")} {change}))\n").ToString();

        string Next(string[] line, int at) => claim.IsFromRight ? $"(next {line[at + 1]} {line[at]} {line[at - 1]})" : $"(next {line[at - 1]} {line[at]} {line[at + 1]})";

        string Grows(string side) => $"(< (+ {Entry(side, block[1..^1], 3)} (- {Entry(side, later, 3)}) {Entry($"{side}Flux", block[..^1], 3)} (- {Entry($"{side}Flux", block[1..], 3)})) 0)";
    }

    private static string Current(OneWayCurrent claim, string boundary)
    {
        // What passes the cut between l and r in one step, to the right: what the cells on its left lose, on a row of zeros but for these.
        Assert.Equal("reflecting", boundary);
        string value = Table("value", claim.Values);
        string passing = "(define-fun passing ((l Int) (r Int)) Int (- (+ (value 0) (value l)) (+ (value (next 0 0 l)) (value (next 0 l r)))))\n";
        string window = Row(["x0", "x1", "x2"], 2);
        string balance = "(= (- (value (next x0 x1 x2)) (value x1)) (- (passing x0 x1) (passing x1 x2)))";
        string ends = "(and (= (passing x1 x1) 0))";
        string OneWay(string sign) => $"(and (>= (* {sign} (passing x0 x1)) 0) (=> (not (= (next x0 x1 x2) x1)) (> (* {sign} (+ (passing x0 x1) (passing x1 x2))) 0)))";
        // It moves to one side: the side is the sign of what passes from 1 to 0 or from 0 to 1.
        string sign = "(ite (< (+ (passing 0 1) (passing 1 0)) 0) (- 1) 1)";
        return value + passing + window + $"(assert (not (and {balance} {ends} {OneWay(sign)})))\n";
    }

    private static string[] Cells(int count) => [.. Enumerable.Range(0, count).Select(static i => $"x{i}")];

    /// <summary>Declares the symbols of a window that a ring or row can show.</summary>
    private static string Row(string[] cells, int symbols)
    {
        StringBuilder script = new();
        foreach (string cell in cells)
            script.Append(CultureInfo.InvariantCulture, $"(declare-const {cell} Int)\n(assert (and (>= {cell} 0) (< {cell} {symbols})))\n");
        if (symbols == 2)
            return script.ToString();
        script.Append($"(assert (or {string.Concat(cells.Select(static cell => $"(not (= {cell} 2)) "))}))\n");
        // After a cell and an end there is no cell.
        for (int i = 0; i < cells.Length; i++)
            for (int j = i + 2; j < cells.Length; j++)
                script.Append($"(assert (not (and (not (= {cells[i]} 2)) (= {cells[i + 1]} 2) (not (= {cells[j]} 2)))))\n");
        return script.ToString();
    }

    private static string Entry(string table, string[] digits, int symbols) => $"({table} {Number(digits, symbols)})";

    private static string Number(string[] digits, int symbols) => digits.Skip(1).Aggregate(digits[0], (sum, digit) => $"(+ (* {symbols} {sum}) {digit})");

    private static string Table(string name, IEnumerable<long> values)
    {
        long[] all = [.. values];
        StringBuilder body = new();
        for (int i = 0; i < all.Length; i++)
            if (all[i] != 0)
                body.Append(CultureInfo.InvariantCulture, $"(ite (= i {i}) {(all[i] < 0 ? $"(- {-all[i]})" : $"{all[i]}")} ");
        return $"(define-fun {name} ((i Int)) Int {body}0{new string(')', all.Count(static value => value != 0))})\n";
    }
}
