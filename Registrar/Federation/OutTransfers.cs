using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// Keeps what other registrars were asked for: before they are asked, so that it is given back after a crash.
/// </summary>
internal sealed class OutTransfers(EtcdClient store, InfrastructureKeys keys)
{
    private const int PageKeys = 200;

    /// <summary>Those of an infrastructure.</summary>
    public Task<StateResult<IReadOnlyList<OutTransfer>>> OfAsync(string vpxi, CancellationToken cancellation) =>
        ReadAsync(keys.TransfersOf(vpxi), cancellation);

    /// <summary>All of them.</summary>
    public Task<StateResult<IReadOnlyList<OutTransfer>>> AllAsync(CancellationToken cancellation) =>
        ReadAsync(keys.Transfers, cancellation);

    /// <summary>Writes one down.</summary>
    public async Task<bool> PutAsync(OutTransfer transfer, CancellationToken cancellation) =>
        (await store.PutAsync(KeyOf(transfer), Write(transfer), 0, cancellation)).IsDone;

    /// <summary>What forgets one.</summary>
    public Operation Delete(OutTransfer transfer) =>
        new DeleteOperation(KeyRange.Single(KeyOf(transfer)));

    /// <summary>Forgets one.</summary>
    public Task DeleteAsync(OutTransfer transfer, CancellationToken cancellation) =>
        store.DeleteAsync(KeyRange.Single(KeyOf(transfer)), cancellation);

    /// <summary>Each has a key of its own: one that is yet to be given back is not forgotten for the next.</summary>
    private byte[] KeyOf(OutTransfer transfer) => keys.Transfer(transfer.Vpxi, transfer.Peer, transfer.Id);

    private static byte[] Write(OutTransfer transfer) => VersionedJson.Write(json =>
    {
        json.WriteString("vpxi", transfer.Vpxi);
        json.WriteString("peer", transfer.Peer);
        json.WriteString("id", transfer.Id);
        json.WriteString("state", transfer.State.ToString());
        if (transfer.View is { } view)
        {
            json.WriteBase64String(
                "view", JsonSerializer.SerializeToUtf8Bytes(view, ContractJson.Default.TransferView));
        }
    });

    private static OutTransfer Read(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json => new OutTransfer(
        VersionedJson.Text(json, "vpxi"),
        VersionedJson.Text(json, "peer"),
        VersionedJson.Text(json, "id"),
        VersionedJson.Word<OutState>(json, "state"),
        json.TryGetProperty("view", out JsonElement view)
            ? JsonSerializer.Deserialize(view.GetBytesFromBase64(), ContractJson.Default.TransferView)
            : null));

    private async Task<StateResult<IReadOnlyList<OutTransfer>>> ReadAsync(
        string prefix, CancellationToken cancellation)
    {
        List<OutTransfer> all = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(KeyRange.Prefix(prefix), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return page.As<IReadOnlyList<OutTransfer>>();
            }

            all.AddRange(page.Value.Items.Select(item => Read(item.Value)));
        }

        return StateResult<IReadOnlyList<OutTransfer>>.Done(all);
    }
}
