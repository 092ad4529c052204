namespace Lightcone.Lab.Wasm;

/// <summary>The program does nothing by itself: the worker calls <see cref="Exports"/>.</summary>
internal static class Program
{
    private static void Main()
    {
    }
}
