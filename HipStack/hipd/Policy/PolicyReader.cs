using System.Text;
using HiperNet.Hipd.Configuration;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Hipd.Policy;

/// <summary>Reads the part of the configuration that says who may talk to us.</summary>
internal sealed class PolicyReader(PolicyConfig config, FileReader files)
{
    public PolicySettings Read()
    {
        PolicyMode mode = ReadMode();
        if (mode == PolicyMode.Certificates && config.Vpxis.Count == 0)
        {
            files.Problems.Add(
                "policy.vpxis: certificates grant rights in a VPXI; name one, or choose the mode listed");
        }

        return new PolicySettings
        {
            Mode = mode,
            Vpxis = [.. config.Vpxis.Select(ReadVpxi).OfType<SexpNode>()],
            Roots = [.. config.Roots.Select(files.ReadPublicKey).OfType<PublicKey>()],
            Acl = config.Acl is { } acl ? ReadAcl(acl) : null,
            Known = [.. config.Certificates.Concat(config.Revocations).SelectMany(files.ReadObjects)],
            Chain = [.. config.Chain.SelectMany(files.ReadObjects)],
        };
    }

    private PolicyMode ReadMode()
    {
        switch (config.Mode)
        {
            case "certificates":
                return PolicyMode.Certificates;
            case "listed":
                return PolicyMode.Listed;
            case "any":
                return PolicyMode.Any;
            default:
                files.Problems.Add($"policy.mode: \"{config.Mode}\" is none of certificates, listed, any");

                // Said once: what the other modes lack is not a second mistake.
                return PolicyMode.Listed;
        }
    }

    /// <summary>A canonical or transport form, else a word; null if no request can name it.</summary>
    private SexpNode? ReadVpxi(string? text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text ?? string.Empty);
        SexpNode vpxi = SexpNode.TryParse(octets, limits: null, out SexpNode? node, out _)
            ? node
            : new SexpAtom(octets);
        if (octets.Length > 0 && NetRequests.IsRequest(vpxi))
        {
            return vpxi;
        }

        files.Problems.Add($"policy.vpxis: \"{text}\" names no VPXI");
        return null;
    }

    private Acl? ReadAcl(string name)
    {
        IReadOnlyList<SpkiObject> objects = files.ReadObjects(name);
        if (objects is [Acl acl])
        {
            return acl;
        }

        files.Problems.Add($"policy.acl: {name} is no ACL");
        return null;
    }
}
