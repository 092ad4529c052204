namespace Lightcone;

/// <summary>Names under which rules are known, with their notation (as rule collections and the literature have them).</summary>
internal static class RuleNames
{
    private static readonly Dictionary<string, string> Notations = new()
    {
        ["life"] = "B3/S23",
        ["conwayslife"] = "B3/S23",
        ["gameoflife"] = "B3/S23",
        ["highlife"] = "B36/S23",
        ["dayandnight"] = "B3678/S34678",
        ["daynight"] = "B3678/S34678",
        ["seeds"] = "B2/S",
        ["replicator"] = "B1357/S1357",
        ["fredkin"] = "B1357/S02468",
        ["lifewithoutdeath"] = "B3/S012345678",
        ["34life"] = "B34/S34",
        ["diamoeba"] = "B35678/S5678",
        ["2x2"] = "B36/S125",
        ["morley"] = "B368/S245",
        ["anneal"] = "B4678/S35678",
        ["maze"] = "B3/S12345",
        ["mazectric"] = "B3/S1234",
        ["coral"] = "B3/S45678",
        ["longlife"] = "B345/S5",
        ["gnarl"] = "B1/S1",
        ["walledcities"] = "B45678/S2345",
        ["coagulations"] = "B378/S235678",
        ["amoeba"] = "B357/S1358",
        ["assimilation"] = "B345/S4567",
        ["pedestrianlife"] = "B38/S23",
        ["justfriends"] = "B2-a/S12",
        ["tlife"] = "B3/S2-i34q",
        ["briansbrain"] = "/2/3",
        ["starwars"] = "345/2/4",
        ["frogs"] = "12/34/3",
    };

    /// <summary>The notation of a name, capitals and everything but letters and digits aside; null when there is none.</summary>
    public static string? Find(string name) => Notations.GetValueOrDefault(string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
