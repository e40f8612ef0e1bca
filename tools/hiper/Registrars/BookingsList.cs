using System.CommandLine;
using System.Globalization;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar bookings list</c>.</summary>
internal static class BookingsList
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        return Verb.Of(
            "list",
            "List your infrastructures; all of them for administrators.",
            access.Symbols,
            parsed => access.Ask(parsed, RunAsync));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session)
    {
        IReadOnlyList<VpxiView> all = await RegistrarAnswers.AllAsync(after => session.Client.VpxisAsync(after));
        string text = RegistrarAnswers.Table(
            "no bookings",
            ["INFRASTRUCTURE", "STATE", "START", "END", "NODES", "OWNER"],
            all.Select(vpxi => new[]
            {
                vpxi.Id, vpxi.State, RegistrarAnswers.Time(vpxi.Start), RegistrarAnswers.Time(vpxi.End),
                vpxi.Nodes.Count.ToString(CultureInfo.InvariantCulture), vpxi.Owner,
            }));
        return new Answer(
            text, json => RegistrarAnswers.Write(json, "bookings", all, ContractJson.Default.VpxiView));
    }
}
