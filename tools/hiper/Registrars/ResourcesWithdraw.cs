using System.CommandLine;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary><c>hiper registrar resources withdraw</c>.</summary>
internal static class ResourcesWithdraw
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        RegistrarAccess access = new();
        Argument<string> id = new("OFFER") { Description = "The offer's name." };
        return Verb.Of(
            "withdraw",
            "Take an offer back: nothing more of it is booked, and what is booked stays.",
            [id, .. access.Symbols],
            parsed => access.Ask(parsed, session => RunAsync(session, parsed.GetRequiredValue(id))));
    }

    private static async Task<Answer> RunAsync(RegistrarSession session, string id)
    {
        OfferView offer = RegistrarAnswers.Must(await session.Client.WithdrawAsync(id));
        return new Answer(
            $"{PlainText.Clean(offer.Id)} is {offer.State}",
            json => RegistrarAnswers.Write(json, "offer", offer, ContractJson.Default.OfferView));
    }
}
