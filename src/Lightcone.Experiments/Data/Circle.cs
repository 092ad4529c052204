using Lightcone.Foundation;

namespace Lightcone.Experiments.Data;

/// <summary>Sine and cosine of angles in turns (1 = 360 degrees) from exactly rounded operations, the same bytes everywhere.</summary>
internal static class Circle
{
    public static double Cos(double turns)
    {
        double part = turns - Math.Floor(turns);
        return PortableMath.Cos(2 * Math.PI * (part <= 0.5 ? part : 1 - part));
    }

    public static double Sin(double turns) => Cos(turns - 0.25);
}
