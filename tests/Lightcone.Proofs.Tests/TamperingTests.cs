using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Tests;

/// <summary>Certificates in which one number of the argument for coming to rest was changed, with a right hash: each is refused, or what it then says is true.</summary>
public sealed partial class TamperingTests
{
    private static readonly (int Number, string Boundary)[] Subjects =
    [
        (78, "periodic"), (128, "periodic"), (200, "periodic"), (2, "fixed:0"), (6, "fixed:0"), (142, "fixed:1"), (184, "fixed:0"), (12, "fixed:0"), (77, "fixed:1"), (232, "fixed:1"),
        (2, "reflecting"), (46, "reflecting"), (154, "reflecting"), (160, "reflecting"), (170, "reflecting"), (184, "reflecting"), (204, "reflecting"), (4, "periodic"), (110, "periodic"), (90, "fixed:0"),
    ];

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void One_changed_number_is_refused_or_the_certificate_is_still_true()
    {
        string[] texts = [.. Subjects.Select(static subject => ElementaryVerdicts.Certify(LocalRule.Elementary(subject.Number), Boundary.Parse(subject.Boundary, Alphabet.Binary)).ToJson())];
        int refused = 0;
        int held = 0;
        HashSet<string> kinds = [];
        for (ulong seed = 0; seed < (ulong)Round.Count(200, 1000, 5000); seed++)
        {
            RandomStream stream = new(seed, "tampering");
            string text = texts[stream.NextInt32(texts.Length)];
            Match argument = Argument().Match(text);
            Match[] numbers = Number().Matches(argument.Groups["body"].Value).ToArray();
            Match number = numbers[stream.NextInt32(numbers.Length)];
            long other = long.Parse(number.ValueSpan, CultureInfo.InvariantCulture) + (stream.NextInt32(4) switch { 0 => 1, 1 => -1, 2 => 2, _ => 1 + stream.NextInt32(1000) });
            int at = argument.Groups["body"].Index + number.Index;
            string changed = Forgery.Rehash(text.Remove(at, number.Length).Insert(at, other.ToString(CultureInfo.InvariantCulture)));
            Assert.NotEqual(text, changed);
            Verdict? verdict = Verified(changed);
            if (verdict is not Certificate certificate)
            {
                refused++;
                continue;
            }

            held++;
            kinds.Add(certificate.Convergence.Argument.GetType().Name);
            Assert.Equal(changed, certificate.ToJson());
            for (int n = 1; n <= 10 && certificate.Convergence.Status == ProofStatus.Proved; n++)
                Assert.True(BruteForce.MostSteps(certificate.Rule, certificate.Automaton.Boundary, n) is { } steps && steps <= certificate.Convergence.StepBound!.Evaluate(n), changed);
        }

        Assert.InRange(refused, held, int.MaxValue);
        Assert.Contains(nameof(ConvergenceArgument.Induction), kinds);
        Assert.Contains(nameof(ConvergenceArgument.Chain), kinds);
    }

    /// <summary>The largest and smallest numbers of 64 bits in place of each number of an induction: refused with a reason, by no accident of arithmetic.</summary>
    [Theory]
    [InlineData("denominator")]
    [InlineData("bounds")]
    [InlineData("ranks")]
    public void Numbers_of_an_induction_out_of_range_are_refused(string member)
    {
        string text = ElementaryVerdicts.Certify(LocalRule.Elementary(106), Boundary.Fixed()).ToJson();
        Match list = Regex.Match(text, $"\"{member}\": \\[?(?<list>[-0-9, ]+)", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
        string[] entries = list.Groups["list"].Value.TrimEnd(' ', ',').Split(", ");
        for (int i = 0; i < entries.Length; i++)
            foreach (long extreme in (long[])[long.MinValue, long.MaxValue])
            {
                string changed = string.Join(", ", [.. entries[..i], extreme.ToString(CultureInfo.InvariantCulture), .. entries[(i + 1)..]]);
                Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(text.Remove(list.Groups["list"].Index, string.Join(", ", entries).Length).Insert(list.Groups["list"].Index, changed))));
                Assert.Contains("numbers out of range", refutation.Reason.ToString(), StringComparison.Ordinal);
            }
    }

    /// <summary>Fewer ranks or bounds than there are blocks and contexts, or more.</summary>
    [Theory]
    [InlineData("bounds")]
    [InlineData("ranks")]
    public void An_induction_of_another_length_is_refused(string member)
    {
        string text = ElementaryVerdicts.Certify(LocalRule.Elementary(106), Boundary.Fixed()).ToJson();
        Match list = Regex.Match(text, $"(?<=\"{member}\": \\[)[-0-9, ]+", RegexOptions.None, TimeSpan.FromMinutes(1));
        string[] entries = list.Value.Split(", ");
        for (int kept = 0; kept <= entries.Length + 1; kept++)
        {
            if (kept == entries.Length)
                continue;
            string changed = string.Join(", ", entries.Append("0").Take(kept));
            Refutation refutation = Assert.IsType<Refutation>(Certificate.Verify(Forgery.Rehash(text.Remove(list.Index, list.Length).Insert(list.Index, changed))));
            Assert.Contains("the induction does not belong to this rule", refutation.Reason.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Null where the text is no certificate at all any more, as with a negative width.</summary>
    private static Verdict? Verified(string text)
    {
        try
        {
            return Certificate.Verify(text);
        }
        catch (Lightcone.Foundation.Input.InputException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"convergence\": \\{[^{]*\"argument\": \\{(?<body>(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*)\\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?<=[:\[,] )-?\d+(?=[,\]\s])|(?<=\[)-?\d+(?=[,\]])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Number();
}
