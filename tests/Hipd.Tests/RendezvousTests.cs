using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Hosts that are found by their rendezvous server (RFC 8004).</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class RendezvousTests
{
    [TestMethod]
    public async Task A_host_is_reached_by_its_server_and_data_goes_straight()
    {
        using HipdLab lab = await StartAsync();

        lab.Succeed(lab[1].Ping(lab[3].Hit));

        Assert.AreEqual("10.9.0.3", RemoteOf(lab[1], lab[3]), lab.Logs());
        Assert.IsFalse(lab[2].IsOpenWith(lab[1]), "the server only passed the I1 on");
        Expect.Contains(lab.Logs(), "is registered here for rendezvous");
    }

    [TestMethod]
    public async Task Without_its_server_it_is_not_found_and_a_new_server_learns_of_it()
    {
        using HipdLab lab = await StartAsync();
        lab[2].Stop("KILL");
        Assert.AreNotEqual(0, lab[1].Run("ping", "-c", "1", "-W", "2", lab[3].Hit).ExitCode, lab.Logs());
        lab.Succeed(lab[1].Hip("rst", lab[3].Name));

        await lab[2].StartAsync();

        await Eventually.TrueAsync(() => Registrations(lab) == 2, lab.Report, 4);
        lab.Succeed(lab[1].Hip("rst", lab[3].Name));
        lab.Succeed(lab[1].Ping(lab[3].Hit));
    }

    private static int Registrations(HipdLab lab) => lab[2].Log.Split("is registered here").Length - 1;

    private static string? RemoteOf(HipdHost host, HipdHost peer) =>
        host.Association(peer)!.Value.GetProperty("path").GetProperty("remote").GetString();

    private static async Task<HipdLab> StartAsync()
    {
        HipdLab lab = await HipdLab.StartAsync(new LabPlan { Hosts = 3, Rendezvous = 2 });
        await Eventually.TrueAsync(() => lab[3].State().Contains("granted", StringComparison.Ordinal), lab.Report);
        return lab;
    }
}
