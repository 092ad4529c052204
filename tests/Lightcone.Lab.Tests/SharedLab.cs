namespace Lightcone.Lab.Tests;

/// <summary>One server for all tests of a class that leave nothing behind.</summary>
public sealed class SharedLab : IAsyncDisposable
{
    internal RunningLab Lab { get; } = RunningLab.Start();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}
