using System.Globalization;
using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd;

/// <summary>
/// The family that a local service listens on, from the kernel's tables. IPv6 where both would do, because HITs are
/// IPv6 addresses and a socket for IPv6 mostly takes both.
/// </summary>
internal sealed class ListenerFamilies(DaemonClock clock) : IInnerFamily
{
    private const byte Tcp = 6;
    private const byte Udp = 17;

    /// <summary>TCP_LISTEN in the kernel's table.</summary>
    private const string Listening = "0A";

    /// <summary>How long a table is believed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (TimeSpan At, HashSet<ushort> Ports)> tables = new(StringComparer.Ordinal);

    public InnerFamily Choose(byte protocol, ushort localPort)
    {
        string? name = protocol switch
        {
            Tcp => "tcp",
            Udp => "udp",
            _ => null,
        };
        if (name is null || Has(name + "6", localPort))
        {
            return InnerFamily.IPv6;
        }

        return Has(name, localPort) ? InnerFamily.IPv4 : InnerFamily.IPv6;
    }

    private bool Has(string table, ushort port)
    {
        lock (gate)
        {
            TimeSpan now = clock.Now;
            if (!tables.TryGetValue(table, out (TimeSpan At, HashSet<ushort> Ports) known) || now - known.At > Fresh)
            {
                known = (now, Read(table));
                tables[table] = known;
            }

            return known.Ports.Contains(port);
        }
    }

    /// <summary>proc(5): the local address is the second column, address and port in hexadecimal.</summary>
    private static HashSet<ushort> Read(string table)
    {
        HashSet<ushort> ports = [];
        try
        {
            foreach (string line in File.ReadLines($"/proc/net/{table}").Skip(1))
            {
                string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                bool isUdp = table.StartsWith("udp", StringComparison.Ordinal);
                bool listens = columns.Length > 3 && (isUdp || columns[3] == Listening);
                int colon = listens ? columns[1].LastIndexOf(':') : -1;
                if (colon > 0
                    && ushort.TryParse(
                        columns[1].AsSpan(colon + 1),
                        NumberStyles.HexNumber,
                        CultureInfo.InvariantCulture,
                        out ushort port))
                {
                    ports.Add(port);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without the table every service is taken for one on IPv6.
        }

        return ports;
    }
}
