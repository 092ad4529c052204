using Lightcone.Cli;

return Shell.Run(args, Console.Out, Console.Error);
