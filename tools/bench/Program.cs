using BenchmarkDotNet.Running;
using HiperNet.Bench;

// dotnet run -c Release --project tools/bench -- --filter '*'      (see docs/performance.md)
if (args is ["crowd", ..])
{
    return Crowd.Run(args[1..]);
}

if (args is ["calendar"])
{
    return CalendarTimes.Run();
}

if (args is ["plan-scale"])
{
    return PlanScale.Run();
}

if (args is ["pool-scale"])
{
    return PoolScale.Run();
}

if (args is ["vxdl-read"])
{
    return VxdlTimes.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
return 0;
