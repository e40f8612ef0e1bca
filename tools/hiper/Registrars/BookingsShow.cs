using System.CommandLine;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar bookings show</c>.</summary>
internal static class BookingsShow
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        Argument<string> id = new("ID") { Description = "The infrastructure." };
        return Verb.Of(
            "show",
            "Show an infrastructure and where its nodes are.",
            [id, .. access.Symbols],
            parsed => access.Ask(parsed, session => RunAsync(session, parsed.GetRequiredValue(id))));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, string id)
    {
        VpxiView vpxi = RegistrarAnswers.Must(await session.Client.VpxiAsync(id));
        PlainText text = new();
        string window = $"{RegistrarAnswers.Time(vpxi.Start)} to {RegistrarAnswers.Time(vpxi.End)}";
        text.Line($"{vpxi.Id}: {vpxi.State}, {window}");
        text.Line($"owner: {vpxi.Owner}");
        if (vpxi.HoldUntil is { } hold)
        {
            text.Line($"held until {RegistrarAnswers.Time(hold)}");
        }

        text.Table([["NODE", "STATE", "RESOURCE", "HIT"], .. vpxi.Nodes.Select(Row)]);
        return new Answer(
            text.ToString(), json => RegistrarAnswers.Write(json, "booking", vpxi, ContractJson.Default.VpxiView));
    }

    private static string[] Row(VpxiNode node) =>
        [node.Name, node.State, node.Resource, node.Hit ?? "-"];
}
