using System.Globalization;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>Virtual resources with their keys: what an agent offers.</summary>
internal sealed class VirtualOffer : IDisposable
{
    /// <param name="id">The offer's name.</param>
    /// <param name="nodes">How many nodes; their elements are host[1] and so on.</param>
    /// <param name="body">What each of them has.</param>
    public VirtualOffer(string id, int nodes, string body = "cores 4; memory 8 GB")
    {
        Id = id;
        Document = string.Create(
            CultureInfo.InvariantCulture,
            $"pool p {{ node host[{nodes}] {{ {body} }}; lan net of host {{ bandwidth 1 Gbps }} }}");
        Keys = [.. Enumerable.Range(0, nodes).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256))];
    }

    public string Id { get; }

    public string Document { get; }

    /// <summary>The keys of the resources, in the order of the elements.</summary>
    public IReadOnlyList<PrivateKey> Keys { get; }

    /// <summary>What is sent; each resource grants the registrar everything, to be passed on, for a day.</summary>
    public OfferRequest Request(string registrar) => new(Document, [.. Keys.Select((_, i) => Proof(i, registrar))]);

    /// <summary>One resource's proof; its element has the next number, because elements are counted from 1.</summary>
    public ResourceProof Proof(
        int index,
        string registrar,
        Delegation? delegation = null,
        Validity? validity = null,
        PrivateKey? signer = null)
    {
        PrivateKey key = Keys[index];
        byte[] granted = Certificates.Grant(
            signer ?? key,
            Principal.Of(Convert.FromHexString(registrar)),
            GrantTags.Machine(key.Public.Principal),
            delegation ?? Delegation.Any,
            validity ?? Day());
        return new ResourceProof(
            string.Create(CultureInfo.InvariantCulture, $"host[{index + 1}]"), key.Public.Sexp.Canonical, granted);
    }

    public void Dispose()
    {
        foreach (PrivateKey key in Keys)
        {
            key.Dispose();
        }
    }

    private static Validity Day()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return Validity.Between(SpkiTime.From(now.AddMinutes(-5)), SpkiTime.From(now.AddDays(1)));
    }
}
