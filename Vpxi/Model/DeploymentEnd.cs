using System.Net;

namespace HiperNet.Vpxi.Model;

/// <summary>One end of a link: a network interface of a node.</summary>
public sealed record DeploymentEnd
{
    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>The interface's name in the node: a lower-case letter, then letters and digits; at most 15.</summary>
    public required string Interface { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<DeploymentAddress> Addresses { get; init; } = [];

    /// <summary>Where packets for everywhere else go; null for no such route.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>How fast the node may send, in bits a second; 0 for no limit.</summary>
    public long SendRate { get; init; }

    /// <summary>How fast the node may receive, in bits a second; 0 for no limit.</summary>
    public long ReceiveRate { get; init; }
}
