using BenchmarkDotNet.Running;
using HiperNet.Bench;

// dotnet run -c Release --project tools/bench -- --filter '*'      (see docs/performance.md)
BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
