using Lightcone.Engines;
using Lightcone.Engines.ActiveCells;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Network;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Rates;

/// <summary>What engines cost in this process, beside what the cost model says.</summary>
internal static class Report
{
    private const int LongRow = 200_000;
    private const int ShortRow = 1_024;

    /// <summary>Measures everything and writes a table. Takes about a minute.</summary>
    public static void Write(TextWriter output)
    {
        MachineRates rates = MachineRates.Present;
        output.WriteLine($"{(rates.Bits > 0 ? $"{rates.Bits}-bit vectors" : "no vectors")}, {(rates.Compiles ? "code made at run time" : "interpreted")}; nanoseconds, one core");
        output.WriteLine($"{"engine, rule",-44} {"a cell",9} {"model",9} {"ratio",6}  {"units",5} {"a unit",9} {"a step",8} {"model",8}");
        foreach (Sample sample in Samples())
        {
            (double cell, double step) = sample.Measure();
            double model = sample.Engine.Kind!.Rate(sample.CompiledRule.Forms).Update;
            double stepModel = sample.Engine.Kind!.Rate(sample.CompiledRule.Forms).Step;
            output.WriteLine($"{$"{sample.Engine}, {sample.Name}",-44} {cell,9:g4} {model,9:g4} {cell / model,6:f2}  {sample.Units,5:f0} {cell / sample.Units,9:g3} {step,8:f0} {stepModel,8:f0}");
        }

        foreach ((string name, double measured, double model) in Singles())
            output.WriteLine($"{name,-44} {measured,9:g4} {model,9:g4} {measured / model,6:f2}");
    }

    private static IEnumerable<Sample> Samples()
    {
        RandomStream stream = new(1, "rates");
        foreach ((string name, LocalRule rule) in Rows())
        {
            CompiledRule compiled = rule.Compile();
            Lattice large = Lattice.Random(rule.State, Shape.Row(LongRow), Boundary.Periodic, stream);
            Lattice small = Lattice.Random(rule.State, Shape.Row(ShortRow), Boundary.Periodic, stream);
            foreach (Engine engine in (Engine[])[Engine.Table, Engine.Bits, Engine.Wavefront, Engine.Bytes, Engine.ActiveCells])
                if (engine.Kind!.Refusal(compiled.Forms, small) is null)
                    yield return new(name, compiled, engine, Units(compiled, engine), large, small);
        }

        // Of the second no part ever comes to rest, so that all tiles are active.
        foreach (string name in (string[])["B3/S23", "B2/S"])
        {
            CompiledRule compiled = LocalRule.LifeLike(name).Compile();
            Lattice large = Lattice.Random(Alphabet.Binary, Shape.Grid(1_000, 1_000), Boundary.Periodic, stream);
            Lattice small = Lattice.Random(Alphabet.Binary, Shape.Grid(64, 64), Boundary.Periodic, stream);
            foreach (Engine engine in (Engine[])[Engine.Table, Engine.Bits, Engine.Grid, Engine.Tiles])
                yield return new(name, compiled, engine, Units(compiled, engine), large, small);
        }
    }

    private static IEnumerable<(string Name, LocalRule Rule)> Rows()
    {
        yield return ("W110", LocalRule.Elementary(110));
        yield return ("2 states, radius 2", Random(2, Neighborhood.Radius(2)));
        yield return ("3 states, radius 1", Random(3, Neighborhood.Radius(1)));
        yield return ("4 states, radius 1", Random(4, Neighborhood.Radius(1)));
        yield return ("5 states, radius 1", Random(5, Neighborhood.Radius(1)));
        yield return ("9 states, radius 1", Random(9, Neighborhood.Radius(1)));
    }

    private static LocalRule Random(int states, Neighborhood read)
    {
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(states), read);
        RandomStream stream = new(2, "rule", (ulong)((states * 10) + read.Count));
        return LocalRule.FromTable(signature, [.. Enumerable.Range(0, signature.DomainSize).Select(_ => (byte)stream.NextInt32(states))]);
    }

    private static double Units(CompiledRule compiled, Engine engine)
    {
        RuleForms forms = compiled.Forms;
        MachineRates rates = forms.Rates;
        if (engine == Engine.Table)
            return forms.Table.StateOffsets.Length;
        if (engine == Engine.Bits)
            return forms.Circuit!.Inputs + forms.Circuit.Outputs.Length + forms.Circuit.Size;
        if (engine == Engine.Grid || engine == Engine.Tiles)
            return 2 + (rates.Compiles ? rates.Operations(GridForm.Of(forms)!.Circuit) : GridForm.Of(forms)!.Circuit.Size);
        if (engine == Engine.Wavefront)
            return 1 + (rates.MakesCode(forms.Coding.Network!.Gates.Length) ? rates.Operations(forms.Coding.Network) : forms.Coding.Network.Gates.Length);
        if (engine != Engine.Bytes)
            return 1;
        ByteForm form = BytePasses.Of(forms)!.Form;
        return rates.Compiles && rates.PermutesBytes ? form.Operations : rates.Bits > 0 && PlainBytePass.IsSmall(form) ? PlainBytePass.Lookups(form) : form.Positions.Length + 1;
    }

    private static IEnumerable<(string Name, double Measured, double Model)> Singles()
    {
        MachineRates rates = MachineRates.Present;
        RandomStream stream = new(3, "singles");
        CompiledRule compiled = LocalRule.Elementary(110).Compile();
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(1_000_000), Boundary.Periodic, stream);
        byte[] cells = new byte[row.Count];
        foreach (Engine engine in (Engine[])[Engine.Bits, Engine.Wavefront, Engine.Bytes])
            yield return ($"conversion, {engine}", PerCell(row, () => engine.Kind!.Start(compiled.Forms, row, CancellationToken.None).CopyTo(cells)), engine.Kind!.Rate(compiled.Forms).Conversion);
        Lattice tenth = Lattice.Random(Alphabet.Binary, Shape.Row(100_000), Boundary.Periodic, stream);
        yield return ("active-cells, first look", PerCell(tenth, () => new ActiveCellsStepper(compiled.Forms.Table, tenth).Step()), rates.FirstLook);
        CompiledRule sum = LocalRule.Elementary(90).Compile();
        Stepper additive = Engine.Additive.Kind!.Start(sum.Forms, row, CancellationToken.None);
        yield return ("additive, a leap of W90", PerCell(row, () => additive.Step()), Engine.Additive.Kind!.Rate(sum.Forms).Update);
        Lattice few = Lattice.Random(Alphabet.Binary, Shape.Row(1 << 14), Boundary.Periodic, stream);
        yield return ("hashlife, nothing repeats itself", PerCell(few, () => Engine.HashLife.Kind!.Start(compiled.Forms, few, CancellationToken.None).Advance(1 << 8, out _)) / (1 << 8), rates.HashLife);
        foreach (int states in (int[])[2, 4, 10])
        {
            LocalRule oneWay = LocalRule.FromFunction(
                new Signature(Alphabet.Digits(states), Neighborhood.Own, Alphabet.Digits(states), Neighborhood.Of(-1)), n => (byte)((n[0] + (n[0] == 0 ? n[1] : n[1] * n[1])) % states));
            Lattice start = Lattice.Filled(oneWay.State, Shape.Row(1_000_000), Boundary.Fixed()).WithInput(Lattice.Random(oneWay.State, Shape.Row(1_000_000), Boundary.Fixed(), stream));
            CompiledRule swept = oneWay.Compile(Engine.Scan);
            yield return ($"scan, {states} states", PerCell(start, () => swept.Evolve(start, Until.FixedPoint())), Engine.Scan.Kind!.Rate(swept.Forms).Update);
        }

        LocalRule life = LocalRule.LifeLike("B3/S23");
        foreach ((LocalRule rule, int units) in ((LocalRule, int)[])[(LocalRule.Elementary(110), 8), (life, 8)])
        {
            int weights = (rule.Signature.Positions * units) + units + units + 1;
            NeuralRule network = NeuralRule.FromWeights(rule.Signature, units, [.. Enumerable.Range(0, weights).Select(_ => stream.NextDouble() - 0.5)]);
            Lattice start = rule.Dimensions == 1 ? Lattice.Random(Alphabet.Binary, Shape.Row(10_000), Boundary.Periodic, stream) : Lattice.Random(Alphabet.Binary, Shape.Grid(100, 100), Boundary.Periodic, stream);
            NetworkStepper evaluated = new(network, start);
            yield return ($"network, {network.Parameters} parameters", PerCell(start, () => evaluated.Step()), rates.Network * network.Parameters);
        }
    }

    private static double PerCell(Lattice start, Action work) => Clock.Least(() =>
    {
        work();
        return start.Count;
    });
}
