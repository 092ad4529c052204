namespace Lightcone.Cli.Tests;

public sealed class HeartbeatTests
{
    [Fact]
    public void Work_that_cannot_say_how_far_it_is_says_that_it_goes_on()
    {
        using Listener error = new();
        using (Heartbeat heartbeat = new(new Terminal(TextWriter.Null, error), "measuring", TimeSpan.Zero))
            error.Heard.Wait(TestContext.Current.CancellationToken);
        Assert.Matches(@"^measuring, \d+ s so far\. Ctrl-C ends it\.", error.ToString());
        using StringWriter quick = new();
        new Heartbeat(new Terminal(TextWriter.Null, quick), "measuring").Dispose();
        Assert.Equal("", quick.ToString());
    }

    /// <summary>Says when something was written.</summary>
    private sealed class Listener : StringWriter
    {
        public ManualResetEventSlim Heard { get; } = new();

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Heard.Set();
        }

        protected override void Dispose(bool disposing)
        {
            Heard.Dispose();
            base.Dispose(disposing);
        }
    }
}
