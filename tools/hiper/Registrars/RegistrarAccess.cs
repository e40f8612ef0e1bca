using System.CommandLine;
using HiperNet.Cli.Certs;
using HiperNet.Cli.Keys;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Registrars;

/// <summary>Which registrar a command line means, and by whose key it is asked.</summary>
internal sealed class RegistrarAccess
{
    private const string ServerVariable = "HIPER_REGISTRAR";
    private const string RegistrarVariable = "HIPER_REGISTRAR_KEY";
    private const string KeyVariable = "HIPER_KEY";

    private readonly Option<string?> server = new("--server")
    {
        Description = $"The registrar's address, or those of its replicas: URL,... Otherwise {ServerVariable} says it.",
        HelpName = "URL,...",
    };

    private readonly Option<string?> registrar = new("--registrar")
    {
        Description =
            $"The registrar's principal, or a file with its public key. Otherwise {RegistrarVariable} says it.",
        HelpName = "KEY",
    };

    private readonly Option<string?> key = new("--key")
    {
        Description = $"The file with your private key. Otherwise {KeyVariable} says it.", HelpName = "FILE",
    };

    private readonly PassphraseOptions passphrase = new("the key's passphrase");

    /// <summary>The options, for a verb's list.</summary>
    public Symbol[] Symbols => [server, registrar, key, .. passphrase.Symbols];

    /// <summary>Asks the registrar.</summary>
    /// <exception cref="CliException">A word of the command line is wrong, or the registrar refuses.</exception>
    public Answer Ask(ParseResult parsed, Func<RegistrarSession, Task<Answer>> question, bool needsKey = true)
    {
        Uri[] servers = [.. Needed(parsed, server, ServerVariable).Split(',').Select(Address)];
        Principal principal =
            KeyArgument.Parse(Needed(parsed, registrar, RegistrarVariable), registrar.Name, new Labels()).Principal;
        using PrivateKey signer = Signer(parsed, needsKey);
        RegistrarOptions options = new(
            principal.ToString(),
            servers,
            new SpkiMessageSigner(signer),
            signer.Public.Sexp.Canonical,
            octets => TlsIdentity.Is(principal, octets));
        using RegistrarClient client = new(options);
        return question(new RegistrarSession(client, signer, principal, servers)).GetAwaiter().GetResult();
    }

    private static string? Word(ParseResult parsed, Option<string?> option, string variable) =>
        (parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(variable)) is { Length: > 0 } word ? word : null;

    private static string Needed(ParseResult parsed, Option<string?> option, string variable) =>
        Word(parsed, option, variable)
        ?? throw new CliException(ExitCode.Usage, $"say {option.Name}, or set {variable}");

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new CliException(ExitCode.Usage, $"'{text}' is no address: https://HOST:PORT");

    /// <summary>
    /// Whoever only looks at what everybody may see needs no key, and signs with one that is nobody's.
    /// </summary>
    private PrivateKey Signer(ParseResult parsed, bool needsKey)
    {
        string? path = needsKey ? Needed(parsed, key, KeyVariable) : Word(parsed, key, KeyVariable);
        return path is null
            ? PrivateKey.Generate(KeyAlgorithm.P256)
            : PrivateKeyArgument.Load(path, passphrase, parsed);
    }
}
