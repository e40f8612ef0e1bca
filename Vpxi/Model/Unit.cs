namespace HiperNet.Vpxi.Model;

/// <summary>A unit.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Factor">How many base units it is.</param>
internal sealed record Unit(string Name, Dimension Dimension, long Factor);
