using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Accounts;

/// <summary>Whether a key has accepted an agreement: it grants the registrar <c>(agreed HASH)</c>.</summary>
internal static class Acceptance
{
    /// <summary>The most octets of a sequence that is looked at.</summary>
    public const int MostOctets = 16_384;

    private static readonly DecisionOptions Limits = new() { MaxFacts = 100, MaxSignatureChecks = 4 };

    /// <summary>Why it has not; null if it has.</summary>
    /// <param name="registration">Who has.</param>
    /// <param name="registrar">To whom it is said.</param>
    /// <param name="agreement">The SHA-256 of the agreement.</param>
    /// <param name="now">When.</param>
    public static string? Fault(Registration registration, Principal registrar, byte[] agreement, SpkiTime now)
    {
        if (registration.Acceptance.Length > MostOctets
            || !CanonicalParser.TryParse(registration.Acceptance, limits: null, out SexpNode? node, out _)
            || !SpkiObject.TryParse(node, out SpkiObject? certificates, out _))
        {
            return "the acceptance is no sequence of certificates";
        }

        CertificatePool pool = new(capacity: 16);
        pool.AddKey(registration.Key);
        ObjectLoader.Load([certificates], pool, new RevocationState());
        SexpList request = SexpList.Of("agreed", new SexpAtom(agreement));
        if (!TagExpression.TryParseRequest(request, out TagExpression? agreed, out _))
        {
            return "the agreement has no hash";
        }

        Decision decision = Decider.Decide(
            new DecisionQuery(TrustRoot.Of(registration.Key.Principal), Party.Key(registrar), agreed, now),
            pool,
            new RevocationState(),
            Limits);
        return decision.IsGranted ? null : decision.Denial?.ToString() ?? "it is not accepted";
    }
}
