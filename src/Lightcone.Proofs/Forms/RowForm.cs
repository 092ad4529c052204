namespace Lightcone.Proofs.Forms;

/// <summary>
/// A one-dimensional rule as a function on windows of whole cells, for arguments about rows of every length. A whole cell is a pair (input, state), or the state alone when no input is essential;
/// on a row with walls there is one more symbol, the wall, which never changes and reads as input 0 and the wall's state.
/// </summary>
internal sealed class RowForm
{
    private readonly LocalRule rule;
    private readonly byte wallState;

    private RowForm(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        this.rule = rule;
        IsWalled = boundary is Boundary.FixedBoundary;
        wallState = (boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        Inputs = essential.FrozenOffsets.Length > 0 ? rule.Frozen!.Size : 1;
        Cells = Inputs * rule.State.Size;
        int[] reach = [.. essential.FrozenOffsets.Concat(essential.StateOffsets).Select(static offset => offset.X)];
        Left = Math.Max(0, -reach.DefaultIfEmpty().Min());
        Right = Math.Max(0, reach.DefaultIfEmpty().Max());
        Next = new int[Power(Symbols, Left + 1 + Right)];
        int[] window = new int[Left + 1 + Right];
        byte[] neighborhood = new byte[rule.Signature.Positions];
        for (int index = 0; index < Next.Length; index++)
        {
            Unpack(index, window);
            Next[index] = Apply(window, neighborhood, essential);
        }
    }

    /// <summary>Cells that matter to the left of a cell.</summary>
    public int Left { get; }

    /// <summary>Cells that matter to the right.</summary>
    public int Right { get; }

    /// <summary>Symbols of the input that matter: 1 when none is essential.</summary>
    public int Inputs { get; }

    /// <summary>Symbols of a whole cell: input x state.</summary>
    public int Cells { get; }

    /// <summary>Whether there is a wall symbol, number <see cref="Cells"/>.</summary>
    public bool IsWalled { get; }

    /// <summary>Symbols with the wall.</summary>
    public int Symbols => IsWalled ? Cells + 1 : Cells;

    /// <summary>The next symbol of the cell at place <see cref="Left"/> of a window, by the window's number (its symbols are digits, the first most significant).</summary>
    public int[] Next { get; }

    /// <summary>
    /// The rule in this form; null in two dimensions, with a mirror (unless <paramref name="mirrors"/> are allowed: what they make of the ends is then left to the caller), for an input that is read at other cells where the state has no walls,
    /// or when the windows are more than <paramref name="most"/>.
    /// </summary>
    public static RowForm? Of(LocalRule rule, EssentialInputs essential, Boundary boundary, int most, bool mirrors = false)
    {
        if (rule.Dimensions != 1 || !rule.IsIterable || (boundary is Boundary.ReflectingBoundary && !mirrors))
            return null;
        // Beyond its edges an input is symbol 0, whatever the state's boundary is: on a ring or beside a mirror that is no window of pairs. A rule that reads it in its own cell only does not notice.
        if (boundary is not Boundary.FixedBoundary && essential.FrozenOffsets.Any(static offset => offset != default))
            return null;
        IEnumerable<int> reach = essential.FrozenOffsets.Concat(essential.StateOffsets).Select(static offset => offset.X).Append(0);
        double symbols = (rule.State.Size * (essential.FrozenOffsets.Length > 0 ? rule.Frozen!.Size : 1)) + 1;
        return Math.Pow(symbols, reach.Max() - reach.Min() + 1) <= most ? new(rule, essential, boundary) : null;
    }

    /// <summary>Writes the symbols of a window or block.</summary>
    public void Unpack(int index, Span<int> symbols) => Unpack(index, Symbols, symbols);

    /// <summary>The number of a window or block.</summary>
    public int Pack(ReadOnlySpan<int> symbols) => Pack(symbols, Symbols);

    /// <summary>Whether a window can be seen on a row that is not empty.</summary>
    public bool IsSeen(ReadOnlySpan<int> window) => !IsWalled || IsRow(window, Cells);

    /// <summary>A window for people; the wall is #.</summary>
    public string Describe(ReadOnlySpan<int> window)
    {
        List<string> names = [];
        foreach (int symbol in window)
            names.Add(symbol == Cells ? "#" : Inputs == 1 ? rule.State.Names[symbol] : $"{rule.Frozen!.Names[symbol / rule.State.Size]}/{rule.State.Names[symbol % rule.State.Size]}");
        return $"({string.Join(',', names)})";
    }

    /// <summary>Writes a number of so many digits as digits of a base, the first most significant.</summary>
    public static void Unpack(int number, int digitBase, Span<int> digits)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
            (number, digits[i]) = Math.DivRem(number, digitBase);
    }

    /// <summary>The number that digits of a base spell, the first most significant.</summary>
    public static int Pack(ReadOnlySpan<int> digits, int digitBase)
    {
        int number = 0;
        foreach (int digit in digits)
            number = (number * digitBase) + digit;
        return number;
    }

    /// <summary>Whether a window shows cells, and between its ends one unbroken run of them.</summary>
    public static bool IsRow(ReadOnlySpan<int> window, int end) =>
        window.IndexOfAnyExcept(end) is >= 0 and int first && !window[first..(window.LastIndexOfAnyExcept(end) + 1)].Contains(end);

    /// <summary>base to the power of exponent.</summary>
    public static int Power(int number, int exponent)
    {
        int result = 1;
        for (int i = 0; i < exponent; i++)
            result = checked(result * number);
        return result;
    }

    private int Apply(ReadOnlySpan<int> window, byte[] neighborhood, EssentialInputs essential)
    {
        int own = window[Left];
        if (IsWalled && own == Cells)
            return own;
        Signature signature = rule.Signature;
        int states = rule.State.Size;
        for (int k = 0; k < neighborhood.Length; k++)
        {
            neighborhood[k] = 0;
            if (!essential.Flags[k])
                continue;
            int symbol = window[Left + signature.OffsetAt(k).X];
            bool isWall = IsWalled && symbol == Cells;
            neighborhood[k] = k < signature.FrozenNeighborhood.Count
                ? (byte)(isWall ? 0 : symbol / states)
                : isWall ? wallState : (byte)(symbol % states);
        }

        return (own / states * states) + rule.Apply(neighborhood);
    }
}
