namespace HiperNet.Registrar.Requests;

/// <summary>What is known of a request.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Ticket">If it is begun.</param>
/// <param name="Answer">If it is done.</param>
/// <param name="Detail">More words; may be empty.</param>
public sealed record RequestFound(RequestState State, RequestTicket? Ticket, StoredAnswer? Answer, string Detail)
{
    internal static RequestFound Of(RequestState state, string detail = "") => new(state, null, null, detail);
}
