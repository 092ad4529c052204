using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Tasks;

namespace Lightcone.Engines;

/// <summary>
/// What the parts of engines cost on one core, in nanoseconds, for one width of vectors. Predictions and choices use these figures and no clock, so that a program does the same at every run on a machine.
/// They are for telling seconds from hours, not for benchmarks.
/// </summary>
internal sealed record MachineRates
{
    /// <summary>Bits of the widest vectors: 512, 256, 128, or 0 without any.</summary>
    public required int Bits { get; init; }

    /// <summary>Whether code is made at run time, which takes vectors.</summary>
    public required bool Compiles { get; init; }

    /// <summary>Whether 64 bytes are permuted by one instruction; only then is code made for the byte engine.</summary>
    public required bool PermutesBytes { get; init; }

    /// <summary>A cell that is turned into something else and back: planes of bits, lanes of bits, lanes of bytes.</summary>
    public required (double Planes, double Lanes, double Bytes) Conversion { get; init; }

    /// <summary>A multiplication of the network, of a cell of the reference engine.</summary>
    public required double Reference { get; init; }

    /// <summary>A cell that the frontier evaluates.</summary>
    public required double Event { get; init; }

    /// <summary>A cell of the frontier's first step, which looks at all of them.</summary>
    public required double FirstLook { get; init; }

    /// <summary>A cell of the table engine, looked up.</summary>
    public required double Table { get; init; }

    /// <summary>A neighbor of a cell of the table engine, summed to the number of its neighborhood.</summary>
    public required double TableNeighbor { get; init; }

    /// <summary>A step of the table engine, on a row and on a grid, however few cells there are; on a row also one of the frontier.</summary>
    public required (double Row, double Grid) TableStep { get; init; }

    /// <summary>An input, output or multiplexer of the bit-sliced engine, of a cell.</summary>
    public required double Gate { get; init; }

    /// <summary>A step of the bit-sliced engine, on a row and on a grid.</summary>
    public required (double Row, double Grid) SlicedStep { get; init; }

    /// <summary>An operation of the wavefront's compiled code, of a cell: a look-up in three inputs with 512 bits, an operation on two inputs with fewer. On a row and on a grid.</summary>
    public required (double Row, double Grid) Operation { get; init; }

    /// <summary>A look-up of the wavefront that is interpreted, of a cell. On a row and on a grid.</summary>
    public required (double Row, double Grid) Interpreted { get; init; }

    /// <summary>A step of the wavefront, on a row and on a grid: ends of lanes and of rows.</summary>
    public required (double Row, double Grid) WavefrontStep { get; init; }

    /// <summary>An operation of the byte engine's compiled code, of a cell: of one table, and of several pages, which are read from memory again and again.</summary>
    public required (double Table, double Pages) Bytes { get; init; }

    /// <summary>A look-up of the byte engine's plain pass, of a cell: of sixteen cells at once among sixteen codes, and of one cell after the other.</summary>
    public required (double Together, double Single) PlainBytes { get; init; }

    /// <summary>A step of the byte engine: ends of lanes.</summary>
    public required double BytesStep { get; init; }

    /// <summary>A cell of a shifted row that the affine engine adds.</summary>
    public required double Affine { get; init; }

    /// <summary>A cell of HashLife at its worst, when nothing repeats itself.</summary>
    public required double Hash { get; init; }

    /// <summary>A tile and generation, its neighbors' share included: whatever the rule, and an operation or interpreted look-up of the rule's circuit besides.</summary>
    public required (double Any, double Operation, double Interpreted) Tile { get; init; }

    /// <summary>A cell of the one-way sweep: of two states one is to be followed, of more several, each for so much.</summary>
    public required (double Two, double More, double State) OnePass { get; init; }

    /// <summary>The rates of this machine as it runs now.</summary>
    public static MachineRates Present { get; } = Of(
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
        RuntimeFeature.IsDynamicCodeCompiled,
        Avx512Vbmi.IsSupported);

    /// <summary>The rates of a machine.</summary>
    /// <param name="bits">The widest vectors: 512, 256, 128 or 0.</param>
    /// <param name="compiles">Whether code can be made at run time.</param>
    /// <param name="permutesBytes">Whether 64 bytes are permuted by one instruction; said of 512 bits only.</param>
    public static MachineRates Of(int bits, bool compiles, bool permutesBytes)
    {
        MachineRates rates = MachineRateTable.Of(bits);
        return rates with { Compiles = rates.Compiles && compiles, PermutesBytes = rates.PermutesBytes && permutesBytes };
    }
}
