namespace Lightcone.Formats.Golly;

/// <summary>
/// Rules under which empty space is born. On an endless plane all of it would live at every second generation, so Golly shows and stores the complement: of rules with S8, where what lives amid the living stays, always; of the others
/// at odd generations. (As bgolly 3.3 ran 240 random rules with B0 on tori and between walls.) Only rules that a notation names are kept so; those of tables are stored as they are.
/// </summary>
internal static class BirthOnZero
{
    /// <summary>Whether a file of the rule at that generation holds the complement.</summary>
    public static bool IsInverted(string? rule, long generation) => Of(rule) is { } always && (always || generation % 2 != 0);

    /// <summary>True for a rule with B0 and S8 (of fewer neighbors: all of them), which is always inverted; false for one with B0 alone, at odd generations; null for any other.</summary>
    public static bool? Of(string? rule) =>
        rule is not null && RuleNotation.TryRead(rule) is { State.Size: 2, Cells.Dimensions: 2 } noted && noted.Function(new byte[noted.Cells.Count]) == 1 ? noted.Function([.. Enumerable.Repeat((byte)1, noted.Cells.Count)]) == 1 : null;

    /// <summary>The complement of cells of two symbols.</summary>
    public static byte[] Turn(ReadOnlySpan<byte> cells)
    {
        byte[] turned = new byte[cells.Length];
        for (int i = 0; i < turned.Length; i++)
            turned[i] = (byte)(1 - cells[i]);
        return turned;
    }
}
