using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Claims;

/// <summary>Every claim, those of papers and those of this project alike.</summary>
public static class Ledger
{
    /// <summary>The claims in the order of the table. A new claim is a value in a file of its own room and a line here.</summary>
    public static ImmutableArray<Claim> All { get; } = [.. LandscapeClaims.All, .. MechanismClaims.All, .. OpenClaims.All, .. FieldClaims.All, .. TransferClaims.All, .. LanderClaims.All, .. LengthClaims.All, .. ExactnessClaims.All];

    /// <summary>The claims that a name means: one by its id, or all whose id begins so.</summary>
    /// <exception cref="InputException">It means none.</exception>
    public static ImmutableArray<Claim> Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImmutableArray<Claim> exact = [.. All.Where(claim => claim.Id == name)], found = exact.IsEmpty ? [.. All.Where(claim => claim.Id.StartsWith(name, StringComparison.Ordinal))] : exact;
        return found.IsEmpty
            ? throw new InputException($"no claim is '{name}' or begins so.{(EditDistance.Nearest(name, All.Select(static claim => claim.Id)) is { } near ? $" Did you mean {near}?" : "")} The claims are {string.Join(", ", All.Select(static claim => claim.Id))}.")
            : found;
    }

    /// <summary>Records in the order of the table: each claim's new one, or where there is none the one that was kept. Records of claims that are no longer in the ledger are left out.</summary>
    /// <param name="records">The new ones.</param>
    /// <param name="kept">Earlier ones of the same papers.</param>
    public static ImmutableArray<ClaimRecord> Ordered(IReadOnlyCollection<ClaimRecord> records, IReadOnlyCollection<ClaimRecord> kept)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(kept);
        return [.. All.Select(claim => records.FirstOrDefault(record => record.Id == claim.Id) ?? kept.FirstOrDefault(record => record.Id == claim.Id)).OfType<ClaimRecord>()];
    }
}
