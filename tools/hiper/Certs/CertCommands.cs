using System.CommandLine;

namespace HiperNet.Cli.Certs;

/// <summary>The group <c>hiper cert</c>.</summary>
internal static class CertCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "cert",
        "Issue, show, verify, find and revoke SPKI certificates.",
        CertIssue.Command(),
        CertShow.Command(),
        CertVerify.Command(find: false),
        CertVerify.Command(find: true),
        CertRevoke.Command());
}
