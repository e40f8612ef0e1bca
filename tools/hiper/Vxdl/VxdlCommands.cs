using System.CommandLine;

namespace HiperNet.Cli.Vxdl;

/// <summary>The group <c>hiper vxdl</c>.</summary>
internal static class VxdlCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "vxdl",
        "Check, convert, draw and plan descriptions of infrastructures.",
        VxdlCheck.Command(),
        VxdlConvert.Command(),
        VxdlGraph.Command(),
        VxdlPlan.Command());

    /// <summary>The document to read, the same for every verb of the group.</summary>
    public static Argument<string> File() => new("FILE")
    {
        Description = "The description to read, as .vxdl text or as XML of VXDL 2.0; - is the standard input.",
    };

    /// <summary>Values of parameters, the same for every verb of the group.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "The value of a parameter of the text, as in --set workers=8; may be repeated.",
        HelpName = "NAME=VALUE",
    };
}
