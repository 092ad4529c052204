namespace Lightcone.Tasks;

/// <summary>What an arithmetic task gives: a natural number, a negative one, or a relation.</summary>
/// <param name="Magnitude">The number without its sign; null for a relation.</param>
/// <param name="IsNegative">Whether the number is below zero.</param>
/// <param name="Relation">The sign of comparison, one of &lt;, =, &gt;; null for a number.</param>
public sealed record Answer(Natural? Magnitude, bool IsNegative = false, string? Relation = null)
{
    /// <summary>The decimal numeral with its sign, or the relation.</summary>
    public override string ToString() => Relation ?? (IsNegative ? "-" : "") + Magnitude;
}
