using System.CommandLine;
using HiperNet.Cli.Certs;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar users approve</c> and <c>suspend</c>.</summary>
internal static class UsersDecide
{
    /// <summary>The verb that makes an account active.</summary>
    public static Command Approve() =>
        Command("approve", "Make an account active; for administrators.", isActive: true);

    /// <summary>The verb that ends its rights.</summary>
    public static Command Suspend() =>
        Command("suspend", "End an account's rights at once; for administrators.", isActive: false);

    private static Command Command(string name, string description, bool isActive)
    {
        RegistrarAccess access = new();
        Argument<string> user = new("KEY") { Description = "Whose: a principal, or a key file." };
        return Verb.Of(
            name,
            description,
            [user, .. access.Symbols],
            parsed => access.Ask(parsed, session => RunAsync(session, parsed.GetRequiredValue(user), isActive)));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, string user, bool isActive)
    {
        string principal = KeyArgument.Parse(user, "KEY", new Labels()).Principal.ToString();
        AccountView account = RegistrarAnswers.Must(await session.Client.DecideAccountAsync(principal, isActive));
        return new Answer(
            $"{PlainText.Clean(account.Name)} ({account.Principal}) is {account.State}",
            json => RegistrarAnswers.Write(json, "user", account, ContractJson.Default.AccountView));
    }
}
