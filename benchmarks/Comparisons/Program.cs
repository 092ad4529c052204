using Lightcone.Cli.Entry;
using Lightcone.Comparisons;

return Shell.Run(["bench", .. args], Console.Out, Console.Error, [BenchVerb.Create()]);
