using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace HiperNet.Cli.Keys;

/// <summary>
/// How a passphrase is given: in a file, or typed at the terminal. Never on the command line, for all to see.
/// </summary>
internal sealed class PassphraseOptions(string purpose, string prefix = "--")
{
    private const int MaxBytes = 1024;

    private readonly Option<string?> file = new($"{prefix}passphrase-file")
    {
        Description = $"Take {purpose} from the first line of a file.",
        HelpName = "FILE",
    };

    private readonly Option<bool> ask = new($"{prefix}passphrase") { Description = $"Ask for {purpose}." };

    /// <summary>The options, for a verb's list.</summary>
    public Symbol[] Symbols => [file, ask];

    /// <summary>The octets of the passphrase, empty if none was given. The caller clears them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="twice">Whether a typed passphrase is asked for again, because it is new.</param>
    public byte[] Read(ParseResult parsed, bool twice)
    {
        if (parsed.GetValue(file) is { } path)
        {
            return ReadFile(path);
        }

        return parsed.GetValue(ask) ? Ask(twice) : [];
    }

    private static byte[] ReadFile(string path)
    {
        using Stream stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        byte[] buffer = new byte[MaxBytes + 1];
        try
        {
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> text = buffer.AsSpan(0, length);
            int end = text.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            return line.Length is > 0 and <= MaxBytes
                ? line.ToArray()
                : throw new CliException(
                    ExitCode.Malformed, $"{path}: the first line must be a passphrase of 1 to {MaxBytes} bytes");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static byte[] Ask(bool twice)
    {
        if (Console.IsInputRedirected)
        {
            throw new CliException(ExitCode.Usage, "there is no terminal to ask for a passphrase; give it in a file");
        }

        byte[] first = Type("Passphrase: ");
        if (first.Length == 0)
        {
            throw new CliException(ExitCode.Usage, "an empty passphrase protects nothing");
        }

        byte[] second = twice ? Type("The same again: ") : [.. first];
        bool equal = first.AsSpan().SequenceEqual(second);
        CryptographicOperations.ZeroMemory(second);
        return equal ? first : throw new CliException(ExitCode.Refused, "the two passphrases differ");
    }

    private static byte[] Type(string prompt)
    {
        Console.Error.Write(prompt);
        char[] typed = new char[MaxBytes];
        int length = 0;
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                length = Math.Max(0, length - 1);
            }
            else if (key.KeyChar != '\0' && length < typed.Length)
            {
                typed[length++] = key.KeyChar;
            }
        }

        Console.Error.WriteLine();
        byte[] octets = Encoding.UTF8.GetBytes(typed, 0, length);
        Array.Clear(typed);
        return octets;
    }
}
