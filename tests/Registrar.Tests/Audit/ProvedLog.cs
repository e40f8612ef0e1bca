using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;

namespace HiperNet.Registrar.Tests.Audit;

/// <summary>Reads a registrar's log, and proves each entry by the head's root.</summary>
internal static class ProvedLog
{
    public static async Task<IReadOnlyList<AuditEvent>> ReadAsync(EtcdClient client, StateKeys keys)
    {
        using AuditLog log = new(new EtcdLogStore(client, keys.Log));
        LogHead head = Waiting.Must(await log.HeadAsync());
        List<AuditEvent> events = [];
        while (events.Count < head.Size)
        {
            int count = (int)Math.Min(LogLimits.PageEntries, head.Size - events.Count);
            foreach (ReadOnlyMemory<byte> entry in Waiting.Must(await log.EntriesAsync(events.Count, count)))
            {
                MerkleProof proof = Waiting.Must(await log.InclusionAsync(events.Count, head.Size));
                Assert.IsTrue(MerkleProofs.VerifyInclusion(
                    MerkleHash.Leaf(entry.Span), events.Count, head.Size, proof.Path, head.Root));
                events.Add(AuditEvent.Read(entry));
            }
        }

        return events;
    }
}
