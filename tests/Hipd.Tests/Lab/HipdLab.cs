using System.Runtime.CompilerServices;
using System.Text;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>Hosts with daemons, each in a network namespace of its own, on a common bridge.</summary>
internal sealed class HipdLab : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hiper-lab-");
    private readonly List<NetworkNamespace> places = [];
    private readonly List<IDisposable> helpers = [];

    private HipdLab(LabPlan plan)
    {
        Hosts = [.. Enumerable.Range(1, plan.Hosts).Select(number => new HipdHost(plan, folder.FullName, number))];
        foreach (HipdHost host in Hosts)
        {
            host.Locators = [plan.Underlay == 4 ? host.Outer4 : host.Outer6];
        }

        if (plan.Bridge)
        {
            Attach("eth0", host => [$"{host.Outer4}/24", $"{host.Outer6}/64"]);
        }
    }

    public IReadOnlyList<HipdHost> Hosts { get; }

    /// <summary>Keys and certificates in the laboratory's folder.</summary>
    public Certificates Certificates => new(folder.FullName);

    public HipdHost this[int number] => Hosts[number - 1];

    /// <summary>Builds a laboratory without daemons.</summary>
    public static HipdLab Build(LabPlan plan) => new(plan);

    /// <summary>Builds a laboratory and starts its daemons.</summary>
    public static async Task<HipdLab> StartAsync(LabPlan plan)
    {
        HipdLab lab = new(plan);
        try
        {
            await lab.LaunchAsync();
            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <summary>Configures and starts all daemons at once.</summary>
    public async Task LaunchAsync()
    {
        foreach (HipdHost host in Hosts)
        {
            host.Configure(Hosts.Where(other => other != host));
            host.Launch();
        }

        foreach (HipdHost host in Hosts)
        {
            await host.ReadyAsync();
            Assert.IsTrue(host.Daemon!.IsRunning, Logs());
        }
    }

    /// <summary>Another namespace, such as a router.</summary>
    public NetworkNamespace NewPlace()
    {
        NetworkNamespace place = new();
        places.Add(place);
        return place;
    }

    /// <summary>Gives every host an interface on a new bridge.</summary>
    public void Attach(string interfaceName, Func<HipdHost, IEnumerable<string>> addresses)
    {
        NetworkNamespace bridge = NewPlace();
        bridge.Ip("link", "add", "br0", "type", "bridge");
        bridge.Ip("link", "set", "br0", "up");
        foreach (HipdHost host in Hosts)
        {
            host.Namespace.VethPair(interfaceName, bridge, host.Name);
            bridge.Ip("link", "set", host.Name, "master", "br0");
            foreach (string address in addresses(host))
            {
                host.Namespace.Ip(["addr", "add", address, "dev", interfaceName, .. Nodad(address)]);
            }
        }
    }

    /// <summary>Runs a program beside the test until the laboratory ends.</summary>
    public Background Start(NetworkNamespace place, string program, params IEnumerable<string> arguments)
    {
        Background started = Background.Start(place, program, arguments);
        helpers.Add(started);
        return started;
    }

    /// <summary>Starts the helper that answers <c>traffic.py</c> on a host, and waits until it listens.</summary>
    public async Task<Background> ServeAsync(HipdHost host, string address, int port = 7000)
    {
        Background server = Start(host.Namespace, "python3", Traffic.Script, "serve", address, $"{port}");
        await Eventually.TrueAsync(
            () => server.Lines.Contains("listening", StringComparison.Ordinal), () => server.Lines + Logs());
        return server;
    }

    /// <summary>Fails with the logs of all daemons if a program did.</summary>
    public string Succeed(ProgramRun run, [CallerArgumentExpression(nameof(run))] string what = "")
    {
        string output = Encoding.UTF8.GetString(run.Output.Span);
        if (run.ExitCode != 0)
        {
            Assert.Fail($"{what}: exit code {run.ExitCode}\n{output}{run.Errors}\n{Report()}");
        }

        return output;
    }

    /// <summary>Fails with the logs of all daemons unless a program failed.</summary>
    public string Fail(ProgramRun run, [CallerArgumentExpression(nameof(run))] string what = "")
    {
        string output = Encoding.UTF8.GetString(run.Output.Span) + run.Errors;
        if (run.ExitCode == 0)
        {
            Assert.Fail($"{what} went well\n{output}\n{Report()}");
        }

        return output;
    }

    /// <summary>What all daemons wrote.</summary>
    public string Logs() =>
        string.Concat(Hosts.Select(host => $"==== {host.Name} {host.Hit} {host.Inner4}\n{host.Log}"));

    /// <summary>The same, and what all daemons say of themselves; it takes a while.</summary>
    public string Report() => Logs() + string.Concat(Hosts.Select(host => $"==== {host.Name}\n{host.State()}"));

    public void Dispose()
    {
        foreach (IDisposable helper in helpers)
        {
            helper.Dispose();
        }

        foreach (HipdHost host in Hosts)
        {
            host.Dispose();
        }

        foreach (NetworkNamespace place in places)
        {
            place.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static string[] Nodad(string address) => address.Contains(':', StringComparison.Ordinal) ? ["nodad"] : [];
}
