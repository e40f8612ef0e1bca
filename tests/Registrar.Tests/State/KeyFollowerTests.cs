using System.Globalization;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.State;

/// <summary>Keys in memory, on a real etcd that can be cut off.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class KeyFollowerTests
{
    private readonly Dictionary<string, string> known = [];

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task It_follows_puts_and_deletions_through_cuts_and_compactions()
    {
        int[] ports = Ports.Free(2);
        using Member member = new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
        using ForgetfulProxy proxy = new(ports[0], "nothing");
        using EtcdClient direct = Waiting.ClientOf(member.Endpoint);
        using EtcdClient client = Waiting.ClientOf(proxy.Endpoint, TimeSpan.FromSeconds(2));
        await Waiting.ReadyAsync(direct, Stop);
        await PutAsync(direct, 0, 3);
        KeyFollower follower = new(client, "a/", TimeProvider.System);
        Assert.IsNull(follower.Take());
        using CancellationTokenSource over = new();
        Task running = follower.RunAsync(over.Token);

        await MustBecomeAsync(follower, "a/0 a/1 a/2");
        await PutAsync(direct, 3, 4);
        Waiting.Must(await direct.DeleteAsync(KeyRange.Single("a/0"), Stop));
        await MustBecomeAsync(follower, "a/1 a/2 a/3");

        proxy.IsCut = true;
        await PutAsync(direct, 4, 5);
        Waiting.Must(await direct.DeleteAsync(KeyRange.Single("a/1"), Stop));
        proxy.IsCut = false;
        await MustBecomeAsync(follower, "a/2 a/3 a/4");

        proxy.IsCut = true;
        Waiting.Must(await direct.DeleteAsync(KeyRange.Single("a/2"), Stop));
        Written last = Waiting.Must(await direct.PutAsync(Waiting.Bytes("a/5"), default, 0, Stop));
        Waiting.Must(await direct.CompactAsync(last.Revision, Stop));
        proxy.IsCut = false;
        await MustBecomeAsync(follower, "a/3 a/4 a/5");

        await over.CancelAsync();
        await running;
        Assert.IsFalse(follower.IsReady);
    }

    private static async Task PutAsync(EtcdClient client, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"a/{i}");
            Waiting.Must(await client.PutAsync(Waiting.Bytes(key), Waiting.Bytes("x")));
            Waiting.Must(await client.PutAsync(Waiting.Bytes("b"), Waiting.Bytes("x")));
        }
    }

    private Task MustBecomeAsync(KeyFollower follower, string keys) => Waiting.UntilAsync(
        () =>
        {
            if (follower.Take() is not { } news)
            {
                return false;
            }

            if (news.IsAnew)
            {
                known.Clear();
            }

            foreach ((string key, KeyValue? item) in news.Keys)
            {
                known.Remove(key);
                if (item is not null)
                {
                    known.Add(key, item.ValueText);
                }
            }

            return string.Join(' ', known.Keys.Order()) == keys;
        },
        Stop);
}
