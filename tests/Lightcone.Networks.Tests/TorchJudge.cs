using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

// Runs Judges/torch_judge.py under a Python that has torch.
internal static class TorchJudge
{
    public static TensorFile Ask(Network network, Examples examples, int[] labels, Optimizer optimizer, int steps)
    {
        string python = OutsideJudge.Torch.Require();
        string folder = Directory.CreateTempSubdirectory("judge").FullName;
        try
        {
            string question = Path.Combine(folder, "case.safetensors"), answer = Path.Combine(folder, "verdict.safetensors");
            ImmutableArray<NamedArray> tensors =
            [
                .. network.Parameters.Tensors.Select(static p => NetworkFile.Named(p, "p.")),
                new("inputs", NpyArray.FromSingles(examples.Inputs.Values, examples.Inputs.Batch, examples.Inputs.Time, examples.Inputs.Features)),
                new("labels", NpyArray.FromSingles([.. labels.Select(static l => (float)l)], labels.Length)),
            ];
            ImmutableSortedDictionary<string, string> metadata = ImmutableSortedDictionary<string, string>.Empty
                .Add("architecture", network.Architecture.ToString())
                .Add("rate", optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture))
                .Add("clip", (optimizer.ClipNorm ?? 0).ToString("R", CultureInfo.InvariantCulture))
                .Add("optimizer", optimizer switch
                {
                    AdamW a => string.Create(CultureInfo.InvariantCulture, $"adamw {a.WeightDecay:R}"),
                    Sgd s => string.Create(CultureInfo.InvariantCulture, $"sgd {s.Momentum:R} {(s.Nesterov ? 1 : 0)} {s.WeightDecay:R}"),
                    _ => "adam",
                })
                .Add("steps", steps.ToString(CultureInfo.InvariantCulture));
            new TensorFile(tensors, metadata).Save(question);
            ProcessStartInfo start = new(python) { RedirectStandardError = true, UseShellExecute = false };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Judges", "torch_judge.py"));
            start.ArgumentList.Add(question);
            start.ArgumentList.Add(answer);
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);
            return TensorFile.Load(answer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
