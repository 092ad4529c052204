using Lightcone.Foundation.Arrays;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>What the product of a rule with a machine must look at besides the outputs, and when it may not be taken at all.</summary>
public sealed class TransducerProductTests
{
    private static readonly Transducer Specification = Parity.Task.Specification!;

    /// <summary>A rule that reads the input of the next cell, and a readout that does, know more than a machine that goes along the row.</summary>
    [Fact]
    public void Rules_that_look_ahead_have_no_product()
    {
        LocalRule ahead = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Of(0, 1), Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)(n[0] ^ n[1] ^ n[2]));
        LocalRule idle = LocalRule.FromFunction(ahead.Signature, static n => (byte)(n[0] ^ n[2]));
        Assert.Equal(ProductObstacle.LooksAhead, TransducerProduct.Obstacle(ahead, null, Boundary.Fixed(), Specification));
        Assert.Equal(ProductObstacle.LooksAhead, TransducerProduct.Obstacle(Parity.Rule, ahead, Boundary.Fixed(), Specification));
        // What is named but makes no difference is not looked at.
        Assert.Null(TransducerProduct.Obstacle(idle, null, Boundary.Fixed(), Specification));
        Assert.Equal(ProductObstacle.NoWalledRow, TransducerProduct.Obstacle(Parity.Rule, null, Boundary.Periodic, Specification));
    }

    /// <summary>The carry out of the last cell is asked for besides the digits: a machine that expects another one after one and one is not the adder's.</summary>
    [Fact]
    public void The_last_state_is_compared_too()
    {
        Transducer adder = BinaryAddition.Task.Specification!;
        Assert.Equal(2, adder.Final.Length);
        Boundary.FixedBoundary wall = (Boundary.FixedBoundary)Boundary.Fixed();
        Assert.IsType<ProductResult.Agreement>(TransducerProduct.Explore(BinaryAddition.Rule, BinaryAddition.Readout, wall, adder));
        Transducer other = Transducer.FromFunction(adder.Input, adder.Output, adder.States, adder.Start, (state, input) => (adder.Next[(state * adder.Input.Size) + input], adder.Outputs[(state * adder.Input.Size) + input]), adder.Final[0], adder.Final[0]);
        ProductResult.Difference difference = Assert.IsType<ProductResult.Difference>(TransducerProduct.Explore(BinaryAddition.Rule, BinaryAddition.Readout, wall, other));
        Assert.Equal([3], difference.Word);
        Assert.Equal((true, "1", "0"), (difference.IsState, difference.Found, difference.Expected));
    }
}
