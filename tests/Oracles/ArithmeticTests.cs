using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Oracles.Tests;

/// <summary>Learned arithmetic against the base library's BigInteger, at lengths far beyond those of training (which saw neighborhoods only).</summary>
public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("addition")]
    [InlineData("addition-carry-save")]
    [InlineData("decimal-addition")]
    [InlineData("decimal-addition-carry-save")]
    [InlineData("subtraction")]
    [InlineData("comparison")]
    public void Learned_rules_compute_as_BigInteger_does(string name)
    {
        ArithmeticTask task = (ArithmeticTask)TaskCatalog.Find(name);
        Automaton learned = Automaton.Learn(task, new ChaosTraining { Seed = 5 });
        CompiledRule compiled = learned.Rule.Compile();
        foreach (int length in (int[])[1, 2, 63, 64, 65, 1_000, 20_000])
            for (ulong i = 0; i < 3; i++)
            {
                (Natural a, Natural b) = i == 2 ? task.WorstCase(length) : task.Random(length, new RandomStream(i, name, (ulong)length));
                Answer answer = task.Decode(compiled.Evolve(task.Encode(a, b, length), Until.FixedPoint()).Final, learned.Readout);
                BigInteger x = BigInteger.Parse(a.ToString(), System.Globalization.CultureInfo.InvariantCulture), y = BigInteger.Parse(b.ToString(), System.Globalization.CultureInfo.InvariantCulture);
                string expected = task.Sign switch
                {
                    '+' => $"{x + y}",
                    '-' => $"{x - y}",
                    _ => x < y ? "<" : x > y ? ">" : "=",
                };
                Assert.Equal(expected, answer.ToString());
            }
    }
}
