using HiperNet.Registrar.Audit;

namespace HiperNet.Registrar.Bookings;

/// <summary>Why an infrastructure goes, as the log has it.</summary>
/// <param name="Name">The name of the event.</param>
/// <param name="By">The principal of who acts.</param>
internal sealed record Parting(string Name, string By)
{
    /// <summary>Of one whose time is over: nobody asks for that, so the registrar acts.</summary>
    public static Parting OfTime(VpxiRecord vpxi, string registrar) => new(
        vpxi.State == VpxiState.Allocated ? AuditNames.VpxiEnded
            : vpxi.State == VpxiState.Booking ? AuditNames.VpxiUndone : AuditNames.VpxiLapsed,
        registrar);
}
