using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;
using Lightcone.Tasks;

namespace Lightcone.Engines.Stepping;

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

    /// <summary>Whether 64 bytes are permuted by one instruction; only then is code made for the bytes engine.</summary>
    public required bool PermutesBytes { get; init; }

    /// <summary>A cell that is turned into something else and back: planes of bits, lanes of bits, lanes of bytes.</summary>
    public required (double Planes, double Lanes, double Bytes) Conversion { get; init; }

    /// <summary>A multiplication of the network, of a cell of the network engine.</summary>
    public required double Network { get; init; }

    /// <summary>A cell that the engine of active cells evaluates.</summary>
    public required double Event { get; init; }

    /// <summary>A cell of that engine's first step, which looks at all of them.</summary>
    public required double FirstLook { get; init; }

    /// <summary>A cell of the table engine, looked up.</summary>
    public required double Table { get; init; }

    /// <summary>A neighbor of a cell of the table engine, summed to the number of its neighborhood.</summary>
    public required double TableNeighbor { get; init; }

    /// <summary>A step of the table engine, on a row and on a grid, however few cells there are; on a row also one of active cells.</summary>
    public required (double Row, double Grid) TableStep { get; init; }

    /// <summary>An input, output or multiplexer of the bits engine, of a cell.</summary>
    public required double Gate { get; init; }

    /// <summary>A step of the bits engine, on a row and on a grid.</summary>
    public required (double Row, double Grid) BitsStep { get; init; }

    /// <summary>An operation of the wavefront's and the grid's compiled code, of a cell: a look-up in three inputs with 512 bits, an operation on two inputs with fewer. On a row and on a grid.</summary>
    public required (double Row, double Grid) Operation { get; init; }

    /// <summary>A look-up of the wavefront and the grid that is interpreted, of a cell. On a row and on a grid.</summary>
    public required (double Row, double Grid) Interpreted { get; init; }

    /// <summary>A step of the wavefront and of the grid, on a row and on a grid: ends of lanes and of rows.</summary>
    public required (double Row, double Grid) WavefrontStep { get; init; }

    /// <summary>An operation of the bytes engine's compiled code, of a cell: of one table, and of several pages, which are read from memory again and again.</summary>
    public required (double Table, double Pages) Bytes { get; init; }

    /// <summary>A look-up of the bytes engine's plain pass, of a cell: of sixteen cells at once among sixteen codes, and of one cell after the other.</summary>
    public required (double Together, double Single) PlainBytes { get; init; }

    /// <summary>A step of the bytes engine: ends of lanes.</summary>
    public required double BytesStep { get; init; }

    /// <summary>A cell of a shifted row that the additive engine adds.</summary>
    public required double Additive { get; init; }

    /// <summary>A cell of HashLife at its worst, when nothing repeats itself.</summary>
    public required double HashLife { get; init; }

    /// <summary>A tile and generation, its neighbors' share included: whatever the rule, and an operation or interpreted look-up of the rule's circuit besides.</summary>
    public required (double Any, double Operation, double Interpreted) Tile { get; init; }

    /// <summary>A cell of the scan: of two states one is to be followed, of more several, each for so much.</summary>
    public required (double Two, double More, double State) Scan { get; init; }

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

    /// <summary>Whether a circuit of so many look-ups is made into code.</summary>
    public bool MakesCode(int lookups) => Compiles && lookups <= WordEmitter.MostLookups(Bits);

    /// <summary>Operations that a network takes: its look-ups where one instruction does each, else the operations on two words.</summary>
    public int Operations(LookupNetwork network) => Bits == 512 ? network.Gates.Length : network.Gates.Sum(static gate => WordEmitter.Operations(gate.Function));

    /// <summary>Operations that a circuit along lines takes, as <see cref="Operations(LookupNetwork)"/> counts them.</summary>
    public int Operations(LineCircuit circuit) => Operations(circuit.Code) + Operations(circuit.Cell);
}
