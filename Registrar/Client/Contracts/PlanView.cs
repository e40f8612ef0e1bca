using System.Text.Json;

namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What would be granted now.</summary>
/// <param name="Allocation">The plan: spec/vxdl.md, section 10.</param>
/// <param name="Changes">What would be otherwise than in the infrastructure that was compared with.</param>
public sealed record PlanView(JsonElement Allocation, IReadOnlyList<PlanChange> Changes);
