namespace HiperNet.Registrar.Audit;

/// <summary>What a sequencer has done.</summary>
/// <param name="Entries">How many entries it has appended to the log.</param>
public sealed record Sequenced(int Entries);
