using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd.Configuration;

/// <summary>Reads what the configuration says of services.</summary>
internal sealed class ServiceReader(ServicesConfig config, IReadOnlyList<Host> hosts, List<string> problems)
{
    /// <summary>What a registration may last (RFC 8003 section 4.1): 8 bits, 4 seconds to 178 days.</summary>
    private const double MinSeconds = 4;

    private const double MaxSeconds = 15_380_736;

    public ServiceSettings Read() => new(ReadTypes(config.Offer, "services.offer"), ReadWanted())
    {
        RelayPorts = ReadPorts(),
    };

    private PortRange ReadPorts()
    {
        if (!PortRange.TryParse(config.RelayPorts, out PortRange range)
            || range.Last - range.First >= RelayPorts.MaxPorts)
        {
            problems.Add($"services.relay_ports: \"{config.RelayPorts}\" is not FIRST-LAST, "
                + $"at most {RelayPorts.MaxPorts} ports");
        }

        return range;
    }

    private List<WantedService> ReadWanted()
    {
        List<WantedService> wanted = [];
        foreach (RegisterConfig? entry in config.Register)
        {
            if (entry is null)
            {
                problems.Add("services.register: an entry is empty");
            }
            else if (!Hit.TryParse(entry.Server, out Hit server))
            {
                problems.Add($"services.register: server: \"{entry.Server}\" is no HIT");
            }
            else if (!hosts.Any(host => host.Hit == server && host.Addresses.Count + host.Names.Count > 0))
            {
                problems.Add($"services.register: server: {server} is no host with an address");
            }
            else if (entry.LifetimeSeconds is not (>= MinSeconds and <= MaxSeconds))
            {
                problems.Add($"services.register: lifetime_seconds: not within {MinSeconds} to {MaxSeconds}");
            }
            else
            {
                wanted.Add(new WantedService(
                    server,
                    ReadTypes(entry.Services, "services.register: services"),
                    TimeSpan.FromSeconds(entry.LifetimeSeconds)));
            }
        }

        problems.AddRange(wanted
            .CountBy(one => one.Server)
            .Where(count => count.Value > 1)
            .Select(count => $"services.register: {count.Key} is listed twice"));

        return wanted;
    }

    private List<RegistrationType> ReadTypes(IEnumerable<string> words, string where)
    {
        List<RegistrationType> types = [];
        foreach (string? word in words)
        {
            if (ServiceNames.TypeOf(word) is { } type)
            {
                types.Add(type);
            }
            else
            {
                problems.Add($"{where}: \"{word}\" is none of {ServiceNames.All}");
            }
        }

        return types;
    }
}
