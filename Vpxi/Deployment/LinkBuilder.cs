using System.Globalization;
using System.Net.Sockets;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// Connects nodes. A cable joins two nodes and is nowhere else; a bridge stands in this machine's namespace.
/// </summary>
internal sealed class LinkBuilder(Names names, HostPrograms programs)
{
    /// <summary>The longest that a packet waits for its turn where a rate is limited.</summary>
    private const string Latency = "50ms";
    private const long BitsOfOctet = 8;

    /// <summary>A hundredth of a second may go at once, and the largest packet with all that is merged in it.</summary>
    private const long BurstsASecond = 100;
    private const long LeastBurst = 64 << 10;
    private const long MostBurst = 1 << 30;

    /// <summary>Whether a link is a cable.</summary>
    public static bool IsCable(DeploymentLink link) => link.Ends.Count == 2 && link.HostAddress is null;

    /// <summary>Makes a cable.</summary>
    public async Task CableAsync(DeploymentLink link, CancellationToken cancellation)
    {
        (DeploymentEnd a, DeploymentEnd b) = (link.Ends[0], link.Ends[1]);
        await programs.RunAsync(
            "ip",
            [
                "link", "add", a.Interface, "netns", names.Of(a.Node),
                "type", "veth", "peer", "name", b.Interface, "netns", names.Of(b.Node),
            ],
            cancellation);
        await ConfigureAsync(a, cancellation);
        await ConfigureAsync(b, cancellation);
        await ShapeAsync(names.Of(a.Node), a.Interface, Slower(a.SendRate, b.ReceiveRate), cancellation);
        await ShapeAsync(names.Of(b.Node), b.Interface, Slower(b.SendRate, a.ReceiveRate), cancellation);
    }

    /// <summary>Makes a bridge of this machine.</summary>
    public async Task BridgeAsync(string bridge, DeploymentAddress? address, CancellationToken cancellation)
    {
        await programs.RunAsync("ip", ["link", "add", bridge, "type", "bridge"], cancellation);
        await programs.RunAsync("ip", ["link", "set", bridge, "up"], cancellation);
        if (address is not null)
        {
            await AddressAsync([], bridge, address, cancellation);
        }
    }

    /// <summary>Connects a node with a bridge.</summary>
    public async Task AttachAsync(
        DeploymentEnd end, string bridge, string device, CancellationToken cancellation)
    {
        string space = names.Of(end.Node);
        await programs.RunAsync(
            "ip",
            ["link", "add", device, "type", "veth", "peer", "name", end.Interface, "netns", space],
            cancellation);
        await programs.RunAsync("ip", ["link", "set", device, "master", bridge, "up"], cancellation);
        await ConfigureAsync(end, cancellation);
        await ShapeAsync(space, end.Interface, end.SendRate, cancellation);
        await ShapeAsync(null, device, end.ReceiveRate, cancellation);
    }

    private static long Slower(long a, long b) => a == 0 || b == 0 ? Math.Max(a, b) : Math.Min(a, b);

    private async Task ConfigureAsync(DeploymentEnd end, CancellationToken cancellation)
    {
        string[] space = ["-n", names.Of(end.Node)];
        await programs.RunAsync("ip", [.. space, "link", "set", end.Interface, "up"], cancellation);
        foreach (DeploymentAddress address in end.Addresses)
        {
            await AddressAsync(space, end.Interface, address, cancellation);
        }

        if (end.Gateway is { } gateway)
        {
            await programs.RunAsync(
                "ip",
                [.. space, Family(gateway), "route", "add", "default", "via", $"{gateway}", "dev", end.Interface],
                cancellation);
        }
    }

    // Nobody else can have the address: detection would make a node wait for a second.
    private Task<string> AddressAsync(
        string[] space, string device, DeploymentAddress address, CancellationToken cancellation)
    {
        string[] detection = address.Address.AddressFamily == AddressFamily.InterNetworkV6 ? ["nodad"] : [];
        string[] arguments = [.. space, "addr", "add", $"{address}", "dev", device, .. detection];
        return programs.RunAsync("ip", arguments, cancellation);
    }

    private static string Family(System.Net.IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? "-6" : "-4";

    private async Task ShapeAsync(string? space, string device, long rate, CancellationToken cancellation)
    {
        if (rate == 0)
        {
            return;
        }

        long burst = Math.Clamp(rate / BitsOfOctet / BurstsASecond, LeastBurst, MostBurst);
        string[] where = space is null ? [] : ["-n", space];
        await programs.RunAsync(
            "tc",
            [
                .. where, "qdisc", "add", "dev", device, "root", "tbf", "rate", Number(rate) + "bit",
                "burst", Number(burst), "latency", Latency,
            ],
            cancellation);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
