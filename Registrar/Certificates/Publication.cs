using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Registrar.Certificates;

/// <summary>
/// Certificates that somebody leaves for others: each subject finds the whole sequence, so that it has the chain. What
/// somebody leaves for a subject takes the place of what they left before.
/// </summary>
/// <param name="Bundles">One for each subject; none if nothing in it is good.</param>
public sealed record Publication(IReadOnlyList<Bundle> Bundles)
{
    private const int MostOctets = 65_536;
    private const int MostSubjects = 32;

    /// <summary>What a bundle is about that somebody has left for its subject.</summary>
    /// <param name="issuer">The principal of who has, in hexadecimal.</param>
    public static string AboutFrom(string issuer) => $"from-{issuer}";

    /// <summary>Reads a sequence.</summary>
    /// <param name="sequence">Keys, certificates and signatures, canonical.</param>
    /// <param name="issuer">Who leaves it: only certificates that this key has signed are for others to find.</param>
    /// <param name="now">The time in seconds since 1970.</param>
    /// <param name="detail">What is wrong, if there are no bundles.</param>
    public static Publication Read(ReadOnlyMemory<byte> sequence, PublicKey issuer, long now, out string detail)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (sequence.Length > MostOctets)
        {
            detail = $"more than {MostOctets} octets";
            return new Publication([]);
        }

        if (!ShownCertificates.TryRead(sequence, out ImmutableArray<SpkiObject>? items, out detail))
        {
            return new Publication([]);
        }

        CertificatePool pool = new(ShownCertificates.MostObjects);
        pool.AddKey(issuer);
        ImmutableArray<LoadProblem> problems = ObjectLoader.Load(items.Value, pool, new RevocationState());
        if (problems.Length > 0)
        {
            detail = problems[0].ToString();
            return new Publication([]);
        }

        Bundle[] bundles = [.. Own(items.Value, issuer, now).GroupBy(one => one.Subject).Select(group => new Bundle(
            group.Key.ToString(),
            AboutFrom(issuer.Principal.ToString()),
            [.. group.Select(one => CertificateViews.Of(one.Certificate, sequence))]))];
        detail = bundles.Length == 0 ? "no certificate of the key that signs, to another key, that has not ended"
            : bundles.Length > MostSubjects ? $"more than {MostSubjects} subjects"
            : "";
        return new Publication(bundles.Length > MostSubjects ? [] : bundles);
    }

    private static IEnumerable<(Principal Subject, AuthorizationCertificate Certificate)> Own(
        ImmutableArray<SpkiObject> items, PublicKey issuer, long now)
    {
        for (int i = 0; i + 1 < items.Length; i++)
        {
            if (items[i] is AuthorizationCertificate certificate
                && certificate.Issuer.Principal == issuer.Principal
                && certificate.Subject is KeySubject { Key.Principal: { } subject }
                && certificate.Validity.NotAfter.Unix >= now
                && items[i + 1] is Signature signature
                && signature.Check(certificate, issuer) == SignatureFault.None)
            {
                yield return (subject, certificate);
            }
        }
    }
}
