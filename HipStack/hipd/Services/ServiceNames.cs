using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Services;

/// <summary>The words for services that this daemon offers and asks for.</summary>
internal static class ServiceNames
{
    private static readonly Dictionary<string, RegistrationType> Types = new(StringComparer.Ordinal)
    {
        ["rendezvous"] = RegistrationType.Rendezvous,
        ["control-relay"] = RegistrationType.RelayUdpHip,
        ["data-relay"] = RegistrationType.RelayUdpEsp,
    };

    public static string All => string.Join(", ", Types.Keys);

    public static RegistrationType? TypeOf(string? word) =>
        word is not null && Types.TryGetValue(word, out RegistrationType type) ? type : null;

    public static string Of(RegistrationType type) =>
        Types.FirstOrDefault(known => known.Value == type).Key ?? $"service {(byte)type}";
}
