using System.CommandLine;
using System.CommandLine.Parsing;
using HiperNet.Cli.Agent;
using HiperNet.Cli.Certs;
using HiperNet.Cli.Hip;
using HiperNet.Cli.Keys;
using HiperNet.Cli.Plan;
using HiperNet.Cli.Registrars;
using HiperNet.Cli.Sexp;
using HiperNet.Cli.Vxdl;

namespace HiperNet.Cli;

/// <summary>The command line: the tree of commands, and the one place where every failure ends.</summary>
internal static class HiperCommand
{
    private const string Description = """
        HiperNet: rights are certificates, places are Host Identity Tags.

        Exit codes: 0 done or granted, 1 refused, 2 usage, 3 malformed input, 4 environment.
        A file named - is the standard input or output.
        """;

    /// <summary>Runs one command line.</summary>
    /// <returns>The process's exit code, an <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args)
    {
        try
        {
            // No @file: an argument is what it looks like.
            ParseResult parsed = Tree().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 || MisspeltOption(parsed) is not null)
            {
                throw Usage(parsed);
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception)
        {
            CliException error = CliException.From(exception);
            Responder.Write(error, WantsJson(args));
            return (int)error.Code;
        }
    }

    private static RootCommand Tree()
    {
        RootCommand root = new(Description)
        {
            KeyCommands.Group(), CertCommands.Group(), HipCommands.Group(), SexpCommands.Group(), VxdlCommands.Group(),
            PlanCommands.Group(), RegistrarCommands.Group(), AgentCommands.Group(),
        };
        root.Add(Verb.Json);
        root.Directives.Clear();
        return root;
    }

    private static CliException Usage(ParseResult parsed)
    {
        // Of a missing command the parser complains before it complains of the word that stands in its place.
        string? stranger = MisspeltOption(parsed)
            ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
        string message = stranger is not null
            ? $"'{stranger}' is not understood"
            : parsed.Errors[0].Message.TrimEnd('.');
        List<string> path = [];
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            path.Insert(0, command.Command.Name);
        }

        return new CliException(ExitCode.Usage, $"{message}; see '{string.Join(' ', path)} --help'");
    }

    /// <summary>
    /// A word with two dashes in the place of an argument: the parser would take it for a file's name. After a lone
    /// -- it is one.
    /// </summary>
    private static string? MisspeltOption(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? null
            : parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal));

    private static bool WantsJson(string[] args) => args.TakeWhile(arg => arg != "--").Contains("--json");
}
