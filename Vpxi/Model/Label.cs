namespace HiperNet.Vpxi.Model;

/// <summary>A key and a value that mean something to somebody else.</summary>
/// <param name="Key">The key; may be empty.</param>
/// <param name="Value">The value; may be empty.</param>
public sealed record Label(string Key, string Value);
