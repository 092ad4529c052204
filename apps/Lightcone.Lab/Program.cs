using Lightcone.Lab.Entry;

return LabCommand.Run(args, Console.Out, Console.Error);
