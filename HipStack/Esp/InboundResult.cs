namespace HiperNet.HipStack.Esp;

/// <summary>What <see cref="InboundPipeline.Process"/> made of an ESP packet.</summary>
/// <param name="Association">The association that the SPI belongs to, if there is one.</param>
/// <param name="Sa">The security association of the SPI, if there is one.</param>
/// <param name="Offset">Where the IP packet begins in the caller's buffer.</param>
/// <param name="Length">The octets of the IP packet.</param>
/// <param name="Family">The family of the IP packet.</param>
public readonly record struct InboundResult(
    AssociationPath? Association, InboundSa? Sa, int Offset, int Length, InnerFamily Family);
