using System.Buffers;
using System.Threading.Channels;
using HiperNet.HipStack.Capture;
using HiperNet.HipStack.Control;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>One reader of a capture.</summary>
internal sealed class CaptureSession
{
    /// <summary>The packets that wait for the reader.</summary>
    public const int Capacity = 4096;

    private readonly Channel<CaptureChunk> chunks = Channel.CreateBounded<CaptureChunk>(Capacity);
    private readonly CaptureRequest request;
    private readonly Func<Path, bool> isWanted;
    private readonly DaemonClock clock;
    private long left;
    private long lost;

    public CaptureSession(CaptureRequest request, Func<Path, bool> isWanted, DaemonClock clock)
    {
        this.request = request;
        this.isWanted = isWanted;
        this.clock = clock;
        left = request.Count ?? long.MaxValue;
        ArrayBufferWriter<byte> header = new();
        Pcapng.WriteHeader(header, "hipd");
        Pcapng.WriteInterface(header, "outer", "HIP and ESP as on the network");
        if (request.Inner)
        {
            Pcapng.WriteInterface(header, "inner", "packets of applications");
        }

        chunks.Writer.TryWrite(new CaptureChunk { Pcapng = header.WrittenMemory });
    }

    public ChannelReader<CaptureChunk> Chunks => chunks.Reader;

    /// <summary>Whether the keys were asked for.</summary>
    public bool WantsKeys => request.Keys;

    /// <summary>Takes a packet, or counts it as lost. Any thread.</summary>
    public void Offer(byte[] packet, bool isInner, Path path, CaptureDirection direction)
    {
        if ((isInner && !request.Inner) || !isWanted(path))
        {
            return;
        }

        if (Interlocked.Decrement(ref left) < 0)
        {
            chunks.Writer.TryComplete();
            return;
        }

        ArrayBufferWriter<byte> block = new(packet.Length + 128);
        CapturedPacket about = new(isInner ? 1 : 0, CapturedPacket.NanosecondsOf(clock.UtcNow), direction);
        Pcapng.WritePacket(block, about, packet);
        CaptureChunk chunk = new()
        {
            Pcapng = block.WrittenMemory,
            Packets = 1,
            Lost = Interlocked.Exchange(ref lost, 0),
        };
        if (!chunks.Writer.TryWrite(chunk))
        {
            Interlocked.Add(ref lost, chunk.Lost + 1);
        }
    }

    /// <summary>Takes lines with keys, if they were asked for.</summary>
    public void OfferKeys(IReadOnlyList<string> lines)
    {
        if (WantsKeys)
        {
            chunks.Writer.TryWrite(new CaptureChunk { Keys = lines });
        }
    }
}
