using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>Whether a peer may talk to us.</summary>
[JsonConverter(typeof(WordConverter<PeerVerdict>))]
public enum PeerVerdict
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>It may.</summary>
    Granted,

    /// <summary>It may not.</summary>
    Refused,

    /// <summary>Nobody has asked yet.</summary>
    Undecided,
}
