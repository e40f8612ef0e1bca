using System.CommandLine;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar users invite</c>.</summary>
internal static class UsersInvite
{
    private const long SecondsPerHour = 3600;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        Option<long> hours = new("--hours")
        {
            Description = "How long the invitation is good: 1 to 720.", DefaultValueFactory = _ => 72,
        };
        return Verb.Of(
            "invite",
            "Make an invitation, good for one account, and print its token: a secret. For administrators.",
            [hours, .. access.Symbols],
            parsed => access.Ask(parsed, session => RunAsync(session, parsed.GetValue(hours))));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, long hours)
    {
        if (hours is < 1 or > 720)
        {
            throw new CliException(ExitCode.Usage, "--hours must be 1 to 720");
        }

        InvitationView invitation = RegistrarAnswers.Must(await session.Client.InviteAsync(hours * SecondsPerHour));
        return new Answer(
            invitation.Token,
            json => RegistrarAnswers.Write(json, "invitation", invitation, ContractJson.Default.InvitationView));
    }
}
