namespace Lightcone.Proofs.Arguments;

/// <summary>The sentences of refutations.</summary>
internal static class RefutationSentences
{
    public static string Of(RefutationReason reason) => reason switch
    {
        RefutationReason.OtherSymbol { First: { } first, Task: var task } =>
            $"{(first.Part == "rule" ? "" : $"{first.Part}, ")}neighborhood {first.Neighborhood}: this rule says {first.Found}, {task ?? "the rule it is compared with"} says {first.Expected}.",
        RefutationReason.OtherNetwork { First: { } first } => $"neighborhood {first.Neighborhood}: the {first.Part}'s network says {first.Found}, its table {first.Expected}.",
        RefutationReason.OtherSignature other => $"the {other.Part}'s network and its table go between different alphabets or offsets.",
        RefutationReason.OtherBoundary other => $"it stands behind the boundary {other.Found}; {other.Task} is defined behind {other.Expected}.",
        RefutationReason.OtherFunction other => $"iterated, it does not compute {other.Task}: {other.Function.Statement}",
        RefutationReason.FailedCheck failed => $"{failed.Check} Its table alone could be certified, but it is not the rule of these: learn it from them, or examine it against a task.",
        RefutationReason.UnknownClaim unknown => $"the claim '{unknown.Claim}' names no task of this program.",
        RefutationReason.OtherHash => "the rule's hash is not the one that is claimed.",
        RefutationReason.BrokenProof broken => $"{broken.Violation}.",
        RefutationReason.OtherCertificate other => $"the file does not say what its rule proves: it differs from the derived certificate in line {other.Line}.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.GetType(), "unknown reason"),
    };
}
