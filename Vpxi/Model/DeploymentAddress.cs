using System.Net;

namespace HiperNet.Vpxi.Model;

/// <summary>An address of an interface.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Prefix">How many bits of it name the network; 1 to 32, or to 128.</param>
public sealed record DeploymentAddress(IPAddress Address, int Prefix)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Address}/{Prefix}";
}
