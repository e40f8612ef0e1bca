using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>What happened to an association.</summary>
[JsonConverter(typeof(WordConverter<AssociationChange>))]
public enum AssociationChange
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>It carries packets now.</summary>
    Up,

    /// <summary>It has gone; the reason says why.</summary>
    Down,

    /// <summary>It takes another path.</summary>
    Moved,

    /// <summary>It has new keys.</summary>
    Rekeyed,

    /// <summary>The peer, or we, refused it.</summary>
    Refused,
}
