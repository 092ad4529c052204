using System.Collections.Immutable;
using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Circuits;

/// <summary>The circuits that engines really run, as BLIF, so that an equivalence checker can hold them against the table (docs/rule-files.md).</summary>
public static class CompiledCircuit
{
    /// <summary>Both circuits as file formats, for lists beside <see cref="FileFormat.All"/>. What they write is read as any BLIF.</summary>
    public static ImmutableArray<FileFormat> Formats { get; } =
    [
        FileFormat.Circuit("blif-circuit", "a circuit: the compiled multiplexers", FormatMultiplexers),
        FileFormat.Circuit("blif-lookups", "a circuit: the compiled look-ups of three inputs", FormatLookups),
    ];

    /// <summary>Writes the circuit of multiplexers that the bits engine runs, with its outputs held at 0 where a code is no symbol.</summary>
    /// <param name="rule">The rule; it must be iterable.</param>
    /// <param name="name">The name of the model.</param>
    /// <exception cref="InputException">The rule is a readout, or has no circuit small enough.</exception>
    public static string FormatMultiplexers(LocalRule rule, string name) => new CircuitText(rule, name).Multiplexers();

    /// <summary>Writes the network of three-input look-ups from which the wavefront engine's passes for rows are made: before it the classes of frozen contexts and, where it is smaller that way, the states under other codes; after it the way back to the symbols, held at 0 where a code is no symbol. (Kernels for grids share sums of rows instead.)</summary>
    /// <param name="rule">The rule; it must be iterable.</param>
    /// <param name="name">The name of the model.</param>
    /// <exception cref="InputException">The rule is a readout, or has no network small enough.</exception>
    public static string FormatLookups(LocalRule rule, string name) => new CircuitText(rule, name).Lookups();
}
