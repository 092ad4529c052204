using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Claims;

/// <summary>A claim with what came of it: all that a reader needs to believe it or to doubt it.</summary>
public sealed record ClaimRecord
{
    /// <summary>As in the claim.</summary>
    public required string Id { get; init; }

    /// <summary>As in the claim.</summary>
    public required ClaimSource Source { get; init; }

    /// <summary>As in the claim.</summary>
    public required string Title { get; init; }

    /// <summary>As in the claim.</summary>
    public required string Sentence { get; init; }

    /// <summary>As in the claim.</summary>
    public required string Command { get; init; }

    /// <summary>As in the claim.</summary>
    public required PublishedValue Published { get; init; }

    /// <summary>As in the claim.</summary>
    public required double Tolerance { get; init; }

    /// <summary>What came out; null where it cannot be tested.</summary>
    public ArmSummary? Ours { get; init; }

    /// <summary>The effect; null where it cannot be tested.</summary>
    public Effect? Effect { get; init; }

    /// <summary>Whether the source's number came out again.</summary>
    public required Reproduction Reproduced { get; init; }

    /// <summary>The control with what came of it.</summary>
    public required ControlRecord Control { get; init; }

    /// <summary>As in the claim.</summary>
    public required string WouldRefute { get; init; }

    /// <summary>As in the claim.</summary>
    public string? AddedAfter { get; init; }

    /// <summary>As in the claim.</summary>
    public string? Untestable { get; init; }

    /// <summary>The name of the budget.</summary>
    public required string Budget { get; init; }

    /// <summary>How long the runs took together, in seconds of one thread; no hash includes it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the claim is false as far as this can tell: it was not reproduced, or the control undoes it.</summary>
    public bool IsFalse => Reproduced == Reproduction.No || Control.Verdict is ControlVerdict.Falls or ControlVerdict.ChangesSign;

    /// <summary>What has to be said first of a claim that does not hold; empty for others.</summary>
    public string FirstWords => Control.Verdict switch
    {
        ControlVerdict.Falls => "Falls under its control: ",
        ControlVerdict.ChangesSign => "Changes its sign under the control: ",
        _ => Reproduced == Reproduction.No ? "Not reproduced: " : "",
    };

    /// <summary>SHA-256 over the members of the record in their order, without seconds and hash, written without white space.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.WriteLine(writer => ClaimJson.WriteMembers(writer, this)))));

    /// <summary>The records as a JSON document (docs/reproductions/claim.schema.json).</summary>
    public static string Write(IEnumerable<ClaimRecord> records) => ClaimJson.Write(records);

    /// <summary>Reads such a document and checks every hash.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">It is none, or a record was changed; the message says where.</exception>
    public static ImmutableArray<ClaimRecord> Parse(string text, string? file = null) => ClaimJson.Parse(text, file);
}
