using System.CommandLine;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar users agreement</c>.</summary>
internal static class UsersAgreement
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        Option<string?> set = new("--set")
        {
            Description = "Set it for accounts to come, from a file; for administrators.", HelpName = "FILE",
        };
        return Verb.Of(
            "agreement",
            "Print the good-use agreement and its hash.",
            [set, .. access.Symbols],
            parsed =>
            {
                string? path = parsed.GetValue(set);
                return access.Ask(parsed, session => RunAsync(session, path), needsKey: path is not null);
            });
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, string? path)
    {
        Agreement agreement = RegistrarAnswers.Must(path is null
            ? await session.Client.AgreementAsync()
            : await session.Client.SetAgreementAsync(await File.ReadAllTextAsync(path)));
        return new Answer(
            $"{RegistrarAnswers.Lines(agreement.Text)}\n\nhash: {agreement.Hash}",
            json => RegistrarAnswers.Write(json, "agreement", agreement, ContractJson.Default.Agreement));
    }
}
