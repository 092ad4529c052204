using Lightcone.Cli;
using Lightcone.Cli.Entry;

StandardOutput.Attach();
InterruptSignal.Watch();
return Shell.Run(args, Console.Out, Console.Error);
