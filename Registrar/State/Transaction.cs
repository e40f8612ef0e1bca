namespace HiperNet.Registrar.State;

/// <summary>
/// Conditions, what is done if all of them hold, and what otherwise, at one revision and against every other client.
/// Each of the lists may have as many entries as the store takes, <see cref="EtcdLimits.Operations"/> by default.
/// </summary>
/// <param name="Conditions">What must hold.</param>
/// <param name="Then">What is done if it does.</param>
/// <param name="Otherwise">What is done if it does not.</param>
public sealed record Transaction(
    IReadOnlyList<Compare> Conditions, IReadOnlyList<Operation> Then, IReadOnlyList<Operation> Otherwise)
{
    /// <summary>Whether it can change anything.</summary>
    internal bool Writes => Then.Concat(Otherwise).Any(operation => operation is not RangeOperation);
}
