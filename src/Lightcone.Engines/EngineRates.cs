using Lightcone.Engines.Bytes;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Grid;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Wavefront;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines;

/// <summary>What engines cost for a rule, in nanoseconds, by the rates of the machine that its kernel goes by.</summary>
internal static class EngineRates
{
    /// <summary>Cells for which a step of an interpreted wavefront does its work at least, on a row and on a grid: blocks are whole, and so are vectors of 512 lanes.</summary>
    private const double LeastRow = 7_000;
    private const double LeastGrid = 75_000;

    /// <summary>What a step costs however few cells there are: calls and edges of single steps, and ends of lanes.</summary>
    public static double Step(CompiledRule kernel, Engine engine)
    {
        MachineRates rates = kernel.Compiled.Rates;
        bool isRow = kernel.Rule.Dimensions == 1;
        return engine switch
        {
            Engine.Scan or Engine.Additive or Engine.HashLife => 0,
            Engine.Bytes => rates.BytesStep,
            Engine.Wavefront when !Compiles(rates, isRow ? kernel.Compiled.Lookups!.Gates.Length : kernel.Compiled.Grid!.Circuit.Size) => (isRow ? LeastRow : LeastGrid) * Of(kernel, engine),
            Engine.Wavefront => isRow ? rates.WavefrontStep.Row : rates.WavefrontStep.Grid,
            Engine.Bits => isRow ? rates.SlicedStep.Row : rates.SlicedStep.Grid,
            Engine.ActiveCells => rates.TableStep.Row,
            _ => isRow ? rates.TableStep.Row : rates.TableStep.Grid,
        };
    }

    /// <summary>One cell that an engine takes over at the beginning and gives back at the end.</summary>
    public static double Conversion(MachineRates rates, Engine engine) => engine switch
    {
        Engine.Bits or Engine.Additive => rates.Conversion.Planes,
        Engine.Wavefront => rates.Conversion.Lanes,
        Engine.Bytes => rates.Conversion.Bytes,
        _ => 0,
    };

    /// <summary>One cell of the table engine: its neighbors are summed to a number and looked up.</summary>
    public static double Table(MachineRates rates, EssentialTable table) => rates.Table + (rates.TableNeighbor * table.StateOffsets.Length);

    /// <summary>One cell of the bit-sliced engine.</summary>
    public static double BitSliced(MachineRates rates, Circuit circuit) => rates.Gate * (circuit.Inputs + circuit.Outputs.Length + circuit.Size);

    /// <summary>One cell of the one-way sweep.</summary>
    public static double OnePass(MachineRates rates, int states) => states == 2 ? rates.OnePass.Two : rates.OnePass.More + (rates.OnePass.State * Math.Min(states, 16));

    /// <summary>One cell of the wavefront engine. One look-up more stands for the memory.</summary>
    public static double Wavefront(MachineRates rates, LookupNetwork network) => Compiles(rates, network.Gates.Length)
        ? rates.Operation.Row * (Operations(rates, network) + 1)
        : rates.Interpreted.Row * (network.Gates.Length + 1);

    /// <summary>One cell of the wavefront engine in two dimensions; look-ups more stand for the ends of rows and for memory.</summary>
    public static double Wavefront(MachineRates rates, GridKernels kernels) => Compiles(rates, kernels.Circuit.Size)
        ? rates.Operation.Grid * (Operations(rates, kernels.Circuit) + 2)
        : rates.Interpreted.Grid * (kernels.Circuit.Size + 2);

    /// <summary>One tile and generation.</summary>
    public static double Tile(MachineRates rates, GridKernels kernels) =>
        rates.Tile.Any + (Compiles(rates, kernels.Circuit.Size) ? rates.Tile.Operation * Operations(rates, kernels.Circuit) : rates.Tile.Interpreted * kernels.Circuit.Size);

    /// <summary>One cell of the byte engine.</summary>
    public static double Bytes(MachineRates rates, ByteForm form)
    {
        if (rates.Compiles && rates.PermutesBytes)
            return (form.Pages == 1 ? rates.Bytes.Table : rates.Bytes.Pages) * form.Operations;
        return rates.Bits > 0 && PlainBytePass.IsSmall(form) ? rates.PlainBytes.Together * PlainBytePass.Lookups(form) : rates.PlainBytes.Single * (form.Positions.Length + 1);
    }

    /// <summary>One step by itself. A row of bytes goes through the cache for each.</summary>
    public static double SingleStep(CompiledRule kernel, Engine engine, int cells) =>
        Step(kernel, engine) + (cells * (engine == Engine.Bytes ? Math.Max(Of(kernel, engine), 0.03) : Of(kernel, engine)));

    /// <summary>What one cell update of an engine costs for this rule.</summary>
    public static double Of(CompiledRule kernel, Engine engine)
    {
        RuleForms compiled = kernel.Compiled;
        MachineRates rates = compiled.Rates;
        return engine switch
        {
            Engine.Network => rates.Reference * kernel.Network!.Parameters,
            Engine.Bits => BitSliced(rates, compiled.Circuit!),
            Engine.ActiveCells => rates.Event,
            Engine.Wavefront => compiled.Grid is { } grid ? Wavefront(rates, grid) : Wavefront(rates, compiled.Lookups!),
            Engine.HashLife => rates.Hash,
            Engine.Additive => rates.Affine * (compiled.Affine!.Offsets.Length + 2),
            Engine.Bytes => Bytes(rates, compiled.Bytes!.Form),
            Engine.Tiles => Tile(rates, compiled.Grid!) / (Tiles.TileGeometry.Side * Tiles.TileGeometry.Side),
            Engine.Scan => OnePass(rates, kernel.Rule.State.Size),
            _ => Table(rates, compiled.Table),
        };
    }

    /// <summary>Operations that a network takes: its look-ups where one instruction does each, else the operations on two words.</summary>
    public static int Operations(MachineRates rates, LookupNetwork network) => rates.Bits == 512 ? network.Gates.Length : network.Gates.Sum(static gate => WordEmitter.Operations(gate.Function));

    private static int Operations(MachineRates rates, LineCircuit circuit) => Operations(rates, circuit.Code) + Operations(rates, circuit.Cell);

    /// <summary>Whether a circuit of so many look-ups is made into code.</summary>
    public static bool Compiles(MachineRates rates, int lookups) => rates.Compiles && lookups <= CompiledPass.MostLookups(rates.Bits);
}
