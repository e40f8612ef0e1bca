using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>How packets travel.</summary>
[JsonConverter(typeof(WordConverter<PathEncapsulation>))]
public enum PathEncapsulation
{
    /// <summary>Not settled, or a word of a later version.</summary>
    Unknown,

    /// <summary>IP protocols 139 and 50 (RFC 7401, RFC 7402).</summary>
    Raw,

    /// <summary>UDP (RFC 9028 section 5).</summary>
    Udp,
}
