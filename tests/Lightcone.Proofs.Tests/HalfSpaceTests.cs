using Lightcone.Foundation.Random;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Tests;

public sealed class HalfSpaceTests
{
    [Fact]
    public void A_direction_is_found_exactly_when_a_grid_of_directions_finds_one()
    {
        RandomStream stream = new(1, "half-space");
        int found = 0;
        for (int i = 0; i < 3_000; i++)
        {
            Offset[] offsets = [.. Enumerable.Range(0, 1 + stream.NextInt32(4)).Select(_ => new Offset(stream.NextInt32(7) - 3, stream.NextInt32(7) - 3))];
            // Offsets up to 3 are separated, if at all, by an integer direction of at most 6 (a sum of two quarter turns).
            bool exists = Enumerable.Range(-6, 13).Any(x => Enumerable.Range(-6, 13).Any(y => offsets.All(o => (o.X * x) + (o.Y * y) < 0)));
            Offset? direction = HalfSpace.Direction(offsets);
            Assert.Equal(exists, direction is not null);
            if (direction is { } d)
            {
                Assert.All(offsets, o => Assert.True((o.X * d.X) + (o.Y * d.Y) < 0));
                found++;
            }
        }

        Assert.InRange(found, 500, 2_500);
    }
}
