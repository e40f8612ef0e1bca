using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Checks a proof that another party made: with what is in the sequence, and nothing else but the root.
/// </summary>
public static class ProofCheck
{
    /// <summary>Decides a query on the objects of one sequence.</summary>
    /// <param name="query">The question, with the checker's own root and time.</param>
    /// <param name="proof">The proof, as <see cref="Proof.ToSequence"/> writes it.</param>
    /// <param name="options">Strictness and cost; <see cref="DecisionOptions.Default"/> if null.</param>
    public static Decision Decide(DecisionQuery query, Sequence proof, DecisionOptions? options = null)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        ObjectLoader.Load([proof], pool, revocations);
        return Decider.Decide(query, pool, revocations, options);
    }
}
