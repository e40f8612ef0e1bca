using System.Text.Json;

namespace HiperNet.Registrar.Client.Contracts;

/// <summary>All that was granted to an infrastructure.</summary>
/// <param name="Vpxi">The infrastructure.</param>
/// <param name="Document">What was asked for, in VXDL.</param>
/// <param name="Allocation">The plan: spec/vxdl.md, section 10.</param>
/// <param name="Certificates">What was issued for it, and has not ended.</param>
public sealed record Manifest(
    VpxiView Vpxi,
    string Document,
    JsonElement Allocation,
    IReadOnlyList<CertificateView> Certificates);
