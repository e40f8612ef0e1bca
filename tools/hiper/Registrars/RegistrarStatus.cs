using System.CommandLine;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar status</c>: who a registrar is, and who we are to it.</summary>
internal static class RegistrarStatus
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        return Verb.Of(
            "status",
            "Say who the registrar is, whether it answers, and what account the key has.",
            access.Symbols,
            parsed => access.Ask(parsed, RunAsync, needsKey: false));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session)
    {
        RegistrarInfo info = RegistrarAnswers.Must(await session.Client.InfoAsync());
        ApiAnswer<AccountView> own = await session.Client.AccountAsync("self");
        PlainText text = new();
        text.Line($"registrar {info.Name} ({info.Principal}) answers");
        text.Line($"agreement: {info.Agreement ?? "none yet, so nobody can register"}");
        text.Line($"its clock: {RegistrarAnswers.Time(info.Now)}");
        text.Line(own.Value is { } account
            ? $"your account: {account.Name}, {account.State}"
            : $"your account: {(own.Problem?.Code == "unknown" ? "none" : own.Problem?.Detail)}");
        return new Answer(text.ToString(), json =>
        {
            RegistrarAnswers.Write(json, "registrar", info, ContractJson.Default.RegistrarInfo);
            if (own.Value is { } view)
            {
                RegistrarAnswers.Write(json, "account", view, ContractJson.Default.AccountView);
            }
        });
    }
}
