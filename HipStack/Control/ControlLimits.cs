namespace HiperNet.HipStack.Control;

/// <summary>The numbers of the contract.</summary>
public static class ControlLimits
{
    /// <summary>
    /// The version of the contract. Members that are not known are ignored, so new ones do not count.
    /// </summary>
    public const int Version = 1;

    /// <summary>Where a daemon listens unless it is told otherwise.</summary>
    public const string DefaultPath = "/run/hiper/hipd.sock";

    /// <summary>The most octets of a request, its line end left out: 1 MiB.</summary>
    public const int MaxRequest = 1 << 20;

    /// <summary>The most octets of one line of an answer, its line end left out: 1 MiB.</summary>
    public const int MaxAnswer = 1 << 20;

    /// <summary>How deep the JSON may be nested.</summary>
    public const int MaxDepth = 16;

    /// <summary>The most octets of pcapng in one line; base64 makes it four thirds of that.</summary>
    public const int MaxCaptureChunk = 512 << 10;

    /// <summary>The most addresses of one host.</summary>
    public const int MaxAddresses = 64;

    /// <summary>The most characters of a name, of a peer or of a hash.</summary>
    public const int MaxName = 256;

    /// <summary>The most SPKI objects in one request.</summary>
    public const int MaxObjects = 256;

    /// <summary>The most echoes in one request.</summary>
    public const int MaxPings = 1000;

    /// <summary>How long the daemon waits for a base exchange or an echo before it says that none came.</summary>
    public static TimeSpan MaxPingWait { get; } = TimeSpan.FromSeconds(60);
}
