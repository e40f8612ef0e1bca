using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The nonces that a verifier waits for and the answers that came, each good for one decision. A nonce is
/// forgotten when a decision has used its answer, so an answer that is played again meets nobody who waits; and not
/// before, so a stranger who answers first keeps nobody out.
/// </summary>
internal sealed class OneTimeAnswers(int capacity)
{
    private readonly Dictionary<(ObjectId Certificate, SexpAtom Nonce), long> expected = [];
    private readonly Dictionary<(Principal Signer, ObjectId Certificate), Signed<RevocationObject>> answers = [];
    private long order;

    public void Expect(ObjectId certificate, ReadOnlySpan<byte> nonce)
    {
        if (expected.Count == capacity && !expected.ContainsKey((certificate, SexpAtom.Of(nonce))))
        {
            expected.Remove(expected.MinBy(entry => entry.Value).Key);
        }

        expected[(certificate, SexpAtom.Of(nonce))] = order++;
    }

    public bool IsExpected(OneTimeRevalidation answer) => expected.ContainsKey((answer.Valid, answer.Nonce));

    public void Answer(OneTimeRevalidation answer, Signature signature)
    {
        if (answers.Count == capacity)
        {
            answers.Clear();
        }

        answers[(signature.Signer.Principal, answer.Valid)] = new Signed<RevocationObject>(answer, signature);
    }

    public Signed<RevocationObject>? Find(Principal signer, ObjectId certificate) =>
        answers.GetValueOrDefault((signer, certificate));

    public void Consume(ObjectId certificate)
    {
        foreach ((Principal Signer, ObjectId Certificate) key in answers.Keys.Where(key => key.Certificate == certificate).ToList())
        {
            answers.Remove(key, out Signed<RevocationObject>? used);
            expected.Remove((certificate, ((OneTimeRevalidation)used!.Object).Nonce));
        }
    }
}
