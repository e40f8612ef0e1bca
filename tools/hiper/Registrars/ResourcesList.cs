using System.CommandLine;
using System.Globalization;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar resources list</c>.</summary>
internal static class ResourcesList
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        return Verb.Of(
            "list",
            "List what is offered, and whether it is there.",
            access.Symbols,
            parsed => access.Ask(parsed, RunAsync));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session)
    {
        IReadOnlyList<OfferView> offers = await RegistrarAnswers.AllAsync(after => session.Client.OffersAsync(after));
        string text = RegistrarAnswers.Table(
            "no offers",
            ["OFFER", "STATE", "NODES", "CERTIFIED UNTIL", "OWNER"],
            offers.Select(offer => new[]
            {
                offer.Id, offer.State, offer.Resources.Count.ToString(CultureInfo.InvariantCulture),
                RegistrarAnswers.Time(offer.NotAfter), offer.Owner,
            }));
        return new Answer(
            text, json => RegistrarAnswers.Write(json, "offers", offers, ContractJson.Default.OfferView));
    }
}
