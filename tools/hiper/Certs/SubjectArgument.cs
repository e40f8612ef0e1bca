using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Certs;

/// <summary>A subject on the command line: KEY, or another subject as an S-expression.</summary>
internal static class SubjectArgument
{
    /// <summary>The subject that <paramref name="text"/> is. A key is named by its hash.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static Subject Parse(string text, string option, Labels labels)
    {
        if (!KeyArgument.LooksLikeExpression(text))
        {
            return new KeySubject(KeyArgument.Parse(text, option, labels).Principal);
        }

        SexpNode node = SexpArgument.Parse(text, option);
        return Subject.TryParse(node, out Subject? subject, out CertError error)
            ? subject
            : throw new CliException(ExitCode.Malformed, $"{option}: {error}");
    }
}
