using System.Diagnostics;
using Lightcone.Answers;
using Lightcone.Certification;
using Lightcone.Tasks;

namespace Lightcone.Tests.Answers;

public sealed class SweepTrainingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("parity", 17)]
    [InlineData("addition", 16)]
    [InlineData("subtraction", 19)]
    [InlineData("comparison", 19)]
    public void Measure(string name, int least)
    {
        Transducer machine = TaskCatalog.Find(name).Specification!;
        LockstepPairs pairs = LockstepPairs.Sample(machine, 200, 8, new RandomStream(1, name));
        int exact = 0;
        long begin = Stopwatch.GetTimestamp();
        for (ulong seed = 0; seed < 20; seed++)
        {
            MachineFit fit = new SweepTraining { Seed = seed, Restarts = 0, HiddenSymbols = name == "comparison" ? 2 : 1 }.Fit(pairs);
            exact += fit.IsExact ? 1 : 0;
        }

        output.WriteLine($"{name} {exact}/20, {Stopwatch.GetElapsedTime(begin).TotalMilliseconds / 20:0} ms each");
        Assert.InRange(exact, least, 20);
    }
}
