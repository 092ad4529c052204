using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/Micro -- --filter '*Rows*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
