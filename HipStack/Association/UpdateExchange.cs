using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Association;

/// <summary>The Update IDs of one association in both directions (RFC 7401 sections 6.11 and 6.12).</summary>
internal sealed class UpdateExchange(uint firstId = 0)
{
    /// <summary>How far behind the newest an Update ID of the peer may be, and how far ahead.</summary>
    public const int Window = 32;

    /// <summary>The most UPDATEs that wait for an acknowledgement at once.</summary>
    public const int MaxOutstanding = 8;

    private const int CachedAnswers = 8;

    private readonly List<PendingUpdate> outstanding = [];
    private readonly Queue<(uint Id, byte[] Packet, Path? Path)> answers = new();
    private uint nextId = firstId;
    private uint newest = unchecked(firstId - 1);
    private ulong processed;

    public IReadOnlyList<PendingUpdate> Outstanding => outstanding;

    public bool IsFull => outstanding.Count >= MaxOutstanding;

    /// <summary>The first UPDATE is sent with an Update ID of zero.</summary>
    public uint TakeId() => nextId++;

    public void Add(PendingUpdate update) => outstanding.Add(update);

    public void Remove(PendingUpdate update) => outstanding.Remove(update);

    public TimeSpan NextDue() => outstanding.Count == 0 ? TimeSpan.MaxValue : outstanding.Min(update => update.Due);

    /// <summary>Whether an Update ID of the peer is neither too old nor too far ahead; circular.</summary>
    public bool IsInWindow(uint id) => Distance(id) is > -Window and <= Window;

    public bool WasProcessed(uint id)
    {
        int distance = Distance(id);
        return distance <= 0 && distance > -Window && (processed >> -distance & 1) != 0;
    }

    public void MarkProcessed(uint id)
    {
        int distance = Distance(id);
        if (distance > 0)
        {
            processed = distance >= Window * 2 ? 0 : processed << distance;
            newest = id;
            distance = 0;
        }

        processed |= 1UL << -distance;
    }

    /// <summary>Keeps the answer to an Update ID, for when it comes again.</summary>
    /// <param name="id">The peer's Update ID.</param>
    /// <param name="packet">The answer.</param>
    /// <param name="path">The only way that the answer may go, because it shows who is there; null for any.</param>
    public void Remember(uint id, byte[] packet, Path? path = null)
    {
        answers.Enqueue((id, packet, path));
        if (answers.Count > CachedAnswers)
        {
            answers.Dequeue();
        }
    }

    public bool TryFindAnswer(uint id, [NotNullWhen(true)] out byte[]? packet, out Path? path)
    {
        (_, packet, path) = answers.FirstOrDefault(answer => answer.Id == id);
        return packet is not null;
    }

    private int Distance(uint id) => unchecked((int)(id - newest));
}
