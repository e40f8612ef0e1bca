namespace HiperNet.HipStack.Control;

/// <summary>A request: one line of JSON. Which members matter depends on the verb.</summary>
public sealed record ControlRequest
{
    /// <summary>The version of this contract, <see cref="ControlLimits.Version"/>.</summary>
    public required int Version { get; init; }

    /// <summary>What is asked.</summary>
    public required ControlVerb Verb { get; init; }

    /// <summary>
    /// A peer: its HIT, an address that stands for it, or its name. For sas, explain, ping, rst, del-host.
    /// </summary>
    public string? Peer { get; init; }

    /// <summary>How many echoes, from 1 to <see cref="ControlLimits.MaxPings"/>. For ping.</summary>
    public int? Count { get; init; }

    /// <summary>For add-host.</summary>
    public HostEntry? Host { get; init; }

    /// <summary>For capture.</summary>
    public CaptureRequest? Capture { get; init; }

    /// <summary>Canonical S-expressions, base64 in JSON. For add-cert and add-crl.</summary>
    public IReadOnlyList<byte[]>? Objects { get; init; }

    /// <summary>The hash of a certificate's body, in hexadecimal. For del-cert.</summary>
    public string? Certificate { get; init; }
}
