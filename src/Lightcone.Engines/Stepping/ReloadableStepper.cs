namespace Lightcone.Engines.Stepping;

/// <summary>A stepper that can take over in the middle of a run.</summary>
internal abstract class ReloadableStepper : Stepper
{
    /// <summary>Replaces the present configuration; what was marked stays marked.</summary>
    public abstract void Load(ReadOnlySpan<byte> cells);
}
