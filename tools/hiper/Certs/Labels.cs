using System.Text;
using System.Text.RegularExpressions;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Certs;

/// <summary>
/// Short names for keys in what people read: the name of the file that a key came from, else the first octets of its
/// hash. Where two files have the same name, the hash.
/// </summary>
internal sealed partial class Labels
{
    private const int ShortOctets = 6;

    private readonly Dictionary<Principal, string> names = [];

    /// <summary>Names a key after the file it came from.</summary>
    public void Add(Principal key, string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        bool isGood = name.Length > 0
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (isGood && !names.ContainsValue(name))
        {
            names.TryAdd(key, name);
        }
    }

    /// <summary>The name of a key.</summary>
    public string Of(Principal key) =>
        names.TryGetValue(key, out string? name)
            ? name
            : Convert.ToHexStringLower(key.ToArray().AsSpan(0, ShortOctets)) + "..";

    /// <summary>An expression with every key and hash of one replaced by its name.</summary>
    public string Of(SexpNode node)
    {
        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>
    /// A text with every hash of a key in it, written or as an expression, replaced by the key's name.
    /// </summary>
    public string InText(string text) => HashInText().Replace(
        text, match => Of(Principal.Of(Convert.FromHexString(match.Groups["hex"].ValueSpan))));

    [GeneratedRegex(
        @"\(hash sha256 #(?<hex>[0-9a-f]{64})#\)|\b(?<hex>[0-9a-f]{64})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HashInText();

    private void Append(StringBuilder text, SexpNode node)
    {
        if (PrincipalOf(node) is { } key)
        {
            text.Append(Of(key));
        }
        else if (node is SexpList list)
        {
            text.Append('(');
            for (int i = 0; i < list.Count; i++)
            {
                text.Append(i == 0 ? "" : " ");
                Append(text, list[i]);
            }

            text.Append(')');
        }
        else
        {
            text.Append(node);
        }
    }

    private static Principal? PrincipalOf(SexpNode node)
    {
        if (node is not SexpList list)
        {
            return null;
        }

        if (Principal.TryParse(list, out Principal principal, out _))
        {
            return principal;
        }

        return list.Head.SequenceEqual("public-key"u8) && PublicKey.TryParse(list, out PublicKey? key, out _)
            ? key.Principal
            : null;
    }
}
