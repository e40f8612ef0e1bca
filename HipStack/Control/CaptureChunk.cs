namespace HiperNet.HipStack.Control;

/// <summary>A part of a capture.</summary>
public sealed record CaptureChunk
{
    /// <summary>More of the file: whole blocks of pcapng, to be appended to what came before.</summary>
    public ReadOnlyMemory<byte> Pcapng { get; init; }

    /// <summary>How many packets there are in it.</summary>
    public long Packets { get; init; }

    /// <summary>How many packets did not make it into the capture since the last part.</summary>
    public long Lost { get; init; }

    /// <summary>Lines of Wireshark's esp_sa table; empty unless they were asked for.</summary>
    public IReadOnlyList<string> Keys
    {
        get;
        init => field = value ?? [];
    } = [];
}
