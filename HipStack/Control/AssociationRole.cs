using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>Who began the base exchange.</summary>
[JsonConverter(typeof(WordConverter<AssociationRole>))]
public enum AssociationRole
{
    /// <summary>It has not been settled.</summary>
    Unknown,

    /// <summary>We did.</summary>
    Initiator,

    /// <summary>The peer did.</summary>
    Responder,
}
