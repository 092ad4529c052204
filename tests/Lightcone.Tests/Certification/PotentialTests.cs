using Lightcone.Certification;
using Lightcone.Tasks;
using Xunit.Sdk;

namespace Lightcone.Tests.Certification;

public sealed class PotentialTests
{
    [Fact]
    public void Scratch()
    {
        List<string> lines = [];
        foreach (Boundary boundary in new[] { Boundary.Periodic, Boundary.Fixed() })
        {
            List<int> converging = [];
            List<int> proved = [];
            List<int> w3 = [];
            List<int> contradictions = [];
            foreach (int number in Enumerable.Range(0, 256))
            {
                LocalRule rule = LocalRule.Elementary(number);
                bool rest = Enumerable.Range(3, 11).All(n => new ConfigurationGraph(rule, boundary, Shape.Row(n)).FindCycle() is null);
                RowForm form = RowForm.Of(rule, EssentialInputs.Of(rule), boundary, 1 << 15)!;
                var p2 = PotentialSearch.Run(form, 2);
                var p3 = p2 ?? PotentialSearch.Run(form, 3);
                if (rest) converging.Add(number);
                if (p2 is not null) { proved.Add(number); Assert.Null(PotentialCheck.Of(form, p2)!.Violation); }
                if (p3 is not null) w3.Add(number);
                if (!rest && p3 is not null) contradictions.Add(number);
            }

            lines.Add($"{boundary}: conv {converging.Count} p2 {proved.Count} p3 {w3.Count} contra {string.Join(' ', contradictions)} unproved2 {string.Join(' ', converging.Except(proved))} unproved3 {string.Join(' ', converging.Except(w3))}");
        }
        foreach (LocalTask t in new LocalTask[] { BinaryAdditionCarrySave.Task, DecimalAdditionCarrySave.Task })
        {
            long begin = System.Diagnostics.Stopwatch.GetTimestamp();
            Convergence c = ConvergenceExamination.Run(t.Rule, EssentialInputs.Of(t.Rule), t.Boundary, null);
            lines.Add($"{c.Statement} {string.Join(' ', c.Potential?.Potential ?? [])} | {string.Join(' ', c.Potential?.Flux ?? [])} t {c.Potential?.Decrease} {System.Diagnostics.Stopwatch.GetElapsedTime(begin)}");
        }
        throw new InvalidOperationException(string.Join('\n', lines));
    }
}
