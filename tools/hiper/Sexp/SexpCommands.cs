using System.CommandLine;

namespace HiperNet.Cli.Sexp;

/// <summary>The group <c>hiper sexp</c>.</summary>
internal static class SexpCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() =>
        Verb.Group("sexp", "Convert and hash S-expressions (RFC 9804).", SexpConvert.Command(), SexpHash.Command());

    /// <summary>The file to read, the same for every verb of the group.</summary>
    public static Argument<string> File() => new("FILE")
    {
        Description = "The file to read, in any of the three forms; the standard input if it is - or left out.",
        DefaultValueFactory = _ => Spki.Text.SexpFile.StandardInput,
    };
}
