using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar users register</c>: accepts the agreement and asks for an account.</summary>
internal static class UsersRegister
{
    private const int MostTokenCharacters = 256;

    private static readonly Option<string> Name = new("--name") { Description = "Who you are.", Required = true };

    private static readonly Option<string> Organisation = new("--organisation")
    {
        Description = "For whom you work.", Required = true,
    };

    private static readonly Option<string> Contact = new("--contact")
    {
        Description = "How you are reached.", Required = true,
    };

    private static readonly Option<string?> Invitation = new("--invitation")
    {
        Description = "A file with the token of an invitation; without one an administrator decides.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Agree = new("--agree")
    {
        Description = "The hash of the agreement that you have read and accept; without it you are asked.",
        HelpName = "HASH",
    };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        return Verb.Of(
            "register",
            "Accept the good-use agreement and ask for an account for the key.",
            [Name, Organisation, Contact, Invitation, Agree, .. access.Symbols],
            parsed => access.Ask(parsed, session => RunAsync(session, parsed)));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, ParseResult parsed)
    {
        Agreement agreement = RegistrarAnswers.Must(await session.Client.AgreementAsync());
        if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement.Text))) != agreement.Hash)
        {
            throw new CliException(ExitCode.Refused, "the registrar's agreement has another hash than it says");
        }

        Confirm(agreement, parsed.GetValue(Agree));
        string? token = parsed.GetValue(Invitation) is { } path ? Token(path) : null;
        AccountRequest request = new(
            session.Key.Public.Sexp.Canonical,
            parsed.GetRequiredValue(Name),
            parsed.GetRequiredValue(Organisation),
            parsed.GetRequiredValue(Contact),
            Accept(session, agreement.Hash),
            token);
        AccountView account = RegistrarAnswers.Must(await session.Client.RegisterAsync(request));
        return new Answer(
            $"your account ({account.Principal}) is {account.State}",
            json => RegistrarAnswers.Write(json, "account", account, ContractJson.Default.AccountView));
    }

    private static void Confirm(Agreement agreement, string? agreed)
    {
        if (agreed is not null)
        {
            if (!string.Equals(agreed, agreement.Hash, StringComparison.OrdinalIgnoreCase))
            {
                throw new CliException(ExitCode.Refused, $"the agreement is another one: its hash is {agreement.Hash}");
            }

            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new CliException(
                ExitCode.Refused,
                $"read 'hiper registrar users agreement', then accept it with --agree {agreement.Hash}");
        }

        Console.Error.WriteLine(RegistrarAnswers.Lines(agreement.Text));
        Console.Error.Write("Do you accept this agreement? Type yes: ");
        if (Console.ReadLine()?.Trim() != "yes")
        {
            throw new CliException(ExitCode.Refused, "the agreement is not accepted");
        }
    }

    private static string Token(string path)
    {
        using TextReader reader = path == "-" ? Console.In : File.OpenText(path);
        char[] text = new char[MostTokenCharacters];
        int count = reader.ReadBlock(text, 0, text.Length);
        return new string(text, 0, count).Trim();
    }

    /// <summary>
    /// The key grants the registrar (agreed HASH): what an acceptance is (spec/registrar-api.md, section 3).
    /// </summary>
    private static byte[] Accept(RegistrarSession session, string hash)
    {
        SexpList agreed = SexpList.Of("agreed", new SexpAtom(Convert.FromHexString(hash)));
        if (!TagExpression.TryParse(agreed, out TagExpression? tag, out TagFault fault))
        {
            throw new CliException(ExitCode.Malformed, $"the agreement's hash is none: {fault}");
        }

        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            session.Key.Public.Principal, new KeySubject(session.Registrar), tag);
        return Sequence.Create(
            new KeyObject(session.Key.Public), certificate, Signature.Create(certificate, session.Key))
            .Node.Canonical.ToArray();
    }
}
