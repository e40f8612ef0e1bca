namespace HiperNet.HipStack.Link;

/// <summary>Names of interfaces, which become parts of paths under /proc/sys.</summary>
internal static class InterfaceName
{
    /// <summary>The longest name, in octets (IFNAMSIZ without its end).</summary>
    public const int MaxLength = 15;

    /// <summary>Refuses what can be no name; the kernel allows more than is allowed here.</summary>
    public static void Check(string name)
    {
        if (name.Length is 0 or > MaxLength || name is "." or ".." || !name.All(IsLetter))
        {
            throw new LinkException($"'{name}' cannot be the name of an interface");
        }
    }

    private static bool IsLetter(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '%' or '@' or '+';
}
