using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>What is asked of the daemon.</summary>
[JsonConverter(typeof(WordConverter<ControlVerb>))]
public enum ControlVerb
{
    /// <summary>None of these; the daemon answers that it does not know the verb.</summary>
    Unknown,

    /// <summary>The daemon itself: one <see cref="DaemonStatus"/>.</summary>
    Status,

    /// <summary>Its associations: an <see cref="AssociationStatus"/> each.</summary>
    Sas,

    /// <summary>The locators it knows: a <see cref="PeerEntry"/> each.</summary>
    Peers,

    /// <summary>Why a peer may or may not talk to us: one <see cref="Explanation"/>.</summary>
    Explain,

    /// <summary>Associates with a peer and measures: a <see cref="PingReply"/> each.</summary>
    Ping,

    /// <summary>Forgets the association with a peer.</summary>
    Rst,

    /// <summary>Adds a <see cref="HostEntry"/>.</summary>
    AddHost,

    /// <summary>Removes what <see cref="AddHost"/> added.</summary>
    DelHost,

    /// <summary>Reads the configuration again.</summary>
    Reload,

    /// <summary>Packets, as <see cref="CaptureChunk"/>s, until the client leaves.</summary>
    Capture,

    /// <summary>Adds SPKI certificates.</summary>
    AddCert,

    /// <summary>Removes a certificate.</summary>
    DelCert,

    /// <summary>Adds SPKI revocation lists.</summary>
    AddCrl,

    /// <summary>What happens to associations, as <see cref="AssociationEvent"/>s, until the client leaves.</summary>
    Wait,

    /// <summary>Ends the daemon.</summary>
    Shutdown,
}
