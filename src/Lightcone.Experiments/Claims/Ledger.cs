using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Claims;

/// <summary>Every claim, those of papers and those of this project alike.</summary>
public static class Ledger
{
    /// <summary>The claims in the order of the table. A new claim is a value in a file of its own room and a line here.</summary>
    public static ImmutableArray<Claim> All { get; } = [.. LandscapeClaims.All, .. MechanismClaims.All, .. FieldClaims.All, .. TransferClaims.All, .. LengthClaims.All, .. ExactnessClaims.All];

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
}
