using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Association;

/// <summary>
/// A Diffie-Hellman key with several owners, as that of an R1 is: the last one to let go disposes of it.
/// </summary>
internal sealed class SharedKey(DiffieHellman key) : IDisposable
{
    private readonly DiffieHellman key = key;
    private int owners = 1;

    public DhGroup Group => key.Group;

    public ReadOnlyMemory<byte> PublicValue => key.PublicValue;

    public static SharedKey Generate(DhGroup group) => new(DiffieHellman.Generate(group));

    /// <summary>One owner more, who disposes of it too.</summary>
    public SharedKey Share()
    {
        owners++;
        return this;
    }

    public bool TryDerive(ReadOnlySpan<byte> peer, [NotNullWhen(true)] out byte[]? secret) =>
        key.TryDerive(peer, out secret);

    public void Dispose()
    {
        if (--owners == 0)
        {
            key.Dispose();
        }
    }
}
