using System.Buffers.Binary;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Reduction;

/// <content>What makes a certificate unusable, cheap checks first and signatures last.</content>
internal sealed partial class ProofSearch
{
    /// <summary>An odd number, so that the same certificates in another order have another tie.</summary>
    private const ulong TieFactor = 0x9E3779B97F4A7C15;

    /// <summary>Whether a certificate may appear in a chain at all. What only explains is left to the search.</summary>
    private bool MayUse(PooledCertificate pooled)
    {
        Certificate certificate = pooled.Certificate;
        if (!IsStrict)
        {
            return true;
        }

        if (pooled.IsKnownBad)
        {
            return false;
        }

        if (certificate is AuthorizationCertificate grant && !grant.Tag.Includes(query.Request))
        {
            return false;
        }

        NoteStart(certificate.Validity);
        return certificate.Validity.Contains(query.Time);
    }

    /// <summary>Checks tag, delegation, validity and revocation of a grant, an entry or a definition.</summary>
    /// <returns>The label of what follows from it, or null if nothing does.</returns>
    private Label? Use(
        ref Source source,
        Label from,
        TagExpression? tag,
        Delegation? delegation,
        Validity validity,
        RevocationTarget target)
    {
        if (source.Certificate is { } certificate && excluded.Contains(certificate))
        {
            return null;
        }

        List<DenialPart>? faults = null;
        if (tag is not null && !tag.Includes(query.Request))
        {
            faults = [];
            faults.Add(source.Fault(DenialReason.TooNarrow, $"grants {tag}, which does not include {query.Request}"));
        }

        if (options.StrictDelegation && delegation?.Kind == DelegationKind.Named)
        {
            (faults ??= []).Add(source.Fault(
                DenialReason.NamedDelegation, "names the keys it may be passed to, which strict delegation refuses"));
        }

        CheckTime(source, validity, ref faults);
        if (IsStrict && faults is not null)
        {
            return null;
        }

        RevocationVerdict verdict = revocations.Check(target, query.Time);
        if (verdict.Status != RevocationStatus.Good)
        {
            // A list that is known and not current yet may change this at any second.
            UnchangedUntil = SpkiTime.Min(UnchangedUntil, query.Time);
        }

        CheckRevocation(source, verdict, ref faults);
        if (IsStrict && faults is not null)
        {
            return null;
        }

        if (faults is not null || !verdict.Evidence.IsEmpty)
        {
            source = source with { Evidence = verdict.Evidence, Faults = source.Faults.AddRange(faults ?? []) };
        }

        SpkiTime until = SpkiTime.Min(validity.NotAfter, verdict.Until);
        return new Label(
            from.Faults + source.Faults.Length,
            SpkiTime.Min(from.Until, until),
            from.Size + 1,
            unchecked((from.Tie * TieFactor) + TieOf(target)));
    }

    private void CheckTime(Source source, Validity validity, ref List<DenialPart>? faults)
    {
        if (query.Time > validity.NotAfter)
        {
            (faults ??= []).Add(source.Fault(DenialReason.Expired, $"expired at {validity.NotAfter}"));
        }
        else if (query.Time < validity.NotBefore)
        {
            NoteStart(validity);
            (faults ??= []).Add(source.Fault(DenialReason.NotYetValid, $"is not valid before {validity.NotBefore}"));
        }
    }

    private static void CheckRevocation(Source source, RevocationVerdict verdict, ref List<DenialPart>? faults)
    {
        if (verdict.Status == RevocationStatus.Canceled)
        {
            (faults ??= []).Add(source.Fault(DenialReason.Revoked, "is revoked"));
        }
        else if (verdict.Status == RevocationStatus.NoAnswer)
        {
            (faults ??= []).Add(source.Fault(
                DenialReason.NoRevocationAnswer, "asks for an online test that has no current answer"));
        }
    }

    /// <summary>Remembers when an answer that rests on a certificate's absence may change.</summary>
    private void NoteStart(Validity validity)
    {
        if (validity.NotBefore > query.Time)
        {
            UnchangedUntil = SpkiTime.Min(UnchangedUntil, new SpkiTime(validity.NotBefore.Seconds - 1));
        }
    }

    private static ulong TieOf(RevocationTarget target)
    {
        Span<byte> octets = stackalloc byte[Keys.Principal.Bytes];
        target.Id.Digest.CopyTo(octets);
        return BinaryPrimitives.ReadUInt64BigEndian(octets);
    }

    /// <summary>
    /// Whether the certificate that a fact rests on is signed. When it is not, a strict search drops the fact, and
    /// one that explains puts it back with the fault.
    /// </summary>
    private bool HasGoodSignature(Fact fact)
    {
        if (fact.Derivation.Source is not { Certificate: { } certificate } source)
        {
            return true;
        }

        SignatureFault fault = mode == SearchMode.Checked
            ? signatures.Check(certificate, pool)
            : SignatureBudget.Recall(certificate, pool);
        GaveUp |= signatures.IsSpent;
        if (fault == SignatureFault.None || source.Faults.Any(part => IsAboutSignature(part.Reason)))
        {
            return true;
        }

        if (!IsStrict)
        {
            Conclude(fact with
            {
                Label = fact.Label.WithFault(),
                Derivation = fact.Derivation.WithFault(source.SignatureFault(fault)),
            });
        }

        return false;
    }

    private static bool IsAboutSignature(DenialReason reason) =>
        reason is DenialReason.BadSignature or DenialReason.UnknownKey;
}
