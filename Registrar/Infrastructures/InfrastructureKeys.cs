using System.Text;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Where a registrar keeps what it knows of infrastructures besides their bookings.</summary>
/// <param name="Root">With what all keys of the registrar begin.</param>
internal sealed record InfrastructureKeys(string Root)
{
    /// <summary>With what the keys of runs begin.</summary>
    public string Runs => Root + "run/";

    /// <summary>What is wanted of an infrastructure.</summary>
    public byte[] Run(string id) => Octets(Runs + id);

    /// <summary>With what the keys of its nodes begin.</summary>
    public string NodesOf(string id) => $"{Root}node/{id}/";

    /// <summary>What is known of a node.</summary>
    public byte[] Node(string id, string name) => Octets(NodesOf(id) + name);

    /// <summary>With what the keys of second users begin.</summary>
    public string SharesOf(string id) => $"{Root}share/{id}/";

    /// <summary>What has become of a second user's wish.</summary>
    public byte[] Share(string id, string principal) => Octets(SharesOf(id) + principal);

    /// <summary>What another registrar has said of an infrastructure that is a part of one of its own.</summary>
    public byte[] Told(string id) => Octets($"{Root}told/{id}");

    /// <summary>With what the keys begin of what others have given to infrastructures.</summary>
    public string Transfers => Root + "transfer/";

    /// <summary>With what the keys begin of what others have given to an infrastructure.</summary>
    public string TransfersOf(string id) => $"{Transfers}{id}/";

    /// <summary>What another registrar has given to an infrastructure.</summary>
    public byte[] Transfer(string id, string peer, string transfer) => Octets($"{TransfersOf(id)}{peer}/{transfer}");

    /// <summary>Written whenever an offer's work changes.</summary>
    public byte[] Work(string offer) => Octets($"{Root}work/{offer}");

    /// <summary>With what the keys of the infrastructures begin that an offer works for.</summary>
    public string WorksOf(string offer) => $"{Root}work/{offer}/";

    /// <summary>That an offer works for an infrastructure.</summary>
    public byte[] WorkFor(string offer, string id) => Octets(WorksOf(offer) + id);

    private static byte[] Octets(string key) => Encoding.UTF8.GetBytes(key);
}
