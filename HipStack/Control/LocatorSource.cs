using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>Where a locator is known from.</summary>
[JsonConverter(typeof(WordConverter<LocatorSource>))]
public enum LocatorSource
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>The configuration.</summary>
    Static,

    /// <summary>A hosts file.</summary>
    Hosts,

    /// <summary>The control socket.</summary>
    Control,

    /// <summary>The domain name system (RFC 8005).</summary>
    Dns,

    /// <summary>A rendezvous server (RFC 8004).</summary>
    Rvs,

    /// <summary>A registrar.</summary>
    Registrar,

    /// <summary>The peer's own packets.</summary>
    Learned,
}
