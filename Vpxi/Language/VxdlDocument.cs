using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads descriptions in any of their forms: text, or XML, which begins with an angle bracket.</summary>
public static class VxdlDocument
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document of at most <see cref="LanguageLimits.MaxBytes"/>.</summary>
    /// <param name="stream">The document.</param>
    /// <param name="parameters">Values of parameters of the text form.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ReadResult Read(Stream stream, IReadOnlyDictionary<string, string> parameters)
    {
        byte[] bytes = new byte[LanguageLimits.MaxBytes + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Read(bytes.AsMemory(0, length), parameters);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="document">Its bytes.</param>
    /// <param name="parameters">Values of parameters of the text form.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> document, IReadOnlyDictionary<string, string> parameters)
    {
        if (document.Length > LanguageLimits.MaxBytes)
        {
            return Failed("limit", $"the document has over {LanguageLimits.MaxBytes} bytes");
        }

        ReadOnlyMemory<byte> content = document.Span.StartsWith(Encoding.UTF8.Preamble) ? document[3..] : document;
        if (IsXml(content.Span))
        {
            return VxdlXml.Read(document);
        }

        try
        {
            return VxdlText.Read(Strict.GetString(content.Span), parameters);
        }
        catch (DecoderFallbackException)
        {
            return Failed("syntax", "the document is not in UTF-8");
        }
    }

    private static ReadResult Failed(string rule, string message)
    {
        FindingList findings = new();
        findings.Error(rule, new SourcePlace(1, 1), message);
        return new ReadResult(null, findings.InOrder());
    }

    /// <summary>No text begins with an angle bracket; XML in UTF-16 begins with a mark of byte order.</summary>
    private static bool IsXml(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> rest = content.TrimStart(" \t\r\n"u8);
        return rest.StartsWith("<"u8) || rest.StartsWith<byte>([0xFF, 0xFE]) || rest.StartsWith<byte>([0xFE, 0xFF]);
    }
}
