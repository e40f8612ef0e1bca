using System.CommandLine;

namespace HiperNet.Cli.Keys;

/// <summary>The group <c>hiper key</c>.</summary>
internal static class KeyCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "key", "Make, look at and import keys.", KeyNew.Command(), KeyShow.Command(), KeyImport.Command());

    /// <summary>Where a new key file goes.</summary>
    public static Option<string> Out() => new("--out")
    {
        Description = "The file to write. A private key gets mode 0600 and never goes to the standard output.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Whether a file that is there may be replaced.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace the file if it is there." };
}
