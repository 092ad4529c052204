using Lightcone.Cli;
using Lightcone.Comparisons;

return Shell.Run(["bench", .. args], Console.Out, Console.Error, [BenchVerb.Create()]);
