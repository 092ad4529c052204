using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Blif;

/// <summary>Rules as combinational circuits in the Berkeley Logic Interchange Format, for synthesis and equivalence checking (docs/rule-files.md).</summary>
/// <remarks>
/// A symbol of an alphabet of k symbols is ceil(log2 k) bits, least significant first: input <c>s_m1_b0</c> is bit 0 of state[-1], <c>i_0_b1</c> bit 1 of input[0], <c>s_m1_2_b0</c> bit 0 of state[-1 2]; output <c>n_b0</c> is bit 0 of the result.
/// Codes that no symbol has are don't-cares of the rule; in the file all outputs are 0 there, so that the function is total and two files of one rule are equal, and a comment says which codes are symbols.
/// </remarks>
public static class BlifCircuit
{
    /// <summary>The largest domain that is written as a circuit.</summary>
    public const int MaxDomainSize = 1 << 18;

    /// <summary>Writes the table: one two-level cover for each bit of the result, its lines the neighborhoods where it is 1, those together that differ in bits that do not matter.</summary>
    /// <param name="rule">The rule or readout.</param>
    /// <param name="name">The name of the model.</param>
    /// <exception cref="InputException">The alphabets have a single symbol, so that there are no bits, or the domain is larger than <see cref="MaxDomainSize"/>.</exception>
    public static string Format(LocalRule rule, string name) => new BlifText(rule, name).FormatTable();

    /// <summary>Reads a circuit as a rule by evaluating it on every neighborhood.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="signature">Which rule it is; left out, the comment in a file of ours says it.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no combinational circuit, does not fit the signature, or there is none.</exception>
    public static LocalRule Parse(string text, Signature? signature = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BlifReader.Read(text, file).ToRule(signature, file);
    }
}
