using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The nonces that a verifier waits for and the answers that came, each good for one decision and for a while. A
/// nonce is forgotten when it is answered by the one who was asked, so an answer that is played again meets nobody
/// who waits, and an answer by another uses nothing up.
/// </summary>
internal sealed class OneTimeAnswers(int capacity)
{
    private readonly Dictionary<(Principal Signer, ObjectId Certificate, SexpAtom Nonce), Question> expected = [];
    private readonly Dictionary<(Principal Signer, ObjectId Certificate), Answer> answers = [];
    private long order;

    public void Expect(ObjectId certificate, Principal signer, ReadOnlySpan<byte> nonce, SpkiTime until)
    {
        if (expected.Count == capacity)
        {
            expected.Remove(expected.MinBy(entry => entry.Value.Order).Key);
        }

        expected[(signer, certificate, SexpAtom.Of(nonce))] = new Question(order++, until);
    }

    public bool TryAnswer(OneTimeRevalidation answer, Signature signature)
    {
        Principal signer = signature.Signer.Principal;
        if (!expected.Remove((signer, answer.Valid, answer.Nonce), out Question question))
        {
            return false;
        }

        if (answers.Count == capacity)
        {
            answers.Remove(answers.MinBy(entry => entry.Value.Until).Key);
        }

        answers[(signer, answer.Valid)] = new Answer(new Signed<RevocationObject>(answer, signature), question.Until);
        return true;
    }

    public Signed<RevocationObject>? Find(Principal signer, ObjectId certificate, SpkiTime now) =>
        answers.TryGetValue((signer, certificate), out Answer answer) && now <= answer.Until ? answer.Statement : null;

    public void Consume(ObjectId certificate)
    {
        foreach (var key in answers.Keys.Where(key => key.Certificate == certificate).ToList())
        {
            answers.Remove(key);
        }
    }

    private readonly record struct Question(long Order, SpkiTime Until);

    private readonly record struct Answer(Signed<RevocationObject> Statement, SpkiTime Until);
}
