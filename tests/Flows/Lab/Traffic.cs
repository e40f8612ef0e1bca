using System.Collections.Concurrent;
using System.Globalization;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>
/// Users that create, provision and delete infrastructures, and remember what they were told. What is open, because a
/// registrar died with the answer, is asked again until there is one.
/// </summary>
internal sealed class Traffic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, Person> owners = new();
    private int failures;

    /// <summary>Of which somebody was told that they are provisioned, and has not deleted them.</summary>
    public ConcurrentDictionary<string, bool> Running { get; } = new();

    /// <summary>Of which somebody was told that they have ended.</summary>
    public ConcurrentBag<string> Gone { get; } = [];

    /// <summary>How many answers were errors that pass.</summary>
    public int Failures => failures;

    /// <summary>One core of a machine for an hour.</summary>
    public static string Document(int nodes = 1) => string.Create(
        CultureInfo.InvariantCulture, $"infrastructure x {{ window for 1 h; node n[{nodes}] {{ cores 1 }} }}");

    /// <summary>Creates one, provisions it, and deletes every second one, until it is done or cancelled.</summary>
    public async Task RunAsync(Person user, string name, int count, CancellationToken stop = default)
    {
        for (int i = 0; i < count && !stop.IsCancellationRequested; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
            owners[id] = user;
            if (await UntilAsync(() => user.Client.CreateAsync(new VpxiRequest(id, Document(), false)), stop)
                && await UntilAsync(() => user.Client.ProvisionAsync(id), stop))
            {
                Running[id] = true;
                if (i % 2 == 0)
                {
                    await DeleteAsync(user, id, stop);
                }
            }
        }
    }

    /// <summary>Deletes one that runs.</summary>
    public async Task DeleteAsync(Person user, string id, CancellationToken stop = default)
    {
        Running.TryRemove(id, out _);
        if (await UntilAsync(() => user.Client.DeleteAsync(id), stop))
        {
            Gone.Add(id);
        }
    }

    /// <summary>Waits until nothing is left over, or gives what is wrong then.</summary>
    /// <param name="store">The store.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(EtcdClient store)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            FinalState state = await FinalState.ReadAsync(store, RegistrarLab.Name);
            IReadOnlyList<string> faults = Checker.Faults(
                state, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), Running.Keys, Gone);
            if (faults.Count == 0 || TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                return faults;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    /// <summary>Whether it was done; what passes is asked again, and an error that stays fails the test.</summary>
    private async Task<bool> UntilAsync(Func<Task<ApiAnswer<VpxiView>>> ask, CancellationToken stop)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            ApiAnswer<VpxiView> answer = await ask();
            if (answer.Value is not null)
            {
                return true;
            }

            Interlocked.Increment(ref failures);
            if (!Passes(answer.Problem!.Code) || TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                Assert.Fail($"{answer.Problem.Code}: {answer.Problem.Detail}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return false;
    }

    private static bool Passes(string code) =>
        code is "unreachable" or "store" or "log" or "busy" or "in-progress" or "too-many";
}
