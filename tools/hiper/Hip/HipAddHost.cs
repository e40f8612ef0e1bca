using System.CommandLine;
using System.Net;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip add-host</c>: says where a peer is.</summary>
internal static class HipAddHost
{
    private const string RawWord = "raw";
    private const string UdpWord = "udp";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string> hit = new("HIT") { Description = "The peer's Host Identity Tag." };
        Argument<string[]> addresses = new("ADDRESS")
        {
            Description = "Where it may be reached: IP addresses, with a port where it is not the usual one.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> name = new("--name") { Description = "What to call it.", HelpName = "NAME" };
        Option<string?> ipv4 = new("--ipv4") { Description = "Its VPXI address.", HelpName = "ADDRESS" };
        Option<string?> rvs = new("--rvs") { Description = "Its rendezvous server.", HelpName = "ADDRESS" };
        Option<string?> over = new Option<string?>("--over")
        {
            Description = "How to reach it: as IP protocols of their own, or in UDP.",
        }.AcceptOnlyFromAmong(RawWord, UdpWord);
        return Verb.Of(
            "add-host",
            "Say where a peer is, until the daemon ends. Whether it may talk to us is another matter.",
            [hit, addresses, name, ipv4, rvs, over, socket],
            parsed => Run(parsed.GetRequiredValue(socket), new HostEntry
            {
                Hit = Tag(parsed.GetRequiredValue(hit)),
                Addresses = [.. (parsed.GetValue(addresses) ?? []).Select(EndPoint)],
                Name = parsed.GetValue(name),
                Ipv4 = Address(parsed.GetValue(ipv4)),
                Rvs = Address(parsed.GetValue(rvs)),
                Encapsulation = parsed.GetValue(over) switch
                {
                    RawWord => PathEncapsulation.Raw,
                    UdpWord => PathEncapsulation.Udp,
                    _ => PathEncapsulation.Unknown,
                },
            }));
    }

    private static Answer Run(string socket, HostEntry host)
    {
        if (host.Addresses.Count == 0 && host.Rvs is null)
        {
            throw new CliException(ExitCode.Usage, "a host needs an address or a rendezvous server");
        }

        return HipDaemon.Ask(socket, async client =>
            ControlRecords.Changed($"added {host.Name ?? host.Hit.ToString()}", await client.AddHostAsync(host)));
    }

    private static IPAddress Tag(string text) =>
        Hit.TryParse(text, out Hit hit)
            ? hit.ToAddress()
            : throw new CliException(ExitCode.Usage, $"'{text}' is no HIT");

    private static IPEndPoint EndPoint(string text) => IPEndPoint.TryParse(text, out IPEndPoint? end)
        ? end
        : throw new CliException(ExitCode.Usage, $"'{text}' is no IP address");

    private static IPAddress? Address(string? text) => text is null ? null : EndPoint(text).Address;
}
