using System.Reflection;

namespace Lightcone.Shared.Tests;

/// <summary>
/// Tests that depend on vectors run with what the machine has, and once more in a child process for each set of instructions that can be switched off. A child says what it found.
/// An assembly with such tests has one sealed class of these.
/// </summary>
public abstract class VectorTests
{
    private static readonly string[] Filter = ["--filter-trait", $"{InstructionSet.Trait}={InstructionSet.Vectors}"];

    /// <summary>Each switch with the width it leaves here. One that takes nothing away from this process leaves what is here: its child then has no other tests to run than the one that says so.</summary>
    public static TheoryData<string, string, bool> Switches
    {
        get
        {
            TheoryData<string, string, bool> rows = [];
            foreach ((string setting, string width) in InstructionSet.Switches)
            {
                string left = InstructionSet.Narrower(width, InstructionSet.Width);
                rows.Add(setting, left, left != InstructionSet.Width);
            }

            return rows;
        }
    }

    /// <summary>What children must know besides.</summary>
    protected virtual (string Name, string Value)[] Environment => [];

    [Theory]
    [MemberData(nameof(Switches))]
    [Trait(Round.Trait, Round.Long)]
    public void Everything_that_depends_on_vectors_is_green_under(string setting, string vectors, bool isNarrowerThanHere)
    {
        string[] filter = isNarrowerThanHere ? Filter : ["--filter-method", $"*.{nameof(The_vectors_are_those_that_the_environment_leaves)}"];
        (int passed, string output) = TestProcess.Run(filter, [(setting, "0"), (InstructionSet.Told, vectors), (Round.Variable, Round.OfChildren), .. Environment]);
        Assert.Contains(InstructionSet.Announcement(vectors), output, StringComparison.Ordinal);
        int least = isNarrowerThanHere ? DependentTests(GetType().Assembly) : 1;
        Assert.True(passed >= least, $"{setting}=0: {passed} tests passed, and there are at least {least}.");
    }

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void The_vectors_are_those_that_the_environment_leaves()
    {
        foreach ((string setting, string width) in InstructionSet.Switches)
            if (System.Environment.GetEnvironmentVariable(setting) == "0")
                Assert.Equal(InstructionSet.Width, InstructionSet.Narrower(width, InstructionSet.Width));
        if (System.Environment.GetEnvironmentVariable(InstructionSet.Told) is { } told)
            Assert.Equal(told, InstructionSet.Width);
    }

    /// <summary>How many tests have the trait: a theory counts its lines of data, and one at least.</summary>
    private static int DependentTests(Assembly assembly) =>
        assembly.GetTypes().Where(static type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(static type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute)) && (Depends(method) || Depends(type))))
            .Sum(static method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count()));

    private static bool Depends(MemberInfo member) => member.GetCustomAttributesData().Any(static data =>
        data.AttributeType == typeof(TraitAttribute) && data.ConstructorArguments is [{ Value: InstructionSet.Trait }, { Value: InstructionSet.Vectors }]);
}
