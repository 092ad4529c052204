using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/Lightcone.Benchmarks -- --filter '*Rows*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
