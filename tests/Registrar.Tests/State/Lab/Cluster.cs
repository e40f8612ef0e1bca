using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>Three members.</summary>
internal sealed class Cluster : IDisposable
{
    public Cluster()
    {
        int[] ports = Ports.Free(6);
        string names = string.Join(',', Enumerable.Range(0, 3).Select(i => $"m{i}=http://127.0.0.1:{ports[3 + i]}"));
        Members = [.. Enumerable.Range(0, 3).Select(i => new Member($"m{i}", ports[i], ports[3 + i], names, "http"))];
    }

    public IReadOnlyList<Member> Members { get; }

    public EtcdOptions Options => new() { Endpoints = [.. Members.Select(member => member.Endpoint)] };

    /// <summary>Which member leads.</summary>
    public async Task<int> LeaderAsync(CancellationToken cancellation)
    {
        while (true)
        {
            for (int i = 0; i < Members.Count; i++)
            {
                using EtcdClient client = Waiting.ClientOf(Members[i].Endpoint, TimeSpan.FromSeconds(1));
                StateResult<EtcdStatus> status = await client.StatusAsync(cancellation);
                if (status.IsDone && status.Value.Leader == status.Value.Member)
                {
                    return i;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }
    }

    public void Dispose()
    {
        foreach (Member member in Members)
        {
            member.Dispose();
        }
    }
}
