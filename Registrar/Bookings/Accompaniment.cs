using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>What is done in the same transaction as a change of bookings.</summary>
/// <param name="Conditions">What must hold.</param>
/// <param name="Operations">What is done.</param>
public sealed record Accompaniment(IReadOnlyList<Compare> Conditions, IReadOnlyList<Operation> Operations);
