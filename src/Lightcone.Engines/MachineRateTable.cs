namespace Lightcone.Engines;

/// <summary>The rates of each width of vectors.</summary>
internal static class MachineRateTable
{
    private static readonly MachineRates Bits512 = new()
    {
        Bits = 512,
        Compiles = true,
        PermutesBytes = true,
        Conversion = (2, 0.3, 0.8),
        Reference = 1,
        Event = 5,
        FirstLook = 3,
        Table = 0.7,
        TableNeighbor = 0.08,
        TableStep = 50,
        Gate = 0.003,
        SlicedStep = (50, 300),
        Operation = (0.0003, 0.0003),
        Interpreted = (0.002, 0.002),
        WavefrontStep = (35, 700),
        Bytes = (0.0019, 0.0033),
        PlainBytes = (0.02, 0.8),
        BytesStep = 20,
        Affine = 0.01,
        Hash = 4,
        Tile = (25, 1, 10),
        OnePass = (4, 8, 1.25),
    };

    private static readonly MachineRates Bits256 = Bits512 with { Bits = 256, PermutesBytes = false };

    private static readonly MachineRates Bits128 = Bits512 with { Bits = 128, PermutesBytes = false };

    private static readonly MachineRates Scalar = Bits512 with { Bits = 0, PermutesBytes = false, Compiles = false };

    /// <summary>The rates of a machine whose widest vectors have so many bits: 512, 256, 128 or 0.</summary>
    public static MachineRates Of(int bits) => bits switch { 512 => Bits512, 256 => Bits256, 128 => Bits128, _ => Scalar };
}
