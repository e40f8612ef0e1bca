using System.Security.Cryptography;
using System.Text;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Cli.Keys;

/// <summary>
/// A key that a command line names: our own file in any of the three forms, PEM, or OpenSSH's public line. What was
/// read is cleared when this is disposed.
/// </summary>
internal sealed class KeyInput : IDisposable
{
    private const string StandardInput = "-";

    private readonly string path;
    private readonly byte[] octets;
    private readonly UnixFileMode mode;

    /// <summary>Reads the file, and does not look at it yet.</summary>
    /// <param name="path">The file, or - for the standard input.</param>
    public KeyInput(string path)
    {
        this.path = path;
        octets = path == StandardInput ? ReadStandardInput() : KeyFile.ReadBytes(path, out mode);
    }

    /// <summary>Whether it is a private key, in whichever form.</summary>
    public bool IsPrivate => IsPem
        ? octets.AsSpan().IndexOf("PRIVATE KEY-----"u8) >= 0
        : !IsOpenSsh && KeyFile.IsPrivate(ReadNode());

    private ReadOnlySpan<byte> Trimmed => octets.AsSpan().Trim(" \t\r\n"u8);

    private bool IsPem => Trimmed.StartsWith("-----BEGIN "u8);

    private bool IsOpenSsh => Trimmed.StartsWith("ssh-"u8) || Trimmed.StartsWith("ecdsa-sha2-"u8);

    /// <summary>The public key.</summary>
    /// <param name="passphrase">For an encrypted PEM only, which shows nothing without it; may be empty.</param>
    /// <exception cref="CliException">There is no key, or the passphrase does not open it.</exception>
    public KeyRead ReadPublic(ReadOnlySpan<byte> passphrase)
    {
        if (IsPem && IsPrivate)
        {
            using PrivateKey whole = ReadPrivate(passphrase);
            return new KeyRead(whole.Public, IsPrivate: true, Pkcs8.IsEncrypted(Text()));
        }

        if (IsPem || IsOpenSsh)
        {
            bool isKey = IsPem
                ? Pkcs8.TryImportPublic(Text(), out PublicKey? foreign, out KeyFault wrong)
                : OpenSsh.TryImport(Text(), out foreign, out wrong);
            return new KeyRead(isKey ? foreign! : throw Refuse(wrong), IsPrivate: false, IsProtected: false);
        }

        SexpNode node = ReadNode();
        return KeyFile.TryReadPublic(node, out PublicKey? key, out KeyFault fault)
            ? new KeyRead(key, KeyFile.IsPrivate(node), IsProtected(node))
            : throw Refuse(fault);
    }

    /// <summary>The private key; the caller disposes it.</summary>
    /// <param name="passphrase">The passphrase; empty if there is none.</param>
    /// <exception cref="CliException">There is no private key, or the passphrase does not open it.</exception>
    public PrivateKey ReadPrivate(ReadOnlySpan<byte> passphrase)
    {
        PrivateKey? key;
        KeyFault fault;
        if (IsPem)
        {
            return Pkcs8.TryImport(Text(), passphrase, out key, out fault) ? key : throw Refuse(fault);
        }

        return PrivateKey.TryParse(ReadNode(), passphrase, out key, out fault) ? key : throw Refuse(fault);
    }

    /// <summary>Clears what was read.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(octets);

    private static byte[] ReadStandardInput()
    {
        using Stream input = Console.OpenStandardInput();
        byte[] buffer = new byte[KeyFile.MaxBytes + 1];
        int length = input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        byte[] read = buffer.AsSpan(0, length).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return length <= KeyFile.MaxBytes
            ? read
            : throw new CliException(ExitCode.Malformed, $"-: longer than {KeyFile.MaxBytes} bytes");
    }

    private static bool IsProtected(SexpNode node) =>
        node is SexpList list && list.Head.SequenceEqual("protected-private-key"u8);

    private string Text() => Encoding.UTF8.GetString(Trimmed);

    private SexpNode ReadNode()
    {
        if (!SexpText.TryParse(octets.AsMemory(), SexpLimits.Network, out SexpNode? node, out SexpTextError error))
        {
            throw new SexpFileException(path, error);
        }

        // Of the standard input nobody knows who else can read it.
        if (path != StandardInput)
        {
            KeyFile.RequirePrivate(path, node, mode);
        }

        return node;
    }

    private CliException Refuse(KeyFault fault)
    {
        ExitCode code = fault switch
        {
            KeyFault.WrongPassphrase => ExitCode.Refused,
            KeyFault.PassphraseNeeded => ExitCode.Usage,
            _ => ExitCode.Malformed,
        };
        return new CliException(code, $"{path}: {fault.Describe()}");
    }
}
