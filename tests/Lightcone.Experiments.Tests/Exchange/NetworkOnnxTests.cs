using Lightcone.Experiments.Exchange;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Tests.Exchange;

public sealed class NetworkOnnxTests
{
    [Theory]
    [InlineData("input 4 | linear 8 | positions | linear 2 | last", "layer 2, 'positions', has no form in ONNX")]
    [InlineData("input 4 | linear 8 | relu | transformer heads=2 | linear 2 | every", "layer 3, 'transformer heads=2', has no form in ONNX")]
    public void What_needs_more_than_one_step_is_refused(string text, string part)
    {
        Network network = Network.Create(Architecture.Parse(text), 1);
        foreach (Func<Network, byte[]> format in new[] { NetworkOnnx.Format, NetworkOnnx.FormatStep })
            Assert.Contains(part, Assert.Throws<InputException>(() => format(network)).Message, StringComparison.Ordinal);
    }
}
