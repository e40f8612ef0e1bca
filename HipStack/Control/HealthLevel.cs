using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>How much a line of health matters.</summary>
[JsonConverter(typeof(WordConverter<HealthLevel>))]
public enum HealthLevel
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Something will fail, or does so for some peers.</summary>
    Warning,

    /// <summary>Something fails now.</summary>
    Failure,
}
