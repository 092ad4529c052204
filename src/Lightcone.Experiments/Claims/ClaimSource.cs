namespace Lightcone.Experiments.Claims;

/// <summary>Where a claim was made.</summary>
/// <param name="Paper">The paper, as in "arXiv 2512.23916"; "Lightcone" for claims of this project.</param>
/// <param name="Place">The place in it: a section, figure or page.</param>
public sealed record ClaimSource(string Paper, string Place)
{
    /// <summary>The paper as a name of files: lower-case letters, digits and hyphens.</summary>
    public string Page => string.Join('-', new string([.. Paper.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '.' ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
