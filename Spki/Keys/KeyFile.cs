using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Key files: one object in the basic transport form, <c>{base 64}</c>, so that a daemon reads its key with the same
/// strict reader as everything from the network. Private keys are mode 0600 from the first moment.
/// </summary>
public static class KeyFile
{
    /// <summary>The longest key file, in bytes.</summary>
    public const int MaxBytes = 64 << 10;

    private const int LineCharacters = 64;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Whether an object is a private key, protected or not.</summary>
    public static bool IsPrivate(SexpNode node) => node is SexpList list
        && (list.Head.SequenceEqual("private-key"u8) || list.Head.SequenceEqual("protected-private-key"u8));

    /// <summary>Writes an object to a file that appears whole or not at all. Private keys get mode 0600.</summary>
    /// <param name="path">The file.</param>
    /// <param name="node">A key; any object is taken.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="IOException">The file is there and must not be replaced, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void Save(string path, SexpNode node, bool overwrite = false)
    {
        if (!overwrite && Path.Exists(path))
        {
            throw new IOException($"{path} exists already.");
        }

        byte[] bytes = Encoding.ASCII.GetBytes(Transport.Encode(node, LineCharacters) + "\n");
        string draft = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = IsPrivate(node) ? Private : Public;
        }

        try
        {
            using (FileStream file = new(draft, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            // Linking the finished file makes it appear at once; without overwriting it fails if another was faster.
            File.Move(draft, path, overwrite);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            File.Delete(draft);
        }
    }

    /// <summary>Reads the object of a key file in canonical or transport form.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not one object, or is longer than <see cref="MaxBytes"/>.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">
    /// It holds a private key that others than its owner can reach.
    /// </exception>
    public static SexpNode Load(string path)
    {
        byte[] bytes = ReadBytes(path, out UnixFileMode mode);
        int length = bytes.AsSpan().TrimEnd(" \t\r\n"u8).Length;
        if (!SexpNode.TryParse(bytes.AsMemory(0, length), null, out SexpNode? node, out SexpError error))
        {
            throw new InvalidDataException($"{path} is not an S-expression in canonical or transport form: {error}.");
        }

        RequirePrivate(path, node, mode);
        return node;
    }

    /// <summary>The bytes of a key file, for readers of other forms, and its mode, taken from the open file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is longer than <see cref="MaxBytes"/>.</exception>
    public static byte[] ReadBytes(string path, out UnixFileMode mode)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        mode = OperatingSystem.IsWindows() ? Private : File.GetUnixFileMode(file.SafeFileHandle);
        if (file.Length > MaxBytes)
        {
            throw new InvalidDataException($"{path} is longer than {MaxBytes} bytes.");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Refuses a private key in a file that the group or others may use, as ssh does.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="node">What it holds.</param>
    /// <param name="mode">The mode that <see cref="ReadBytes"/> gave.</param>
    /// <exception cref="UnauthorizedAccessException">The key is private and the file is not.</exception>
    public static void RequirePrivate(string path, SexpNode node, UnixFileMode mode)
    {
        if (IsPrivate(node) && (mode & Others) != UnixFileMode.None)
        {
            throw new UnauthorizedAccessException(
                $"{path} holds a private key, and others than its owner can reach it: run chmod 600 on it.");
        }
    }

    /// <summary>Reads the public key out of a public, private or protected private key, without a passphrase.</summary>
    public static bool TryReadPublic(SexpNode node, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        if (ProtectedKeyForm.Is(node))
        {
            return ProtectedKeyForm.TryReadPublic(node, out key, out fault);
        }

        if (IsPrivate(node))
        {
            key = PrivateKeyForm.TryRead(node, out PrivateKey? whole, out fault) ? whole.Public : null;
            whole?.Dispose();
            return key is not null;
        }

        return PublicKey.TryParse(node, out key, out fault);
    }
}
