namespace HiperNet.HipStack.Esp;

/// <summary>Where a packet with a known SPI goes.</summary>
/// <param name="Sa">The security association that opens it.</param>
/// <param name="Association">The association that it belongs to.</param>
public readonly record struct InboundRoute(InboundSa Sa, AssociationPath Association);
