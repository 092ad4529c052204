namespace Lightcone.Tasks;

/// <summary>A task whose input and result are rows or grids of symbols.</summary>
public sealed record LatticeTask : LocalTask
{
    /// <summary>Whether the user's symbols are the frozen input (the state then starts at symbol 0) or the state itself.</summary>
    public required bool InputIsFrozen { get; init; }

    /// <summary>An independent implementation: the configuration after a number of steps; for tasks that settle, after arbitrarily many when the number is null.</summary>
    public required Func<Lattice, long?, Lattice> Reference { get; init; }

    /// <summary>The number of steps to the fixed point by theory; null for rules that have no such law.</summary>
    public Func<Lattice, long>? StepLaw { get; init; }

    /// <summary>The input of a given length that takes the most steps; null when there is none.</summary>
    public Func<int, byte[]>? WorstCase { get; init; }

    /// <summary>For tasks with a readout, the answer that it should give on the fixed point, by an independent implementation; null for others.</summary>
    public Func<Lattice, byte[]>? ReferenceAnswer { get; init; }

    /// <summary>The alphabet of the user's symbols.</summary>
    public Alphabet InputAlphabet => InputIsFrozen ? Rule.Frozen! : Rule.State;

    /// <summary>The configuration that computes on <paramref name="symbols"/>, a lattice over <see cref="InputAlphabet"/>.</summary>
    public Lattice Encode(Lattice symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return InputIsFrozen ? Lattice.Filled(Rule.State, symbols.Shape, symbols.Boundary).WithInput(symbols.WithBoundary(Boundary.Fixed())) : symbols;
    }
}
