using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;

namespace HiperNet.Hipd;

/// <summary>All drops outside of associations, by reason.</summary>
internal sealed class DropView(
    OutboundPipeline outbound,
    OutboundPipeline flushing,
    InboundPipeline inbound,
    PacketQueue queue,
    FrameTally frames,
    HipLoop loop)
{
    public IReadOnlyDictionary<string, long> All(ControlCounters control)
    {
        Dictionary<string, long> all = new(StringComparer.Ordinal);
        foreach (DropReason reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            Add($"data_{Name(reason)}", (long)(outbound.Drops.Of(reason) + flushing.Drops.Of(reason)
                + inbound.Drops.Of(reason) + queue.Drops.Of(reason)));
        }

        foreach (ControlDrop reason in Enum.GetValues<ControlDrop>().Where(reason => reason != ControlDrop.None))
        {
            Add($"hip_{Name(reason)}", control.DropsFor(reason));
        }

        Add("frame_malformed", frames[FrameVerdict.Malformed]);
        Add("hip_queue_full", loop.Overflow);
        return all;

        void Add(string name, long count)
        {
            if (count > 0)
            {
                all[name] = count;
            }
        }
    }

    /// <summary>The drops of one association.</summary>
    public static IReadOnlyDictionary<string, long> Of(AssociationPath? path, IEnumerable<InboundSa> inboundSas)
    {
        Dictionary<string, long> all = new(StringComparer.Ordinal);
        if (path is null)
        {
            return all;
        }

        InboundSa[] sas = [.. inboundSas];
        foreach (DropReason reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            ulong count = path.Drops.Of(reason) + (path.Outbound?.Drops.Of(reason) ?? 0)
                + sas.Aggregate(0UL, (sum, sa) => sum + sa.Drops.Of(reason));
            if (count > 0)
            {
                all[Name(reason)] = (long)count;
            }
        }

        return all;
    }

    private static string Name<T>(T reason)
        where T : struct, Enum => Records.Words(reason).Replace(' ', '_');
}
