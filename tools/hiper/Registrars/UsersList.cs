using System.CommandLine;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar users list</c>.</summary>
internal static class UsersList
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        return Verb.Of(
            "list", "List all accounts; for administrators.", access.Symbols, parsed => access.Ask(parsed, RunAsync));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session)
    {
        IReadOnlyList<AccountView> users =
            await RegistrarAnswers.AllAsync(after => session.Client.AccountsAsync(after));
        string text = RegistrarAnswers.Table(
            "no accounts",
            ["PRINCIPAL", "STATE", "NAME", "ORGANISATION", "CONTACT", "SINCE"],
            users.Select(user => new[]
            {
                user.Principal, user.State, user.Name, user.Organisation, user.Contact,
                RegistrarAnswers.Time(user.Since),
            }));
        return new Answer(
            text, json => RegistrarAnswers.Write(json, "users", users, ContractJson.Default.AccountView));
    }
}
