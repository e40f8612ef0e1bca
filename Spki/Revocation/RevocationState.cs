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
    /// <summary>The most statements kept; past that, those that end first give way.</summary>
    public const int MaxStatements = 4096;

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

        if (statement is OneTimeRevalidation { } unasked && !oneTime.IsExpected(unasked))
        {
            return RevocationFault.UnknownNonce;
        }

        if (signature.Check(statement, key) != SignatureFault.None)
        {
            return RevocationFault.BadSignature;
        }

        RevocationFault fault = statement switch
        {
            OneTimeRevalidation answer => AddAnswer(answer, signature),
            TimedRevalidation reval => AddTimed(new Signed<TimedRevalidation>(reval, signature)),
            _ => AddList(new CancelList(new Signed<RevocationObject>(statement, signature))),
        };
        Version += fault == RevocationFault.None ? 1 : 0;
        return fault;
    }

    /// <summary>Waits for a one-time revalidation of a certificate with this nonce, which must be fresh and random.</summary>
    /// <exception cref="ArgumentException">The nonce is too short or too long to be accepted in an answer.</exception>
    public void Expect(ObjectId certificate, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length is < OneTimeRevalidation.MinNonce or > OneTimeRevalidation.MaxNonce)
        {
            throw new ArgumentException(
                $"A nonce has {OneTimeRevalidation.MinNonce} to {OneTimeRevalidation.MaxNonce} octets.", nameof(nonce));
        }

        oneTime.Expect(certificate, nonce);
    }

    /// <summary>Uses up the one-time revalidations of a certificate, as the decision that rested on them must.</summary>
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

    private static RevocationVerdict Answer(RevocationStatus status) => new(status, SpkiTime.Forever, [], IsOneTime: false);

    private TestResult Run(OnlineTest test, RevocationTarget target, SpkiTime now) => test.Kind switch
    {
        OnlineTestKind.Crl => RunCrl(test.Principal.Principal, target, now),
        OnlineTestKind.Reval => RunReval(test.Principal.Principal, target, now),
        OnlineTestKind.OneTime => oneTime.Find(test.Principal.Principal, target.Id) is { } answer
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

    private RevocationFault AddAnswer(OneTimeRevalidation answer, Signature signature)
    {
        oneTime.Answer(answer, signature);
        return RevocationFault.None;
    }

    private RevocationFault AddTimed(Signed<TimedRevalidation> reval)
    {
        if (!MakeRoom(reval.Object.Validity.NotAfter))
        {
            return RevocationFault.TooMany;
        }

        revalidations.Add((reval.Signature.Signer.Principal, reval.Object.Id), reval);
        return RevocationFault.None;
    }

    private RevocationFault AddList(CancelList list)
    {
        if (!MakeRoom(list.Validity.NotAfter))
        {
            return RevocationFault.TooMany;
        }

        Principal signer = list.Statement.Signature.Signer.Principal;
        if (!lists.TryGetValue(signer, out SignerLists? known))
        {
            known = new SignerLists();
            lists.Add(signer, known);
        }

        known.Add(list);
        return RevocationFault.None;
    }

    /// <summary>Makes room for one more statement by dropping the one that ends first, if that ends earlier.</summary>
    private bool MakeRoom(SpkiTime notAfter)
    {
        if (statements < MaxStatements)
        {
            statements++;
            return true;
        }

        (SpkiTime firstEnd, Action drop) = revalidations
            .Select(entry => (entry.Value.Object.Validity.NotAfter, (Action)(() => revalidations.Remove(entry.Key))))
            .Concat(lists.SelectMany(known =>
                known.Value.All.Select(list => (list.Validity.NotAfter, (Action)(() => Drop(known.Key, list))))))
            .MinBy(candidate => candidate.Item1);
        if (firstEnd >= notAfter)
        {
            return false;
        }

        drop();
        return true;
    }

    private void Drop(Principal signer, CancelList list)
    {
        lists[signer].Remove(list);
        if (lists[signer].IsEmpty)
        {
            lists.Remove(signer);
        }
    }

    private readonly record struct TestResult(
        RevocationStatus Status, SpkiTime Until, ImmutableArray<Signed<RevocationObject>> Evidence)
    {
        public static TestResult NoAnswer { get; } = new(RevocationStatus.NoAnswer, SpkiTime.Forever, []);
    }
}
