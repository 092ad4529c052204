using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Tests.Tasks;

public sealed class ArithmeticTests
{
    public static TheoryData<string> Names => [.. TaskCatalog.All.OfType<ArithmeticTask>().Select(task => task.Name)];

    public static TheoryData<string> Lawful => [.. TaskCatalog.All.OfType<ArithmeticTask>().Where(task => task.StepLaw is not null).Select(task => task.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_operands_give_the_right_answer_in_exactly_the_steps_of_the_law(string name)
    {
        ArithmeticTask task = (ArithmeticTask)TaskCatalog.Find(name);
        CompiledRule compiled = task.Rule.Compile(Engine.Table);
        for (int i = 0; i < 200; i++)
        {
            RandomStream stream = new(3, name, (ulong)i);
            (Natural a, Natural b) = task.Random(1 + stream.NextInt32(70), stream);
            Evolution run = compiled.Evolve(task.Encode(a, b), Until.FixedPoint());
            Assert.True(run.Converged);
            Assert.True(task.IsCorrect(a, b, task.Decode(run.Final)), $"{a} {task.Sign} {b} gave {task.Decode(run.Final)}");
            if (task.StepLaw is { } law)
                Assert.Equal(law(a, b), run.Steps);
        }
    }

    [Theory]
    [MemberData(nameof(Lawful))]
    public void The_worst_case_takes_as_many_steps_as_it_has_digits(string name)
    {
        ArithmeticTask task = (ArithmeticTask)TaskCatalog.Find(name);
        foreach (int digits in new[] { 2, 16, 129 })
        {
            (Natural a, Natural b) = task.WorstCase(digits);
            Evolution run = task.Rule.Compile(Engine.Table).Evolve(task.Encode(a, b, digits), Until.FixedPoint());
            Assert.True(task.IsCorrect(a, b, task.Decode(run.Final)));
            Assert.InRange(run.Steps, digits - 1, digits);
            Assert.Equal(task.StepLaw!(a, b), run.Steps);
        }
    }

    [Theory]
    [InlineData("subtraction", 5, 9, "-4")]
    [InlineData("subtraction", 0, 8, "-8")]
    [InlineData("subtraction", 1024, 1, "1023")]
    [InlineData("addition", 0, 0, "0")]
    [InlineData("decimal-addition", 999, 1, "1000")]
    [InlineData("decimal-addition-carry-save", 999, 1, "1000")]
    [InlineData("multiplication", 255, 255, "65025")]
    [InlineData("multiplication", 0, 9, "0")]
    [InlineData("comparison", 12, 12, "=")]
    [InlineData("comparison", 12, 120, "<")]
    public void Small_answers_read_as_expected(string name, int a, int b, string expected)
    {
        ArithmeticTask task = (ArithmeticTask)TaskCatalog.Find(name);
        Lattice final = task.Rule.Compile().Evolve(task.Encode(Natural.From(a), Natural.From(b)), Until.FixedPoint()).Final;
        Assert.Equal(expected, task.Decode(final).ToString());
    }

    [Fact]
    public void Naturals_change_base_without_loss()
    {
        RandomStream stream = new(9, "naturals");
        foreach (int digits in new[] { 1, 19, 1_499, 1_500, 1_501, 3_001, 20_000 })
        {
            byte[] symbols = new byte[digits];
            stream.FillSymbols(symbols, 10);
            symbols[^1] = 7;
            Natural number = Natural.FromDigits(10, symbols);
            Assert.Equal(number.ToString(), number.InBase(2).ToString());
            Assert.Equal(BigInteger.Parse(number.ToString(), System.Globalization.CultureInfo.InvariantCulture), number.InBase(2).ToBigInteger());
        }

        Assert.Equal("0", Natural.Parse("000").ToString());
        Assert.Equal("10", Natural.From(10).ToString());
    }

    [Theory]
    [InlineData("", "nothing was found")]
    [InlineData("-3", "negative")]
    [InlineData("1.5", "character 2 is '.'")]
    [InlineData("12a", "character 3 is 'a'")]
    [InlineData("٣", "character 1")]
    public void Operands_that_are_no_naturals_are_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => Natural.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("additon", "addition")]
    [InlineData("ruel110", "rule110")]
    [InlineData("W256", "0 to 255")]
    [InlineData("B9/S23", "0 to 8")]
    public void Unknown_tasks_are_answered_with_the_nearest(string name, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => TaskCatalog.Find(name)).Message, StringComparison.Ordinal);
}
