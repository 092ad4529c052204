using Lightcone.Cli;
using Lightcone.Cli.Entry;
using Lightcone.Comparisons;

StandardOutput.Attach();
InterruptSignal.Watch();
return Shell.Run(["bench", .. args], Console.Out, Console.Error, [BenchVerb.Create()]);
