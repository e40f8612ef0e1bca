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

if (args is ["plan-streams", ..])
{
    return PlanStreams.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(args, new BenchConfig());
return 0;
