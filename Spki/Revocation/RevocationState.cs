using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The revocation lists and revalidations that a verifier has, each checked when it came in. Not for several
/// threads at once.
/// </summary>
public sealed class RevocationState
{
    /// <summary>The most lists and revalidations kept; past that, no other signer gets in.</summary>
    public const int MaxStatements = 4096;

    /// <summary>The most lists kept of one signer; past that, its own that end first give way.</summary>
    public const int MaxListsPerSigner = 256;

    /// <summary>The most revalidations kept of one signer; past that, its own that end first give way.</summary>
    public const int MaxRevalidationsPerSigner = 1024;

    /// <summary>The most nonces waited for; past that, the oldest is forgotten.</summary>
    public const int MaxNonces = 1024;

    private readonly Dictionary<Principal, SignerLists> lists = [];
    private readonly Dictionary<(Principal Signer, ObjectId Statement), Signed<TimedRevalidation>> revalidations = [];
    private readonly OneTimeAnswers oneTime = new(MaxNonces);
    private int statements;

    /// <summary>Changes whenever an answer may have changed.</summary>
    public int Version { get; private set; }

    /// <summary>Takes in a list or revalidation if its signature is good.</summary>
    /// <param name="statement">What is said.</param>
    /// <param name="signature">By whom.</param>
    /// <param name="key">The key of the signer.</param>
    public RevocationFault TryAdd(RevocationObject statement, Signature signature, PublicKey key)
    {
        if (IsKnown(statement, key.Principal))
        {
            return RevocationFault.None;
        }

        if (signature.Check(statement, key) != SignatureFault.None)
        {
            return RevocationFault.BadSignature;
        }

        RevocationFault fault = statement switch
        {
            OneTimeRevalidation answer => oneTime.TryAnswer(answer, signature)
                ? RevocationFault.None
                : RevocationFault.UnknownNonce,
            TimedRevalidation reval => AddTimed(new Signed<TimedRevalidation>(reval, signature)),
            _ => AddList(new CancelList(new Signed<RevocationObject>(statement, signature))),
        };
        Version += fault == RevocationFault.None ? 1 : 0;
        return fault;
    }

    /// <summary>Waits for a one-time revalidation of a certificate.</summary>
    /// <param name="certificate">The hash of the certificate.</param>
    /// <param name="signer">Who is asked: the principal that the online test names.</param>
    /// <param name="nonce">
    /// <see cref="OneTimeRevalidation.MinNonce"/> to <see cref="OneTimeRevalidation.MaxNonce"/> octets, fresh and
    /// random.
    /// </param>
    /// <param name="until">The last second at which the answer may be used: old news must not pass for fresh.</param>
    /// <exception cref="ArgumentException">The nonce is too short or too long to be accepted in an answer.</exception>
    public void Expect(ObjectId certificate, Principal signer, ReadOnlySpan<byte> nonce, SpkiTime until)
    {
        if (nonce.Length is < OneTimeRevalidation.MinNonce or > OneTimeRevalidation.MaxNonce)
        {
            throw new ArgumentException(
                $"A nonce has {OneTimeRevalidation.MinNonce} to {OneTimeRevalidation.MaxNonce} octets.", nameof(nonce));
        }

        oneTime.Expect(certificate, signer, nonce, until);
    }

    /// <summary>
    /// Uses up the one-time revalidations of a certificate, as the decision that rested on them must.
    /// </summary>
    public void Consume(ObjectId certificate)
    {
        oneTime.Consume(certificate);
        Version++;
    }

    /// <summary>What the statements say of a certificate or an entry at <paramref name="now"/>.</summary>
    public RevocationVerdict Check(RevocationTarget target, SpkiTime now)
    {
        if (target.Tests.IsEmpty && lists.Count == 0)
        {
            return RevocationVerdict.Unconditional;
        }

        // Its issuer may always cancel a certificate, whether or not it names a list.
        SpkiTime until = SpkiTime.Forever;
        if (target.Issuer is { } issuer && lists.TryGetValue(issuer, out SignerLists? own))
        {
            if (own.Cancels(target, now))
            {
                return Answer(RevocationStatus.Canceled);
            }

            until = own.LastSecondBeforeCanceled(target, now);
        }

        bool isOneTime = false;
        List<Signed<RevocationObject>> evidence = [];
        foreach (OnlineTest test in target.Tests)
        {
            TestResult result = Run(test, target, now);
            if (result.Status != RevocationStatus.Good)
            {
                return Answer(result.Status);
            }

            until = SpkiTime.Min(until, result.Until);
            isOneTime |= test.Kind == OnlineTestKind.OneTime;
            evidence.AddRange(result.Evidence);
        }

        return new RevocationVerdict(RevocationStatus.Good, until, [.. evidence], isOneTime);
    }

    private static RevocationVerdict Answer(RevocationStatus status) =>
        new(status, SpkiTime.Forever, [], IsOneTime: false);

    private TestResult Run(OnlineTest test, RevocationTarget target, SpkiTime now) => test.Kind switch
    {
        OnlineTestKind.Crl => RunCrl(test.Principal.Principal, target, now),
        OnlineTestKind.Reval => RunReval(test.Principal.Principal, target, now),
        OnlineTestKind.OneTime => oneTime.Find(test.Principal.Principal, target.Id, now) is { } answer
            ? new TestResult(RevocationStatus.Good, now, [answer])
            : TestResult.NoAnswer,
        _ => TestResult.NoAnswer,
    };

    private TestResult RunCrl(Principal signer, RevocationTarget target, SpkiTime now)
    {
        if (!lists.TryGetValue(signer, out SignerLists? known))
        {
            return TestResult.NoAnswer;
        }

        if (known.Cancels(target, now))
        {
            return new TestResult(RevocationStatus.Canceled, SpkiTime.Forever, []);
        }

        ImmutableArray<Signed<RevocationObject>> current = known.Current(now, out SpkiTime until);
        return current.IsEmpty
            ? TestResult.NoAnswer
            : new TestResult(
                RevocationStatus.Good, SpkiTime.Min(until, known.LastSecondBeforeCanceled(target, now)), current);
    }

    private TestResult RunReval(Principal signer, RevocationTarget target, SpkiTime now)
    {
        Signed<TimedRevalidation>? best = revalidations
            .Where(entry => entry.Key.Signer == signer)
            .Select(entry => entry.Value)
            .Where(reval => reval.Object.Valid.Contains(target.Id) && reval.Object.Validity.Contains(now))
            .MaxBy(reval => reval.Object.Validity.NotAfter);
        return best is null
            ? TestResult.NoAnswer
            : new TestResult(
                RevocationStatus.Good,
                best.Object.Validity.NotAfter,
                [new Signed<RevocationObject>(best.Object, best.Signature)]);
    }

    private bool IsKnown(RevocationObject statement, Principal signer) =>
        revalidations.ContainsKey((signer, statement.Id))
        || (lists.TryGetValue(signer, out SignerLists? known) && known.Contains(statement.Id));

    private RevocationFault AddTimed(Signed<TimedRevalidation> reval)
    {
        Principal signer = reval.Signature.Signer.Principal;
        (SpkiTime, Action)[] own = [.. revalidations
            .Where(entry => entry.Key.Signer == signer)
            .Select(entry => (entry.Value.Object.Validity.NotAfter, (Action)(() => revalidations.Remove(entry.Key))))];
        if (!MakeRoom(own, MaxRevalidationsPerSigner, reval.Object.Validity.NotAfter))
        {
            return RevocationFault.TooMany;
        }

        revalidations.Add((signer, reval.Object.Id), reval);
        return RevocationFault.None;
    }

    private RevocationFault AddList(CancelList list)
    {
        Principal signer = list.Statement.Signature.Signer.Principal;
        SignerLists known = lists.GetValueOrDefault(signer) ?? new SignerLists();
        (SpkiTime, Action)[] own = [.. known.All
            .Select(part => (part.Validity.NotAfter, (Action)(() => known.Remove(part))))];
        if (!MakeRoom(own, MaxListsPerSigner, list.Validity.NotAfter))
        {
            return RevocationFault.TooMany;
        }

        lists[signer] = known;
        known.Add(list);
        return RevocationFault.None;
    }

    /// <summary>
    /// Makes room for one more statement, by dropping the signer's own that ends first, if that ends earlier. What
    /// others have said stays: else anybody with a key could push out what revokes.
    /// </summary>
    private bool MakeRoom((SpkiTime End, Action Drop)[] own, int most, SpkiTime notAfter)
    {
        if (own.Length < most)
        {
            bool fits = statements < MaxStatements;
            statements += fits ? 1 : 0;
            return fits;
        }

        (SpkiTime firstEnd, Action drop) = own.MinBy(candidate => candidate.End);
        if (firstEnd >= notAfter)
        {
            return false;
        }

        drop();
        return true;
    }

    private readonly record struct TestResult(
        RevocationStatus Status, SpkiTime Until, ImmutableArray<Signed<RevocationObject>> Evidence)
    {
        public static TestResult NoAnswer { get; } = new(RevocationStatus.NoAnswer, SpkiTime.Forever, []);
    }
}
