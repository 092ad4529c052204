using Lightcone.Cli.Entry;

return Shell.Run(args, Console.Out, Console.Error);
