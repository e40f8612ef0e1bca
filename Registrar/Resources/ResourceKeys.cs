using System.Text;

namespace HiperNet.Registrar.Resources;

/// <summary>Where a registrar keeps what it knows of offers besides the pool.</summary>
/// <param name="Root">With what all keys of the registrar begin.</param>
internal sealed record ResourceKeys(string Root)
{
    /// <summary>With what the keys of offers' certificates begin.</summary>
    public string Proofs => Root + "proof/";

    /// <summary>With what the keys of offers begin that are alive.</summary>
    public string Lives => Root + "alive/";

    /// <summary>With what the keys of offers begin that are silent.</summary>
    public string Silences => Root + "silent/";

    /// <summary>That an offer is silent.</summary>
    public byte[] Silent(string offer) => Encoding.UTF8.GetBytes(Silences + offer);

    /// <summary>An offer's certificates.</summary>
    public byte[] Proof(string offer) => Encoding.UTF8.GetBytes(Proofs + offer);

    /// <summary>That an offer's agent is there; a lease deletes it.</summary>
    public byte[] Alive(string offer) => Encoding.UTF8.GetBytes(Lives + offer);

    /// <summary>Written whenever an offer's work changes: its revision is that of the work.</summary>
    public byte[] Work(string offer) => Encoding.UTF8.GetBytes($"{Root}work/{offer}");
}
