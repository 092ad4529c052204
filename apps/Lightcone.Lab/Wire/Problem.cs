namespace Lightcone.Lab.Wire;

/// <summary>Why something was refused or failed, as problem details (RFC 9457).</summary>
/// <param name="Type">One word for programs: bad-input, limit, too-many, too-large, forbidden, not-found, conflict, defect.</param>
/// <param name="Title">A few words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">Whole sentences for people: what was found, what was expected, what to do.</param>
/// <param name="Place">Where, as in "settings.hidden" or "a line and column"; null where there is no place.</param>
/// <param name="Expected">What was expected there; null where the sentences alone say it.</param>
/// <param name="Found">What was found there.</param>
/// <param name="Next">What to do.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Place = null, string? Expected = null, string? Found = null, string? Next = null);
