namespace HiperNet.Spki.Reduction;

/// <summary>An issuer's right that waits for branches of a threshold to agree on a party.</summary>
internal sealed record ThresholdWaiter(Arrival Arrival, Label Label);
