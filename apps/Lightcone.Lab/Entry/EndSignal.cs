using System.Runtime.InteropServices;

namespace Lightcone.Lab.Entry;

/// <summary>Ctrl-C, and the signal by which systems ask for an end. The second Ctrl-C ends the program at once.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly ManualResetEventSlim asked = new();
    private readonly PosixSignalRegistration termination;
    private readonly PosixSignalRegistration interruption;

    public EndSignal()
    {
        termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
    }

    /// <summary>Waits for it.</summary>
    public void Wait() => asked.Wait();

    /// <inheritdoc/>
    public void Dispose()
    {
        termination.Dispose();
        interruption.Dispose();
        asked.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = !asked.IsSet;
        asked.Set();
    }
}
