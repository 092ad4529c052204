using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Additive;

/// <summary>
/// A rule of two states on rows that is affine over GF(2): the next state is the sum, modulo 2, of the states at certain offsets and of a constant that the cell's frozen context picks. The row as a polynomial is multiplied by a fixed
/// one every generation, and squaring that one only doubles its exponents: 2^k generations read the same number of cells as one (O. Martin, A. Odlyzko, S. Wolfram 1984, Communications in Mathematical Physics 93, 219-258).
/// </summary>
internal sealed class AdditiveForm
{
    private AdditiveForm(int[] offsets, byte[] constants)
    {
        Offsets = offsets;
        Constants = constants;
    }

    /// <summary>The offsets whose states are added.</summary>
    public int[] Offsets { get; }

    /// <summary>The constant of each class of frozen contexts; a single one without a frozen field.</summary>
    public byte[] Constants { get; }

    /// <summary>Whether cells on both sides at the same distance are read alike.</summary>
    public bool IsSymmetric => Offsets.All(offset => Offsets.Contains(-offset));

    /// <summary>The form of a rule, made once for all its runs; null when it has none.</summary>
    public static AdditiveForm? Of(RuleForms rule) => rule.Form(static rule => TryFind(rule.Merged));

    /// <summary>The form of a rule, or null when it has none.</summary>
    /// <param name="table">The table with its frozen contexts merged.</param>
    public static AdditiveForm? TryFind(EssentialTable? table)
    {
        if (table is not { Dimensions: 1, StateSize: 2 })
            return null;
        // All inputs left in the table are essential: a sum that reads them reads all of them.
        int states = table.StateDomain;
        byte[] constants = new byte[table.Results.Length / states];
        for (int i = 0; i < table.Results.Length; i++)
        {
            byte constant = table.Results[i / states * states];
            constants[i / states] = constant;
            if (table.Results[i] != (constant ^ (System.Numerics.BitOperations.PopCount((uint)(i % states)) & 1)))
                return null;
        }

        return new AdditiveForm([.. table.StateOffsets.Select(static offset => offset.X)], constants);
    }

    /// <summary>Why powers of two steps are no powers of the sum on this row, and what to do; null when they are.</summary>
    public string? Refusal(Boundary boundary) => boundary switch
    {
        Boundary.FixedBoundary when !(IsOneSided || (IsSymmetric && Offsets.All(static offset => Math.Abs(offset) <= 1))) =>
            "Behind walls the additive engine runs rules that read cells on one side only, or one cell on both sides alike. Use the table engine.",
        Boundary.ReflectingBoundary when !IsSymmetric => "Before mirrors the additive engine runs rules that read both sides alike. Use the table engine.",
        _ => null,
    };

    /// <summary>Whether no cell on one of the sides is read.</summary>
    public bool IsOneSided => Offsets.All(static offset => offset <= 0) || Offsets.All(static offset => offset >= 0);
}
