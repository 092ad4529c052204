using System.Security.Cryptography;
using System.Text;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>What is proved of every elementary rule behind four boundaries, and of every task: status, bound, argument and numbers, as they stand in a file. Nothing here may become weaker.</summary>
public sealed class VerdictTableTests
{
    /// <summary>Of the sentences of all these verdicts. Certificates of version 2 hold such sentences and are compared with them: whoever changes one must keep the old one for these files.</summary>
    private const string SentencesHash = "efa52b86898feb29b312484322c7eb59df07d650965297aefdba962c6474a16f";

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Every_verdict_is_what_it_was()
    {
        string[] expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Files", "verdicts.txt"));
        List<string> found = [];
        StringBuilder sentences = new();
        foreach ((string name, Certificate certificate) in Certificates())
        {
            found.Add($"{name}: {Line(certificate)}");
            OrderIndependence order = OrderIndependence.Examine(certificate.Rule, certificate.Automaton.Boundary);
            sentences.Append($"{name}\n{certificate.Convergence.Statement}\n{certificate.Function.Statement}\n{certificate.Healing.Statement}\n{certificate.Lifetime?.Statement}\n{certificate.FixedPoints?.Statement}\n{order.Status} {order.FromEveryStart} {order.Statement}\n");
        }

        Assert.Equal(expected, found);
        Assert.Equal(SentencesHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sentences.ToString()))));
    }

    private static IEnumerable<(string Name, Certificate Certificate)> Certificates()
    {
        foreach ((int number, string boundary, Certificate certificate) in ElementaryVerdicts.All)
            yield return ($"{number} {boundary}", certificate);
        foreach (LocalTask task in TaskCatalog.All)
            yield return (task.Name, Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(task), task)));
    }

    /// <summary>Convergence, function, healing, scale of the invariant, lifetime, fixed points.</summary>
    private static string Line(Certificate certificate)
    {
        Convergence convergence = certificate.Convergence;
        string fixedPoints = certificate.FixedPoints is { } language ? $"{language.IsEmpty} {language.IsSingle} {Text(language.FreeSymbols?.Length)} {language.Counts[^1]}" : "-";
        return $"{convergence.Status} {convergence.StepBound?.ToString() ?? "-"} {(convergence.IsUnique ? "unique" : "-")} {convergence.Argument.GetType().Name} {Text(convergence.CheckedLength)}"
            + $" | {certificate.Function.Status} {Text(certificate.Function.ProductStates)} {Text(certificate.Function.CheckedLength)}"
            + $" | {certificate.Healing.Heals?.ToString() ?? "-"} | {Text(certificate.Invariant?.Scale)}"
            + $" | {Text(certificate.Lifetime?.MonoidSize)} {Text(certificate.Lifetime?.MinimalRank)} {certificate.Lifetime?.ExpectedSteps?.ToString() ?? "-"} | {fixedPoints}";
    }

    private static string Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
