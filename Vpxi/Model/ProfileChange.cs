namespace HiperNet.Vpxi.Model;

/// <summary>An instant at which the use of a capacity changes.</summary>
/// <param name="Time">When, in seconds since 1970.</param>
/// <param name="Level">The use from then on, relative to that before the leaf.</param>
internal readonly record struct ProfileChange(long Time, long Level);
