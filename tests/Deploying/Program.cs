using HiperNet.Deploying;

// Deploying STATE serve: a line of a verb and a plan for each thing to do, answered by how many reports there were, or
// by "failed" and why.
// Deploying STATE start|stop|recover PLAN [KILL-AT]: does it in a process of its own, which SIGKILL ends at the report
// of that number.
if (args is [string folder, "serve"])
{
    while (await Console.In.ReadLineAsync() is { } line)
    {
        (int reports, string? failure) = await Deeds.DoAsync(folder, line.Split(' ')[0], line.Split(' ')[1], null);
        Console.WriteLine(failure is null ? $"{reports}" : $"failed {failure}");
    }

    return 0;
}

if (args is [string state, string verb, string id, .. string[] rest])
{
    (int reports, string? failure) = await Deeds.DoAsync(state, verb, id, rest is [string at] ? int.Parse(at) : null);
    await (failure is null ? Console.Out : Console.Error).WriteLineAsync(failure ?? $"{reports}");
    return failure is null ? 0 : 1;
}

await Console.Error.WriteLineAsync("Deploying STATE serve | start|stop|recover PLAN [KILL-AT]");
return 2;
