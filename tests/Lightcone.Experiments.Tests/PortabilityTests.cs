using System.Security.Cryptography;
using System.Text;
using Lightcone.Experiments.Analyses;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests;

// A run's directory is named by its settings: whoever computes it again, anywhere, must find the same bytes in it.
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PortabilityTests
{
    private static readonly LandscapeTraining Training = new() { Tests = [EncodingSpec.Mixed(2), EncodingSpec.Mixed(0)], Samples = 100, Epochs = 2, LearningRate = 1e-3 };
    private static readonly FieldTraining Field = new() { Images = ImageSource.PinkNoise, Patches = 64, HeldOut = 32, Epochs = 1, Units = 16 };

    public static TheoryData<string> Names => [.. Runs.Keys];

    // Changes only when an algorithm changes what it computes; then the kind's version rises and the changelog says so.
    private static Dictionary<string, (RunSpec Run, string Golden)> Runs => new(StringComparer.Ordinal)
    {
        ["spiking"] = (Training with { Control = Control.PhaseScrambled }, "e8925050f39ce786"),
        ["lstm"] = (Training with { Model = LandscapeModel.Lstm, Control = Control.AmplitudePerStep }, "6336e267f4959e50"),
        ["leaky perceptron"] = (Training with { Model = LandscapeModel.LeakyPerceptron }, "cdaf156a362d505b"),
        ["static patches"] = (Field, "92eb87fef497c1ee"),
        ["dynamic patches"] = (Field with { Condition = FieldCondition.Dynamic, Images = ImageSource.Photos }, "47562484e1d8cc88"),
        ["poisson patches"] = (Field with { Condition = FieldCondition.Poisson, Images = ImageSource.DeadLeaves }, "7b3807d439a5a548"),
        ["encoding"] = (new EncodingSurvey { Samples = 2 }, "8b43ef005ed915f6"),
        ["storage"] = (new StorageSurvey { Points = 200 }, "2914b11a5b7da021"),
        ["scale space"] = (new ScaleSpaceSurvey { Dampings = [2], Samples = [9] }, "a5618f8c3318cd73"),
        ["bound"] = (new BoundTraining { Samples = 40, Epochs = 1 }, "26d811431f5e5de5"),
    };

    [Fact]
    public void Settings_read_back_from_their_text()
    {
        RunSpec[] runs = [.. Runs.Values.Select(static pair => pair.Run), new ScheduleTraining { EpochsPerStage = 3, Settings = Training with { Control = Control.Gain(2) } }, .. Landscape.Families.Runs()];
        Assert.All(runs, static run =>
        {
            RunSpec back = run.Kind.Read(run.Kind.Write(run), default);
            Assert.Equal(run.GetType(), back.GetType());
            Assert.Equal(run.Hash, back.Hash);
            Assert.Equal(run, back);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_the_golden_ones(string name)
    {
        (RunSpec run, string golden) = Runs[name];
        RunResult result = run.Compute(RunContext.None);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, double value) in result.Numbers)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            // What is no number has many forms.
            hash.AppendData(double.IsNaN(value) ? [] : BitConverter.GetBytes(value));
        }

        foreach (string line in result.Events)
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        foreach ((_, Foundation.Arrays.NpyArray array) in result.Arrays)
            foreach (double value in array.ToDoubles())
                hash.AppendData(double.IsNaN(value) ? [] : BitConverter.GetBytes(value));
        Assert.Equal(golden, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }
}
