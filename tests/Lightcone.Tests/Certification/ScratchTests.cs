using Lightcone.Certification;
using Lightcone.Tasks;
namespace Lightcone.Tests.Certification;
public sealed class ScratchTests
{
    [Fact]
    public void Scratch()
    {
        List<string> lines = [];
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (LocalTask t in TaskCatalog.All)
        {
            begin = System.Diagnostics.Stopwatch.GetTimestamp();
            Automaton a = Automaton.Learn(t, new ChaosTraining { Seed = 3 });
            lines.Add($"== {t.Name} learned {System.Diagnostics.Stopwatch.GetElapsedTime(begin)}");
            begin = System.Diagnostics.Stopwatch.GetTimestamp();
            Verdict v = Verdict.Of(a, t);
            lines.Add($"{System.Diagnostics.Stopwatch.GetElapsedTime(begin)}");
            if (v is not Certificate c) { lines.Add(v.ToString()!); continue; }
            lines.Add(c.Convergence.Statement);
            lines.Add(c.Function.Status + " " + c.Function.Statement);
            lines.Add(c.Lifetime?.Statement ?? "-");
            lines.Add(c.FixedPoints?.Statement ?? "-");
            lines.Add(c.Robustness?.Statement ?? "-");
            lines.Add(c.ReadoutRobustness?.Statement ?? "-");
            lines.Add($"{c.Table.SmallestMargin} {c.Invariant?.Scale} {string.Join(' ', c.Invariant?.Values ?? [])} | {string.Join(' ', c.Invariant?.Flux ?? [])}");
        }
        begin = System.Diagnostics.Stopwatch.GetTimestamp();
        int found = 0, also = 0, alsoRing = 0, alsoBoth = 0;
        Boundary wall = Boundary.Fixed();
        for (int n = 0; n < 19683; n++)
        {
            byte[] table = new byte[9]; int m = n; for (int i = 0; i < 9; i++) { table[i] = (byte)(m % 3); m /= 3; }
            LocalRule rule = LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Digits(3), Neighborhood.Of(0, -1)), table);
            if (InvariantSearch.Of(CellAndLower.Of(rule)!, 3, 2, 0) is null) continue;
            found++;
            var e = EssentialInputs.Of(rule);
            var f = RowForm.Of(rule, e, wall, 1 << 15); var g = RowForm.Of(rule, e, Boundary.Periodic, 1 << 15);
            bool x = PotentialSearch.Run(f!) is not null, y = PotentialSearch.Run(g!) is not null;
            if (x) also++;
            if (y) alsoRing++;
            if (x && y) alsoBoth++;
        }
        lines.Add($"zoo {found} {also} {alsoRing} {alsoBoth} {System.Diagnostics.Stopwatch.GetElapsedTime(begin)}");
        throw new InvalidOperationException(string.Join('\n', lines));
    }
}
