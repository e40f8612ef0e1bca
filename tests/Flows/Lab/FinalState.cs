using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Audit;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>All that a registrar keeps of infrastructures, as etcd has it when nobody writes any more.</summary>
internal sealed class FinalState
{
    private FinalState(IReadOnlyList<KeyValue> items, StateKeys keys)
    {
        Keys = keys;
        Items = items.ToDictionary(item => item.KeyText[keys.Root.Length..], StringComparer.Ordinal);
        Offers = [.. Below("offer/").Select(pair => RecordCodec.ReadOffer(pair.Value))];
        Vpxis = Below("vpxi/").Select(pair => RecordCodec.ReadVpxi(pair.Value))
            .ToDictionary(vpxi => vpxi.Id, StringComparer.Ordinal);
        Runs = Below("run/").Select(pair => InfrastructureCodec.ReadRun(pair.Value))
            .ToDictionary(run => run.Id, StringComparer.Ordinal);
        Bundles = [.. Below("cert/").Select(pair => BundleCodec.Read(pair.Value))];
        Log = [.. Entries().Select(entry => AuditEvent.Read(entry))];
    }

    public StateKeys Keys { get; }

    /// <summary>Every key without what all begin with, and its value.</summary>
    public IReadOnlyDictionary<string, KeyValue> Items { get; }

    public IReadOnlyList<OfferRecord> Offers { get; }

    public IReadOnlyDictionary<string, VpxiRecord> Vpxis { get; }

    public IReadOnlyDictionary<string, RunRecord> Runs { get; }

    public IReadOnlyList<Bundle> Bundles { get; }

    /// <summary>What the log says, with what waits for it.</summary>
    public IReadOnlyList<AuditEvent> Log { get; }

    /// <summary>What is wrong with the log itself; null if its root is that of its entries.</summary>
    public string? LogFault { get; private set; }

    public static async Task<FinalState> ReadAsync(EtcdClient store, string registrar)
    {
        StateKeys keys = StateKeys.Of(registrar);
        List<KeyValue> items = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(KeyRange.Prefix(keys.Root), 500))
        {
            items.AddRange(Must(page).Items);
        }

        return new FinalState(items, keys);
    }

    /// <summary>The rest of the names of keys that begin so, and their values.</summary>
    public IEnumerable<(string Name, ReadOnlyMemory<byte> Value)> Below(string prefix) => Items
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => (pair.Key[prefix.Length..], pair.Value.Value));

    private IEnumerable<ReadOnlyMemory<byte>> Entries()
    {
        ReadOnlyMemory<byte>[] logged = [.. Below("audit/log/e/").Select(pair => pair.Value)];
        string root = Convert.ToHexStringLower(NaiveTree.Root(logged.Select(entry => entry.ToArray()).ToArray()));
        LogHead? head = null;
        if (Items.TryGetValue("audit/log/head", out KeyValue? item))
        {
            LogHead.TryRead(item.Value.Span, out head);
        }

        if (head is null ? logged.Length > 0 : head.Size != logged.Length || head.Root.ToString() != root)
        {
            LogFault = $"the log's head is not that of its {logged.Length} entries";
        }

        return [.. logged, .. Below("audit/pending/").Select(pair => pair.Value)];
    }
}
