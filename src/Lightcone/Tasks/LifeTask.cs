namespace Lightcone.Tasks;

/// <summary>One step of Conway's Life or another rule in B/S notation, on a torus unless the user says otherwise.</summary>
public static class LifeTask
{
    /// <summary>The task for a rule in B/S notation: <c>life</c> for B3/S23, <c>highlife</c> for B36/S23, else the notation itself.</summary>
    /// <exception cref="Foundation.Input.InputException">The text is not in B/S notation.</exception>
    public static LatticeTask Of(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return NotationTask.Of(LifeNotation.Parse(notation));
    }
}
