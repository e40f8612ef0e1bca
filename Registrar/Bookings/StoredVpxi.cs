namespace HiperNet.Registrar.Bookings;

/// <summary>A record as it was read.</summary>
/// <param name="Record">The record.</param>
/// <param name="Revision">The revision that wrote it.</param>
internal sealed record StoredVpxi(VpxiRecord Record, long Revision);
