namespace HiperNet.Registrar.Bookings;

/// <summary>What an organisation offers.</summary>
/// <param name="Id">Its name, of its own: a word of VXDL. Its elements are in a cluster of this name.</param>
/// <param name="Owner">The principal of who offers it.</param>
/// <param name="Document">A pool in VXDL.</param>
/// <param name="IsWithdrawn">Whether nothing more of it is booked; what is booked already stays.</param>
public sealed record OfferRecord(string Id, string Owner, string Document, bool IsWithdrawn)
{
    /// <summary>
    /// Whether its agent has not been heard of for too long: nothing more of it is booked until it is heard again.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it may be booked.</summary>
    internal bool IsOpen => !IsWithdrawn && !IsSilent;
}
