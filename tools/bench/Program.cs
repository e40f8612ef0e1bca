using BenchmarkDotNet.Running;
using HiperNet.Bench;

// dotnet run -c Release --project tools/bench -- --filter '*'      (see docs/performance.md)
return args switch
{
    ["crowd", ..] => Crowd.Run(args[1..]),
    ["allocations"] => await AllocationTimes.RunAsync(),
    ["calendar"] => CalendarTimes.Run(),
    ["plan-scale"] => PlanScale.Run(),
    ["plan-streams", ..] => PlanStreams.Run(args[1..]),
    ["pool-scale"] => PoolScale.Run(),
    ["registrar-load", ..] => await RegistrarLoad.RunAsync(args[1..]),
    ["vxdl-read"] => VxdlTimes.Run(),
    _ => Benchmarks(args),
};

static int Benchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
    return 0;
}
