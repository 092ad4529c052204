namespace Lightcone.Experiments.Claims;

/// <summary>What a true claim says of its effect under the control.</summary>
public enum ControlExpectation
{
    /// <summary>It remains: the control takes away another explanation.</summary>
    EffectRemains,

    /// <summary>It vanishes: the control takes away what the claim rests on, as one weight of a rule that is exact. An effect that stays shows that the measurement cannot tell right from wrong.</summary>
    EffectVanishes,
}
