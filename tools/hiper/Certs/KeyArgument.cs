using HiperNet.Cli.Keys;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Certs;

/// <summary>KEY on the command line: a key file, or a principal in any form.</summary>
internal static class KeyArgument
{
    /// <summary>The principal, with the key where it is given.</summary>
    /// <exception cref="CliException">The text is neither a file nor a principal.</exception>
    public static PrincipalReference Parse(string text, string option, Labels labels)
    {
        if (IsHexadecimal(text))
        {
            return Principal.Of(Convert.FromHexString(text));
        }

        if (!LooksLikeExpression(text))
        {
            using KeyInput input = new(text);
            PublicKey key = input.ReadPublic([]).Key;
            labels.Add(key.Principal, text);
            return key;
        }

        SexpNode node = SexpArgument.Parse(text, option);
        return PrincipalReference.TryParse(node, out PrincipalReference? principal, out KeyFault fault)
            ? principal
            : throw new CliException(ExitCode.Malformed, $"{option}: no principal: {fault.Describe()}");
    }

    /// <summary>Whether a text is an expression rather than the name of a file.</summary>
    public static bool LooksLikeExpression(string text) => text.TrimStart() is ['(' or '{', ..];

    /// <summary>
    /// Whether a text is a principal as it is shown: 64 hexadecimal digits, and no file of that name.
    /// </summary>
    private static bool IsHexadecimal(string text) =>
        text.Length == 2 * Principal.Bytes && text.All(char.IsAsciiHexDigit) && !Path.Exists(text);
}
