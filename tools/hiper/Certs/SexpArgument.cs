using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Spki.Text;

namespace HiperNet.Cli.Certs;

/// <summary>S-expressions on the command line, in any form.</summary>
internal static class SexpArgument
{
    /// <summary>The expression that <paramref name="text"/> is.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static SexpNode Parse(string text, string option) =>
        SexpText.TryParse(Encoding.UTF8.GetBytes(text), SexpLimits.Network, out SexpNode? node, out SexpTextError error)
            ? node
            : throw new CliException(ExitCode.Malformed, $"{option}: {error}");

    /// <summary>A tag, with or without <c>(tag ...)</c> around it.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static TagExpression Tag(string text, string option) =>
        TagExpression.TryParse(Bare(Parse(text, option)), out TagExpression? tag, out TagFault fault)
            ? tag
            : throw new CliException(ExitCode.Malformed, $"{option}: {fault.Describe()}");

    /// <summary>A request: a tag without star forms.</summary>
    /// <exception cref="CliException">It is none; one with a star form is refused rather than malformed.</exception>
    public static TagExpression Request(string text, string option)
    {
        SexpNode node = Bare(Parse(text, option));
        if (TagExpression.TryParseRequest(node, out TagExpression? request, out TagFault fault))
        {
            return request;
        }

        ExitCode code = fault == TagFault.StarInRequest ? ExitCode.Refused : ExitCode.Malformed;
        throw new CliException(code, $"{option}: {fault.Describe()}");
    }

    private static SexpNode Bare(SexpNode node) =>
        node is SexpList { Count: 2 } list && list.Head.SequenceEqual("tag"u8) ? list[1] : node;
}
