using System.Text.Json;

namespace Lightcone.Lab.Wire;

/// <summary>A claim of the ledger.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Paper">Where it was made.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentence">The claim.</param>
/// <param name="WouldRefute">Which result would refute it.</param>
/// <param name="Command">The command that tests it.</param>
/// <param name="Runs">How many runs decide it at the standard budget.</param>
/// <param name="RunsHere">How many of these are in the folder of runs.</param>
/// <param name="Record">What came of it when it was last published, as in docs/reproductions/claim.schema.json; null where nothing was.</param>
/// <param name="Here">The same judged from the runs in the folder, at the largest budget of which all are there; null where some are missing.</param>
internal sealed record ClaimInfo(string Id, string Paper, string Place, string Title, string Sentence, string WouldRefute, string Command, int Runs, int RunsHere, JsonElement? Record, JsonElement? Here);

/// <summary>The ledger.</summary>
internal sealed record ClaimList(ClaimInfo[] Claims);
