using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The nonces that a verifier waits for and the answers that came, each good for one decision. A nonce is
/// forgotten when it is answered, so an answer that is played again meets nobody who waits.
/// </summary>
internal sealed class OneTimeAnswers(int capacity)
{
    private readonly Dictionary<(ObjectId Certificate, SexpAtom Nonce), long> expected = [];
    private readonly Dictionary<(Principal Signer, ObjectId Certificate), Signed<RevocationObject>> answers = [];
    private long order;

    public void Expect(ObjectId certificate, ReadOnlySpan<byte> nonce)
    {
        if (expected.Count == capacity)
        {
            expected.Remove(expected.MinBy(entry => entry.Value).Key);
        }

        expected[(certificate, SexpAtom.Of(nonce))] = order++;
    }

    public bool TryAnswer(OneTimeRevalidation answer, Signature signature)
    {
        if (!expected.Remove((answer.Valid, answer.Nonce)))
        {
            return false;
        }

        if (answers.Count == capacity)
        {
            answers.Clear();
        }

        answers[(signature.Signer.Principal, answer.Valid)] = new Signed<RevocationObject>(answer, signature);
        return true;
    }

    public Signed<RevocationObject>? Find(Principal signer, ObjectId certificate) =>
        answers.GetValueOrDefault((signer, certificate));

    public void Consume(ObjectId certificate)
    {
        foreach ((Principal Signer, ObjectId Certificate) key in answers.Keys.Where(key => key.Certificate == certificate).ToList())
        {
            answers.Remove(key);
        }
    }
}
