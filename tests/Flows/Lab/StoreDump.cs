using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>What a registrar with a private etcd has stored.</summary>
internal static class StoreDump
{
    /// <summary>What changes though nobody has a right: nonces, and the log, which has its own clock.</summary>
    private static readonly string[] Passing = ["nonce/", "audit/"];

    /// <summary>All keys with the revision that wrote them last, but nonces and the log.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(string data, CancellationToken cancellation)
    {
        using EtcdClient client = new(new EtcdOptions
        {
            Endpoints = [EtcdEndpoint.OfSocket(Path.Combine(data, "etcd", "client:0"))],
        });
        string root = $"/hipernet/1/{RegistrarLab.Name}/";
        Dictionary<string, long> all = new(StringComparer.Ordinal);
        await foreach (
            StateResult<RangePage> page in client.PagesAsync(KeyRange.Prefix(root), 500, cancellation: cancellation))
        {
            Assert.IsTrue(page.IsDone, page.Detail);
            foreach (KeyValue item in page.Value.Items)
            {
                string key = Encoding.UTF8.GetString(item.Key.Span)[root.Length..];
                if (!Passing.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
                {
                    all[key] = item.ModRevision;
                }
            }
        }

        return all;
    }
}
