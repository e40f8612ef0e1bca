using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Federation;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Tests.Federation;

/// <summary>What registrars tell each other is refused if it is not what its registrar has signed.</summary>
[TestClass]
public sealed class SyncTests
{
    private static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Other = PrivateKey.Generate(KeyAlgorithm.P256);

    [ClassCleanup]
    public static void End()
    {
        Key.Dispose();
        Other.Dispose();
    }

    [TestMethod]
    public void What_a_registrar_has_signed_is_taken()
    {
        Assert.AreEqual(SyncFault.None, SyncStatement.Verify(Item(7), Key.Public));
        Assert.AreEqual(SyncFault.None, Check(Page([Item(7), Item(9)], 9)));
    }

    [TestMethod]
    public void A_forged_content_is_refused()
    {
        SyncItem item = Item(7);
        byte[] content = item.Content.ToArray();
        content[^3] ^= 1;

        Assert.AreEqual(SyncFault.Signature, SyncStatement.Verify(item with { Content = content }, Key.Public));
        Assert.AreEqual(SyncFault.Signature, Check(Page([item with { Content = content }], 7)));
    }

    [TestMethod]
    public void An_item_of_another_registrar_or_revision_is_refused()
    {
        Assert.AreEqual(SyncFault.Signature, SyncStatement.Verify(Item(7, Other), Key.Public));
        Assert.AreEqual(SyncFault.Signature, SyncStatement.Verify(Item(7) with { Revision = 8 }, Key.Public));
    }

    [TestMethod]
    public void Octets_that_are_no_signature_are_refused()
    {
        foreach (string octets in (string[])["", "(", "3:abc", "(9:signature)", "not canonical at all"])
        {
            Assert.AreEqual(
                SyncFault.Shape,
                SyncStatement.Verify(Item(7) with { Signature = Encoding.ASCII.GetBytes(octets) }, Key.Public));
        }
    }

    [TestMethod]
    public void What_is_not_behind_the_cursor_in_order_is_refused()
    {
        Assert.AreEqual(SyncFault.Order, Check(Page([Item(5)], 5)));
        Assert.AreEqual(SyncFault.Order, Check(Page([Item(9), Item(7)], 9)));
        Assert.AreEqual(SyncFault.Order, Check(Page([Item(7)], 8)));
        Assert.AreEqual(SyncFault.Order, Check(Page([Item(7)], 7) with { Revision = 6 }));
    }

    [TestMethod]
    public void A_signed_item_that_is_no_offer_is_refused()
    {
        Assert.AreEqual(SyncFault.Content, Check(Page([SyncStatement.Sign(7, "{}"u8.ToArray(), Key)], 7)));
        Assert.AreEqual(SyncFault.Content, Check(Page([SyncStatement.Sign(7, "[1"u8.ToArray(), Key)], 7)));
        Assert.AreEqual(SyncFault.Content, Check(Page([.. Enumerable.Range(6, 17).Select(i => Item(i))], 22)));
    }

    [TestMethod]
    public void A_peer_has_a_name_addresses_and_a_principal()
    {
        string principal = Key.Public.Principal.ToString();
        Peer peer = Peer.Read($"lyon=https://a:1,https://b:2#{principal}")!;
        Assert.AreEqual(("lyon", 2, Key.Public.Principal), (peer.Name, peer.Addresses.Count, peer.Principal));
        foreach (string text in (string[])
            [
                "", $"=https://a#{principal}", $"a b=https://a#{principal}", $"a=http://a#{principal}",
                $"a=#{principal}", "a=https://a", "a=https://a#12", $"a=https://a#{principal.ToUpperInvariant()}",
            ])
        {
            Assert.IsNull(Peer.Read(text), text);
        }
    }

    private static SyncItem Item(long revision, PrivateKey? key = null) => SyncStatement.Sign(
        revision,
        JsonSerializer.SerializeToUtf8Bytes(
            new SyncOffer("lyon", Key.Public.Principal.ToString(), "pool p { node n { cores 1 } }", true, []),
            ContractJson.Default.SyncOffer),
        key ?? Key);

    private static SyncPage Page(IReadOnlyList<SyncItem> items, long next) => new(items, next, false, 100);

    private static SyncFault Check(SyncPage page)
    {
        using PeerClients clients = new([], Other);
        using EtcdClient store = new(new EtcdOptions { Endpoints = [EtcdEndpoint.Of(new Uri("http://127.0.0.1:1"))] });
        return new PeerPool(store, "/test/", clients, TimeProvider.System).Check(page, 5, Key.Public, out _);
    }
}
