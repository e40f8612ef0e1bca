using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>The answer: granted with a proof, or denied with the reason; and until when it holds.</summary>
public sealed class Decision
{
    private Decision(Proof? proof, Denial? denial, SpkiTime until)
    {
        Proof = proof;
        Denial = denial;
        Until = until;
    }

    /// <summary>Whether the request is granted.</summary>
    public bool IsGranted => Proof is not null;

    /// <summary>Why it is granted, or null.</summary>
    public Proof? Proof { get; }

    /// <summary>Why it is denied, or null.</summary>
    public Denial? Denial { get; }

    /// <summary>
    /// The last second for which the answer holds on what is known now: for a grant the latest that any proof
    /// lasts, for a denial the second before a certificate becomes valid that matters.
    /// </summary>
    public SpkiTime Until { get; }

    /// <summary>One line for a person.</summary>
    public override string ToString() => IsGranted ? $"granted until {Until}" : $"denied: {Denial}";

    internal static Decision Granted(Proof proof, SpkiTime until) => new(proof, denial: null, until);

    internal static Decision Denied(Denial denial, SpkiTime until) => new(proof: null, denial, until);
}
