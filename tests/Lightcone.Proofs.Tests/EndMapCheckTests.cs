using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>The check of a map from starts to ends: each of its conditions fails alone somewhere, and a map with one number changed is never accepted, since each rule has one.</summary>
public sealed class EndMapCheckTests
{
    private static readonly Bimachine Zero = Map([0, 0], [0, 0], [0, 0]);
    private static readonly Bimachine Same = Map([0, 0], [0, 0], [0, 1]);

    [Fact]
    public void The_map_of_a_rule_is_accepted()
    {
        Assert.Null(Violation(8, Zero));
        Assert.Null(Violation(204, Same));
        // Rule 12 keeps a 1 behind a 0: the machine remembers the last cell.
        Assert.Null(Violation(12, Map([0, 1, 0, 1], [0, 0], [0, 1, 0, 0])));
    }

    /// <summary>What is written must not change when the rule makes a step. Under the identity rows at rest stay, and a step is seen.</summary>
    [Fact]
    public void A_map_that_notices_a_step_is_refused() => Assert.Matches("writes something else one step later for the row \\([01,]+\\)", Violation(4, Same));

    /// <summary>A row at rest must stay. One constant row for all starts notices no step.</summary>
    [Fact]
    public void A_map_that_moves_a_row_at_rest_is_refused() => Assert.Contains("moves a row at rest (1)", Violation(4, Zero), StringComparison.Ordinal);

    /// <summary>Every start must have one end: numbers out of range say none, and states that do the same, cannot be reached or are numbered otherwise are another way to write what has one way.</summary>
    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 0, 0 }, new[] { 0, 0 })]
    [InlineData(new[] { 0, -1 }, new[] { 0, 0 }, new[] { 0, 0 })]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 }, new[] { 0, 2 })]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 }, new[] { 0 })]
    [InlineData(new[] { 0 }, new[] { 0, 0 }, new[] { 0, 0 })]
    [InlineData(new int[0], new[] { 0, 0 }, new int[0])]
    [InlineData(new[] { 0, 1, 1, 0 }, new[] { 0, 0 }, new[] { 0, 0, 0, 0 })]
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 0, 0 }, new[] { 0, 0, 1, 1 })]
    [InlineData(new[] { 0, 0 }, new[] { 1, 1, 0, 1 }, new[] { 0, 0, 0, 0 })]
    public void What_is_no_smallest_pair_of_machines_is_refused(int[] first, int[] last, int[] outputs) =>
        Assert.Contains("does not belong to this rule", Violation(8, Map(first, last, outputs)), StringComparison.Ordinal);

    [Fact]
    public void States_are_numbered_in_one_way()
    {
        Bimachine machine = ElementaryVerdicts.Certify(LocalRule.Elementary(36), Boundary.Fixed()).Ends!.Bimachine;
        int states = machine.FirstStates;
        int Other(int state) => state is 0 ? 0 : states - state;
        Bimachine renamed = machine with
        {
            First = [.. Enumerable.Range(0, machine.First.Length).Select(at => Other(machine.First[(Other(at / 2) * 2) + (at % 2)]))],
            Outputs = [.. Enumerable.Range(0, machine.Outputs.Length).Select(at => machine.Outputs[(Other(at / machine.LastStates / 2) * 2 * machine.LastStates) + (at % (2 * machine.LastStates))])],
        };
        Assert.NotEqual(machine.First, renamed.First);
        Assert.True(renamed.Minimized().IsSame(machine));
        Assert.Contains("does not belong", Violation(36, renamed), StringComparison.Ordinal);
    }

    /// <summary>That an end is at rest follows from coming to rest. Of rule 51, which turns every cell round, no row is at rest and nothing else is violated: it has no certificate with such a map.</summary>
    [Fact]
    public void A_map_is_no_use_to_a_rule_that_cycles()
    {
        Assert.Null(Violation(51, Zero));
        string ends = Ends().Match(ElementaryVerdicts.Certify(LocalRule.Elementary(8), Boundary.Fixed()).ToJson()).Value;
        string text = ElementaryVerdicts.Certify(LocalRule.Elementary(51), Boundary.Fixed()).ToJson();
        Assert.DoesNotContain("\"ends\"", text, StringComparison.Ordinal);
        string forged = Forgery.Rehash(text.Replace("\"robustness\": null", $"{ends}\"robustness\": null", StringComparison.Ordinal));
        Assert.Contains("\"ends\"", forged, StringComparison.Ordinal);
        Assert.Contains("differs from the derived certificate", Assert.IsType<Refutation>(Certificate.Verify(forged)).Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_another_rule_or_boundary_is_refused()
    {
        EndMap wall = ElementaryVerdicts.Certify(LocalRule.Elementary(36), Boundary.Fixed()).Ends!;
        Assert.Contains("does not hold", Violation(4, wall.Bimachine), StringComparison.Ordinal);
        Assert.NotNull(Violation(36, wall.Bimachine, Boundary.Reflecting));
        Assert.Contains("does not belong", Violation(36, wall.Bimachine, Boundary.Periodic), StringComparison.Ordinal);
        Assert.Contains("does not belong", Violation(36, Certified("addition").Ends!.Bimachine), StringComparison.Ordinal);
    }

    /// <summary>A file keeps its map, and one without a map, such as all that were written before there were any, stays as it is.</summary>
    [Theory]
    [InlineData("parity")]
    [InlineData("addition-carry-save")]
    public void A_file_is_proved_again_with_its_map_and_without(string name)
    {
        string text = Certified(name).ToJson();
        Certificate again = Assert.IsType<Certificate>(Certificate.Verify(text));
        Assert.Equal(text, again.ToJson());
        Assert.NotNull(again.Ends);
        string without = Forgery.Rehash(Ends().Replace(text, ""));
        Certificate old = Assert.IsType<Certificate>(Certificate.Verify(without));
        Assert.Null(old.Ends);
        Assert.Equal(without, old.ToJson());
    }

    /// <summary>One number changed and the hash made right: refused, and the map that it then spells sends some start elsewhere, or is another way to write the same.</summary>
    [Fact]
    public void A_changed_number_is_refused()
    {
        Certificate[] certificates = [.. new[] { "addition-carry-save", "parity", "addition" }.Select(Certified), .. new[] { 4, 13, 36, 46, 72, 76, 78 }.Select(static number => ElementaryVerdicts.Certify(LocalRule.Elementary(number), Boundary.Fixed()))];
        RandomStream stream = new(17, "changed maps");
        int moved = 0;
        for (int i = 0; i < Round.Count(100, 200, 1000); i++)
        {
            Certificate certificate = certificates[stream.NextInt32(certificates.Length)];
            string text = certificate.ToJson();
            Match[] lists = Numbers().Matches(Ends().Match(text).Value).ToArray();
            Match list = lists[stream.NextInt32(lists.Length)];
            string[] entries = list.Groups["list"].Value.Split(", ");
            int at = stream.NextInt32(entries.Length);
            int number = int.Parse(entries[at], CultureInfo.InvariantCulture);
            // Mostly another number in range: one that another state or symbol has.
            int changed = entries.Select(static entry => int.Parse(entry, CultureInfo.InvariantCulture)).Append(number + 1).Append(number - 1).Where(other => other != number).Distinct().ToArray() is var others ? others[stream.NextInt32(others.Length)] : 0;
            entries[at] = changed.ToString(CultureInfo.InvariantCulture);
            string forged = text.Replace($"{list.Groups["name"].Value}\": [{list.Groups["list"].Value}]", $"{list.Groups["name"].Value}\": [{string.Join(", ", entries)}]", StringComparison.Ordinal);
            Assert.NotEqual(text, forged);
            Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(forged)));
            string reason = refutation.Reason.ToString();
            Assert.Matches("the end map does not (hold|belong)", reason);
            if (!reason.Contains("the end map does not hold", StringComparison.Ordinal))
                continue;
            moved++;
            Bimachine right = certificate.Ends!.Bimachine;
            Assert.True(Differs(right, list.Groups["name"].Value switch
            {
                "first" => right with { First = right.First.SetItem(at, changed) },
                "last" => right with { Last = right.Last.SetItem(at, changed) },
                _ => right with { Outputs = right.Outputs.SetItem(at, changed) },
            }));
        }

        Assert.InRange(moved, 30, 1000);
    }

    /// <summary>Whether two maps write something else for some word of up to nine letters (five where there are many).</summary>
    private static bool Differs(Bimachine one, Bimachine other)
    {
        for (int n = 1; n <= (one.Letters > 3 ? 5 : 9); n++)
            for (int number = 0; number < Math.Pow(one.Letters, n); number++)
            {
                int[] word = [.. BruteForce.Digits(number, one.Letters, n)];
                if (!one.Run(word).SequenceEqual(other.Run(word)))
                    return true;
            }

        return false;
    }

    private static Bimachine Map(int[] first, int[] last, int[] outputs) => new(2, 2, [.. first], [.. last], [.. outputs]);

    private static string? Violation(int number, Bimachine machine, Boundary? boundary = null)
    {
        LocalRule rule = LocalRule.Elementary(number);
        EndMap? map = EndMapCheck.Run(rule, boundary ?? Boundary.Fixed(), machine, out string? violation);
        Assert.Equal(violation is null, map is not null);
        return violation;
    }

    private static Certificate Certified(string name) => Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(TaskCatalog.Find(name)), TaskCatalog.Find(name)));

    private static Regex Ends() => new("\"ends\": \\{[^{}]*\\},\\s*");

    private static Regex Numbers() => new("\"(?<name>first|last|outputs)\": \\[(?<list>[-0-9, ]+)\\]");
}
