namespace Lightcone.Engines.Stepping;

/// <summary>The rates of each width of vectors, measured on one core of an AMD EPYC of 2022 (Zen 4, 512-bit vectors) in November 2026, narrower ones with the wider switched off.</summary>
/// <remarks>
/// The command is <c>dotnet run -c Release --project benchmarks/Rates</c>, by itself and with DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0 set, each also with <c>-- interpreted</c>.
/// It prints what this machine takes beside what the model says and the ratio of the two. Where rules differ, the figure lies among them. An operation that a width has not costs 0 and is never counted.
/// </remarks>
internal static class MachineRateTable
{
    private static readonly MachineRates Bits512 = new()
    {
        Bits = 512,
        Compiles = true,
        PermutesBytes = true,
        Conversion = (2.1, 0.25, 0.5),
        Network = 0.8,
        Event = 10,
        FirstLook = 9,
        Table = 0.31,
        TableNeighbor = 0.045,
        TableStep = (30, 570),
        Gate = 0.0021,
        BitsStep = (100, 1_050),
        Operation = (0.0004, 0.00075),
        Interpreted = (0.015, 0.018),
        WavefrontStep = (100, 1_000),
        Bytes = (0.0033, 0.015),
        PlainBytes = (0.05, 1.47),
        BytesStep = 20,
        Additive = 0.0037,
        HashLife = 2.5,
        Tile = (37, 1.1, 65),
        Scan = (5, 15, 0.6),
    };

    private static readonly MachineRates Bits256 = new()
    {
        Bits = 256,
        Compiles = true,
        PermutesBytes = false,
        Conversion = (2.1, 1.2, 2.2),
        Network = 0.8,
        Event = 10,
        FirstLook = 9,
        Table = 0.32,
        TableNeighbor = 0.035,
        TableStep = (35, 850),
        Gate = 0.0024,
        BitsStep = (100, 1_100),
        Operation = (0.00029, 0.00053),
        Interpreted = (0.0155, 0.016),
        WavefrontStep = (100, 2_700),
        Bytes = (0, 0),
        PlainBytes = (0.048, 1.47),
        BytesStep = 100,
        Additive = 0.0039,
        HashLife = 2.5,
        Tile = (44, 1, 53),
        Scan = (5, 15, 0.6),
    };

    private static readonly MachineRates Bits128 = new()
    {
        Bits = 128,
        Compiles = true,
        PermutesBytes = false,
        Conversion = (2.1, 0.9, 1.85),
        Network = 0.8,
        Event = 10,
        FirstLook = 9,
        Table = 1.05,
        TableNeighbor = 0.89,
        TableStep = (30, 1_350),
        Gate = 0.0026,
        BitsStep = (105, 1_150),
        Operation = (0.00056, 0.0008),
        Interpreted = (0.0148, 0.016),
        WavefrontStep = (150, 3_000),
        Bytes = (0, 0),
        PlainBytes = (0.048, 1.48),
        BytesStep = 105,
        Additive = 0.0055,
        HashLife = 2.5,
        Tile = (57, 1.7, 54),
        Scan = (5, 15, 0.6),
    };

    private static readonly MachineRates Scalar = new()
    {
        Bits = 0,
        Compiles = false,
        PermutesBytes = false,
        Conversion = (2.3, 5, 2.4),
        Network = 0.8,
        Event = 10,
        FirstLook = 9,
        Table = 1.05,
        TableNeighbor = 0.89,
        TableStep = (25, 1_300),
        Gate = 0.028,
        BitsStep = (500, 8_000),
        Operation = (0, 0),
        Interpreted = (0.7, 0.19),
        WavefrontStep = (0, 0),
        Bytes = (0, 0),
        PlainBytes = (0, 1.35),
        BytesStep = 800,
        Additive = 0.028,
        HashLife = 2.5,
        Tile = (50, 0, 820),
        Scan = (5, 15, 0.6),
    };

    /// <summary>The rates of a machine whose widest vectors have so many bits: 512, 256, 128 or 0.</summary>
    public static MachineRates Of(int bits) => bits switch { 512 => Bits512, 256 => Bits256, 128 => Bits128, _ => Scalar };
}
