using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>Clears trees that hold secrets, once nobody needs them any more.</summary>
internal static class SecretNodes
{
    /// <summary>Zeroes every octet of a tree that was built or read here; the tree is unusable afterwards.</summary>
    public static void Clear(SexpNode? node)
    {
        switch (node)
        {
            case SexpAtom atom:
                Clear(atom.Octets);
                break;
            case SexpList list:
                foreach (SexpNode item in list.Items)
                {
                    Clear(item);
                }

                break;
        }
    }

    /// <summary>Zeroes the array behind a memory that was made here.</summary>
    public static void Clear(ReadOnlyMemory<byte> secret)
    {
        if (MemoryMarshal.TryGetArray(secret, out ArraySegment<byte> array))
        {
            CryptographicOperations.ZeroMemory(array);
        }
    }
}
