namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A node that an agent runs.</summary>
/// <param name="Name">Its name in the description.</param>
/// <param name="Element">The node of the offer's document that it is on.</param>
/// <param name="Amounts">What it was granted, by the name of the capacity.</param>
public sealed record WorkNode(string Name, string Element, IReadOnlyDictionary<string, long> Amounts);
