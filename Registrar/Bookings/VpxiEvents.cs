using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Audit;

namespace HiperNet.Registrar.Bookings;

/// <summary>What the log is told of infrastructures.</summary>
internal sealed class VpxiEvents(AuditOutbox outbox)
{
    /// <summary>It is held, or its bookings are begun.</summary>
    public AuditEvent Booked(string name, VpxiRecord vpxi, string by) => outbox.Event(
        name,
        by,
        vpxi.Id,
        ("owner", vpxi.Owner),
        ("document", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(vpxi.Document)))),
        ("start", Text(vpxi.Allocation.Window.Start)),
        ("end", Text(vpxi.Allocation.Window.End)),
        ("until", Text(vpxi.Expires)),
        ("resources", Text(vpxi.Allocation.Resources.Count())));

    /// <summary>It is booked until the end of its window.</summary>
    public AuditEvent Confirmed(VpxiRecord vpxi, string by) => outbox.Event(
        AuditNames.VpxiConfirmed, by, vpxi.Id, ("owner", vpxi.Owner), ("end", Text(vpxi.Expires)));

    /// <summary>It has another end.</summary>
    public AuditEvent Extended(VpxiRecord before, VpxiRecord after, string by) => outbox.Event(
        AuditNames.VpxiExtended,
        by,
        after.Id,
        ("owner", after.Owner),
        ("before", Text(before.Expires)),
        ("end", Text(after.Expires)));

    /// <summary>It is on other resources.</summary>
    public AuditEvent Replanned(VpxiRecord vpxi, string by) => outbox.Event(
        AuditNames.VpxiReplanned,
        by,
        vpxi.Id,
        ("owner", vpxi.Owner),
        ("resources", Text(vpxi.Allocation.Resources.Count())));

    /// <summary>It goes.</summary>
    public AuditEvent Parted(VpxiRecord vpxi, Parting parting) => outbox.Event(
        parting.Name, parting.By, vpxi.Id, ("owner", vpxi.Owner), ("state", vpxi.State.ToString()));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
