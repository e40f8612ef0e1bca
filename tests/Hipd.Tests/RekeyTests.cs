using System.Text.Json;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

[TestClass]
[RequiresNetworkNamespaces]
public sealed class RekeyTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(1000)]
    public async Task Many_rekeys_lose_no_packet(int diffieHellmanEvery)
    {
        using HipdLab lab = await HipdLab.StartAsync(new LabPlan
        {
            Associations = _ => $"rekey_seconds: 0.2, diffie_hellman_every: {diffieHellmanEvery}",
        });
        await lab.ServeAsync(lab[2], lab[2].Hit);
        lab.Succeed(lab[1].Ping(lab[2].Hit));
        string old = Spis(lab);
        using Background transfer = Background.Start(
            lab[1].Namespace, "python3", Traffic.Script, "tick", lab[2].Hit, "7000", "12", "5");

        string output = lab.Succeed(lab[2].Run("ping", "-q", "-i", "0.02", "-c", "600", "-W", "3", lab[1].Hit));
        Assert.AreEqual(0, transfer.Wait(), transfer.Lines + lab.Logs());

        Expect.Contains(output, " 0% packet loss", lab.Logs());
        Assert.AreNotEqual(old, Spis(lab));
        int rekeys = lab[1].HipJson("status").GetProperty("daemon").GetProperty("counters")
            .GetProperty("rekeys").GetInt32();
        Assert.IsGreaterThan(10, rekeys, lab.Logs());
    }

    private static string Spis(HipdLab lab)
    {
        JsonElement association = lab[1].Association(lab[2])!.Value;
        string inbound = association.GetProperty("inbound").GetProperty("spi").ToString();
        return $"{inbound} {association.GetProperty("outbound").GetProperty("spi")}";
    }
}
