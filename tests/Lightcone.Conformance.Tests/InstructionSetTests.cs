namespace Lightcone.Conformance.Tests;

/// <summary>Every engine on every instruction set, each with the hash of this process over the results of the suite's first part; and once where no code can be made at run time.</summary>
public sealed class InstructionSetTests : VectorTests
{
    protected override (string Name, string Value)[] Environment => [(SuiteTests.HashVariable, SuiteTests.Hash)];

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void The_suite_gives_the_same_where_no_code_can_be_made_at_run_time() => Assert.Equal(1, SuiteTests.RunInterpreted());
}
