namespace HiperNet.Registrar.Bookings;

/// <summary>What an organisation offers.</summary>
/// <param name="Id">Its name, of its own: a word of VXDL. Its elements are in a cluster of this name.</param>
/// <param name="Owner">The principal of who offers it.</param>
/// <param name="Document">A pool in VXDL.</param>
/// <param name="IsWithdrawn">Whether nothing more of it is booked; what is booked already stays.</param>
public sealed record OfferRecord(string Id, string Owner, string Document, bool IsWithdrawn);
