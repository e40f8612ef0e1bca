using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Services;

/// <summary>The words for services that this daemon offers and asks for.</summary>
internal static class ServiceNames
{
    public const string All = "rendezvous";

    public static RegistrationType? TypeOf(string? word) => word == All ? RegistrationType.Rendezvous : null;

    public static string Of(RegistrationType type) => type switch
    {
        RegistrationType.Rendezvous => All,
        _ => $"service {(byte)type}",
    };
}
