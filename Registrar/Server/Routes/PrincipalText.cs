using System.Buffers;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>Principals in paths.</summary>
internal static class PrincipalText
{
    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    public static bool TryRead(string text, out Principal principal)
    {
        Span<byte> octets = stackalloc byte[Principal.Bytes];
        bool isOne = text.Length == 2 * Principal.Bytes
            && !text.AsSpan().ContainsAnyInRange('A', 'F')
            && Convert.FromHexString(text, octets, out _, out int written) == OperationStatus.Done
            && written == Principal.Bytes;
        principal = isOne ? Principal.Of(octets) : default;
        return isOne;
    }
}
