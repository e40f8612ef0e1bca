using System.Text;

namespace HiperNet.Registrar.State;

/// <summary>A key with its value and its history in numbers.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; empty for a key that was deleted.</param>
/// <param name="CreateRevision">The revision that made the key.</param>
/// <param name="ModRevision">The revision that wrote it last.</param>
/// <param name="Version">How often it was written since it was made.</param>
/// <param name="Lease">The lease whose end deletes it; 0 for none.</param>
public sealed record KeyValue(
    ReadOnlyMemory<byte> Key,
    ReadOnlyMemory<byte> Value,
    long CreateRevision,
    long ModRevision,
    long Version,
    long Lease)
{
    /// <summary>The key read as UTF-8.</summary>
    public string KeyText => Encoding.UTF8.GetString(Key.Span);

    /// <summary>The value read as UTF-8.</summary>
    public string ValueText => Encoding.UTF8.GetString(Value.Span);
}
