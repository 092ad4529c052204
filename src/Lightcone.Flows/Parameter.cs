namespace Lightcone.Flows;

/// <summary>A named number of a system.</summary>
/// <param name="Name">Its name in lower case, as it is written in an override <c>name=value</c>.</param>
/// <param name="Value">Its value.</param>
public readonly record struct Parameter(string Name, double Value)
{
    /// <summary>The parameter as <c>name=value</c>, the value in its shortest exact form.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}={Value:R}");
}
