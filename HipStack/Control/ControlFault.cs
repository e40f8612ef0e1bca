using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>
/// Why there is no answer. The first ones come from the daemon, the last from the client's side.
/// </summary>
[JsonConverter(typeof(WordConverter<ControlFault>))]
public enum ControlFault
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>There is one.</summary>
    None,

    /// <summary>The request is not what it should be.</summary>
    Malformed,

    /// <summary>The daemon does not know the verb.</summary>
    UnknownVerb,

    /// <summary>The request is of another version of this contract.</summary>
    UnsupportedVersion,

    /// <summary>The line is longer than <see cref="ControlLimits"/> lets it be.</summary>
    TooLarge,

    /// <summary>The caller may not ask for this.</summary>
    Forbidden,

    /// <summary>What is named is not there.</summary>
    NotFound,

    /// <summary>The daemon knows the thing and does not do it; the text says why.</summary>
    Refused,

    /// <summary>Too many talk to the daemon already.</summary>
    Busy,

    /// <summary>The daemon failed; its log says more.</summary>
    Internal,

    /// <summary>Nobody listens at the socket's path.</summary>
    NotRunning,

    /// <summary>The socket's mode keeps the caller out.</summary>
    AccessDenied,

    /// <summary>The daemon did not answer in time.</summary>
    TimedOut,

    /// <summary>What answered is not this contract.</summary>
    Protocol,
}
