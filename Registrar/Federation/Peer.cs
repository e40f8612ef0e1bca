using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Federation;

/// <summary>A registrar of another organisation.</summary>
/// <param name="Name">What it is called here: 1 to 32 letters, digits and hyphens.</param>
/// <param name="Addresses">Where its replicas answer.</param>
/// <param name="Principal">Its key, which its TLS certificate must have, and which has its rights here.</param>
public sealed record Peer(string Name, IReadOnlyList<Uri> Addresses, Principal Principal)
{
    /// <summary>Reads NAME=URL[,URL...]#PRINCIPAL.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The peer; null if it is none.</returns>
    public static Peer? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int hash = text.LastIndexOf('#');
        if (equals < 1 || hash < equals || !IsName(text[..equals])
            || !TryRead(text[(hash + 1)..], out Principal principal))
        {
            return null;
        }

        string[] addresses = text[(equals + 1)..hash].Split(',');
        Uri[] read = [.. addresses.Select(Address).OfType<Uri>()];
        return read.Length < addresses.Length ? null : new Peer(text[..equals], read, principal);
    }

    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? read) && read.Scheme == Uri.UriSchemeHttps ? read : null;

    private static bool IsName(string name) =>
        name.Length <= FederationLimits.PeerName
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool TryRead(string text, out Principal principal)
    {
        bool isOne = text.Length == 2 * Principal.Bytes && text.All(char.IsAsciiHexDigitLower);
        principal = isOne ? Principal.Of(Convert.FromHexString(text)) : default;
        return isOne;
    }
}
