using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Tests;

/// <summary>Tensors that others saved under names of their own.</summary>
public sealed class StateDictionaryTests
{
    private static readonly Architecture Own = Architecture.Parse("input 3 | linear 4 | leaky beta=0.5 | linear 4 | rleaky beta=0.75 learn=shared | linear 2 | leaky beta=0.5 | count");

    [Fact]
    public void Names_are_mapped_by_order_and_shape()
    {
        using TemporaryFolder folder = new();
        Network network = Network.Create(Own, 4);
        // The order of an alphabet, as safetensors writes it: fc10 before fc2.
        string path = Save(folder, [
            ("fc10.bias", network.Parameters["4.bias"]), ("fc10.weight", network.Parameters["4.weight"]), ("fc1.bias", network.Parameters["0.bias"]), ("fc1.weight", network.Parameters["0.weight"]),
            ("fc2.bias", network.Parameters["2.bias"]), ("lif2.recurrent.weight", network.Parameters["3.recurrent.weight"]), ("fc2.weight", network.Parameters["2.weight"]), ("lif2.recurrent.bias", network.Parameters["3.recurrent.bias"])],
            ("lif1.beta", 0.5f), ("lif2.beta", 0.75f), ("lif10.beta", 0.5f), ("lif1.threshold", 1), ("lif2.threshold", 1), ("lif10.threshold", 1), ("lif1.graded_spikes_factor", 1));
        Assert.Equal(network.Parameters.Hash(), Network.Load(path, Own).Parameters.Hash());
        // A file of this program is read by its own names, and must be of this architecture.
        network.Save(folder.File("own.safetensors"));
        Assert.Equal(network.Parameters.Hash(), Network.Load(folder.File("own.safetensors"), Own).Parameters.Hash());
        Assert.Contains("another architecture", Refused(folder.File("own.safetensors"), Architecture.Parse("input 3 | linear 2 | mean")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_listed()
    {
        using TemporaryFolder folder = new();
        Network small = Network.Create(Architecture.Parse("input 3 | linear 2 | leaky beta=0.5 | linear 2 | leaky beta=0.5 | count"), 1);
        (string, Parameter)[] four = [("fc1.weight", small.Parameters["0.weight"]), ("fc1.bias", small.Parameters["0.bias"]), ("fc2.weight", small.Parameters["2.weight"]), ("fc2.bias", small.Parameters["2.bias"])];
        string path = Save(folder, four);
        string message = Refused(path, Architecture.Parse("input 3 | linear 5 | leaky | linear 2 | leaky | count"));
        Assert.Contains("there is no tensor for '0.weight' [5, 3]", message, StringComparison.Ordinal);
        Assert.Contains("Expected: 0.weight [5, 3], 0.bias [5], 2.weight [2, 5], 2.bias [2]. Found: fc1.weight [2, 3], fc1.bias [2], fc2.weight [2, 2], fc2.bias [2].", message, StringComparison.Ordinal);
        Assert.Contains("has no place", Refused(path, Architecture.Parse("input 3 | linear 2 | mean")), StringComparison.Ordinal);
        Assert.Contains("'lif2.beta' is 0.9, and layer 4", Refused(Save(folder, four, ("lif1.beta", 0.5f), ("lif2.beta", 0.9f)), small.Architecture), StringComparison.Ordinal);
        Assert.Contains("'lif1.threshold' is 2", Refused(Save(folder, four, ("lif1.threshold", 2), ("lif2.threshold", 1)), small.Architecture), StringComparison.Ordinal);
        Assert.Contains("do not say which comes first", Refused(Save(folder, [("a.weight", small.Parameters["0.weight"]), ("a.bias", small.Parameters["0.bias"]), ("b.weight", small.Parameters["2.weight"]), ("b.bias", small.Parameters["2.bias"])]), small.Architecture), StringComparison.Ordinal);
    }

    [Fact]
    public void Betas_whose_layer_cannot_be_told_are_refused()
    {
        using TemporaryFolder folder = new();
        Architecture architecture = Architecture.Parse("input 3 | linear 4 | leaky beta=0.5 learn=shared | linear 2 | leaky beta=0.25 | count");
        Network network = Network.Create(architecture, 4);
        (string, Parameter)[] weights = [("a.weight", network.Parameters["0.weight"]), ("a.bias", network.Parameters["0.bias"]), ("b.weight", network.Parameters["2.weight"]), ("b.bias", network.Parameters["2.bias"])];
        // The first layer's neurons may well be the ones that come second in the alphabet.
        Assert.Contains("the names of 'hidden.beta' and 'out.beta' do not say which comes first; number them (lif1, lif2)", Refused(Save(folder, weights, ("hidden.beta", 0.75f), ("out.beta", 0.25f)), architecture), StringComparison.Ordinal);
        Assert.Contains("do not say which comes first", Refused(Save(folder, weights, ("hidden.beta", 0.25f), ("out.beta", 0.75f)), architecture), StringComparison.Ordinal);
        Assert.Contains("'beta' is saved as lif1.beta, lif2.beta, lif3.beta, and the architecture has it in layer 2, 4: whose it is cannot be told", Refused(Save(folder, weights, ("lif1.beta", 0.75f), ("lif2.beta", 0.25f), ("lif3.beta", 0.25f)), architecture), StringComparison.Ordinal);
        // Numbered ones, equal ones, and the learned ones alone can be told.
        Assert.Equal(0.75f, Beta(Save(folder, weights, ("lif1.beta", 0.75f), ("lif2.beta", 0.25f))));
        Assert.Equal(0.25f, Beta(Save(folder, weights, ("hidden.beta", 0.25f), ("out.beta", 0.25f))));
        Assert.Equal(0.75f, Beta(Save(folder, weights, ("hidden.beta", 0.75f))));
        // Two learned betas of one shape have no order; of two shapes they need none.
        Architecture shared = Architecture.Parse("input 3 | linear 4 | leaky learn=shared | linear 2 | leaky learn=shared | count"), each = Architecture.Parse("input 3 | linear 4 | leaky learn=neuron | linear 2 | leaky learn=neuron | count");
        Assert.Contains("'hidden.beta' and 'out.beta' have the same shape", Refused(Save(folder, weights, ("hidden.beta", 0.75f), ("out.beta", 0.25f)), shared), StringComparison.Ordinal);
        Network four = Network.Create(each, 1);
        Assert.Equal(four.Parameters["1.beta"].Values.ToArray(), Network.Load(Save(folder, [.. weights, ("z.beta", four.Parameters["1.beta"]), ("a.beta", four.Parameters["3.beta"])]), each).Parameters["1.beta"].Values.ToArray());

        float Beta(string path) => Network.Load(path, architecture).Parameters["1.beta"].Values[0];
    }

    [Fact]
    public void Settings_whose_layer_cannot_be_told_are_refused()
    {
        using TemporaryFolder folder = new();
        Architecture architecture = Architecture.Parse("input 3 | linear 4 | leaky beta=0.5 threshold=2 | linear 2 | integrator beta=0.5 | last");
        Network network = Network.Create(architecture, 4);
        (string, Parameter)[] weights = [("a.weight", network.Parameters["0.weight"]), ("a.bias", network.Parameters["0.bias"]), ("b.weight", network.Parameters["2.weight"]), ("b.bias", network.Parameters["2.bias"])];
        // Only layers that fire have a threshold; others save one for all.
        Network.Load(Save(folder, weights, ("lif1.threshold", 2)), architecture);
        Network.Load(Save(folder, weights, ("lif1.threshold", 2), ("lif2.threshold", 1)), architecture);
        Assert.Contains("'lif1.threshold' is 3", Refused(Save(folder, weights, ("lif1.threshold", 3)), architecture), StringComparison.Ordinal);
        Assert.Contains("'threshold' is saved as lif1.threshold, lif2.threshold, lif3.threshold, and", Refused(Save(folder, weights, ("lif1.threshold", 2), ("lif2.threshold", 1), ("lif3.threshold", 1)), architecture), StringComparison.Ordinal);
        Assert.Contains("'beta' is saved as lif.beta, and the architecture has it in layer 2, 4", Refused(Save(folder, weights, ("lif.beta", 0.9f)), architecture), StringComparison.Ordinal);
        // Whose it is makes no difference where all layers expect the same.
        Network.Load(Save(folder, weights, ("lif1.beta", 0.5f)), architecture);
        Assert.Contains("'lif1.beta' [] has no place", Refused(Save(folder, weights, ("lif1.beta", 0.5f)), Architecture.Parse("input 3 | linear 4 | relu | linear 2 | last")), StringComparison.Ordinal);
        Assert.Contains("'hidden.threshold' and 'out.threshold' do not say", Refused(Save(folder, weights, ("hidden.threshold", 2), ("out.threshold", 1)), architecture), StringComparison.Ordinal);
    }

    /// <summary>Where some neurons alone are saved, the numbers in their names say whose they are, as they do where all are.</summary>
    [Theory]
    [InlineData("lif1", 0f, null)]
    [InlineData("lif2", 1f, null)]
    [InlineData("net.1", 0f, null)]
    [InlineData("3", 1f, null)]
    [InlineData("lif1", 1f, "'lif1.reset_mechanism_val' is 1, and layer 2 of the architecture")]
    [InlineData("lif2", 0f, "'lif2.reset_mechanism_val' is 0, and layer 4 of the architecture")]
    [InlineData("lif3", 0f, "'reset_mechanism_val' is saved as lif3.reset_mechanism_val, and the architecture has it in layer 2, 4: whose it is cannot be told")]
    [InlineData("2", 0f, "whose it is cannot be told")]
    [InlineData("lif", 0f, "whose it is cannot be told")]
    public void Numbers_in_names_tell_whose_a_setting_is(string neurons, float value, string? refused)
    {
        using TemporaryFolder folder = new();
        Architecture architecture = Architecture.Parse("input 3 | linear 4 | leaky beta=0.5 | linear 2 | leaky beta=0.25 reset=zero | count");
        Network network = Network.Create(architecture, 4);
        string path = Save(folder, [("a.weight", network.Parameters["0.weight"]), ("a.bias", network.Parameters["0.bias"]), ("b.weight", network.Parameters["2.weight"]), ("b.bias", network.Parameters["2.bias"])], ($"{neurons}.reset_mechanism_val", value));
        if (refused is null)
            Assert.Equal(network.Parameters.Hash(), Network.Load(path, architecture).Parameters.Hash());
        else
            Assert.Contains(refused, Refused(path, architecture), StringComparison.Ordinal);
    }

    [Fact]
    public void Neurons_that_are_counted_from_0_are_told_by_what_else_they_saved()
    {
        using TemporaryFolder folder = new();
        Architecture architecture = Architecture.Parse("input 3 | linear 4 | leaky beta=0.5 | linear 2 | leaky beta=0.25 reset=zero | count");
        Network network = Network.Create(architecture, 4);
        (string, Parameter)[] weights = [("a.weight", network.Parameters["0.weight"]), ("a.bias", network.Parameters["0.bias"]), ("b.weight", network.Parameters["2.weight"]), ("b.bias", network.Parameters["2.bias"])];
        Network.Load(Save(folder, weights, ("lif0.beta", 0.5f), ("lif1.beta", 0.25f), ("lif1.reset_mechanism_val", 1)), architecture);
        Assert.Contains("'lif1.reset_mechanism_val' is 0, and layer 4", Refused(Save(folder, weights, ("lif0.beta", 0.5f), ("lif1.beta", 0.25f), ("lif1.reset_mechanism_val", 0)), architecture), StringComparison.Ordinal);
    }

    // A membrane that is lifted to 1 once stands at its decay a step later.
    [Theory]
    [InlineData("integrator beta=0.5", null)]
    [InlineData("integrator beta=0.5 learn=shared", new[] { 0.75f })]
    [InlineData("integrator beta=0.5 learn=neuron", new[] { 0.75f, -0.5f, 1.5f })]
    [InlineData("integrator beta=0.5 learn=shared-sigmoid", new[] { 2f })]
    [InlineData("integrator beta=0.5 learn=neuron-sigmoid", new[] { 2f, 0f, -3f })]
    public void Betas_are_those_that_are_used(string layer, float[]? learned)
    {
        Network network = Network.Create(Architecture.Parse($"input 3 | {layer} | last"), 1);
        if (learned is not null)
            network = network.With(network.Parameters.With(network.Parameters.Tensors[0].Name, learned));
        Assert.Equal(network.Run(Sequences.Create(1, 2, 3, [1, 1, 1, 0, 0, 0])).Outputs.ToArray(), network.Betas(0));
        Assert.Equal(learned is null, network.Betas(0).All(static beta => beta == 0.5f));
        Assert.Empty(Network.Create(Architecture.Parse("input 3 | linear 2 | last"), 1).Betas(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Betas(1));
    }

    // Judged from its answers, a network need not run again.
    [Fact]
    public void Answers_are_judged_as_the_network_is()
    {
        Network network = Network.Create(Own, 4);
        Sequences inputs = Sequences.Create(4, 5, 3, [.. Enumerable.Range(0, 60).Select(static i => (i * 7 % 11) - 2f)]).WithLabels([0, 1, 1, 0]);
        Response response = network.Run(inputs);
        Assert.Equal(network.Evaluate(inputs), response.Evaluate(new CrossEntropy(inputs.Labels)));
        Assert.Contains("4 samples have 3 targets", Assert.Throws<ArgumentException>(() => response.Evaluate(new CrossEntropy([0, 1, 1]))).Message, StringComparison.Ordinal);
        Assert.Contains("label 2 needs 3 outputs", Assert.Throws<ArgumentException>(() => response.Evaluate(new CrossEntropy([0, 1, 2, 0]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_become_metadata_and_no_note_takes_a_name_of_the_network()
    {
        using TemporaryFolder folder = new();
        Network network = Network.Create(Own, 1);
        ImmutableSortedDictionary<string, string> notes = ImmutableSortedDictionary<string, string>.Empty.Add("lab", "seven");
        network.Save(folder.File("n.safetensors"), notes);
        Assert.Equal("seven", TensorFile.Load(folder.File("n.safetensors")).Metadata["lab"]);
        Assert.Equal(network.Parameters.Hash(), Network.Load(folder.File("n.safetensors")).Parameters.Hash());
        Assert.Throws<ArgumentException>(() => network.Save(folder.File("n.safetensors"), notes.Add("architecture", "other")));
    }

    private static string Refused(string path, Architecture architecture) => Assert.Throws<InputException>(() => Network.Load(path, architecture)).Message;

    private static string Save(TemporaryFolder folder, (string Name, Parameter Tensor)[] tensors, params (string Name, float Value)[] numbers)
    {
        new TensorFile(
            [.. tensors.Select(static each => new NamedArray(each.Name, NpyArray.FromSingles(each.Tensor.Values, each.Tensor.Shape.AsSpan()))), .. numbers.Select(static each => new NamedArray(each.Name, NpyArray.FromSingles([each.Value])))],
            ImmutableSortedDictionary<string, string>.Empty).Save(folder.File("other.safetensors"));
        return folder.File("other.safetensors");
    }
}
