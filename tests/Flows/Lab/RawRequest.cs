using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>A request as it goes over the wire, right in everything until a test makes it wrong.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path and query.</param>
internal sealed record RawRequest(string Method, string Path)
{
    /// <summary>The content; null for none.</summary>
    public byte[]? Content { get; init; }

    /// <summary>The media type of the content.</summary>
    public string ContentType { get; init; } = ApiFields.Json;

    /// <summary>Who signs; null for nobody.</summary>
    public PrivateKey? Signer { get; init; }

    /// <summary>What the signature does not cover though it must.</summary>
    public IReadOnlyList<string> Uncovered { get; init; } = [];

    /// <summary>Certificates that are shown.</summary>
    public byte[]? Certificates { get; init; }

    /// <summary>The idempotency key; null for none.</summary>
    public string? Once { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The nonce.</summary>
    public string Nonce { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The tag.</summary>
    public string Tag { get; init; } = ApiFields.Tag;

    /// <summary>How much the signer's clock is ahead.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>Changes a field after all is signed, by its name in lower case; null takes it away.</summary>
    public IReadOnlyDictionary<string, string?> Changed { get; init; } = new Dictionary<string, string?>();

    /// <summary>The authority for which it is signed; null for the one that it is sent to.</summary>
    public string? SignedFor { get; init; }

    /// <summary>The principal of whom it is for, in hexadecimal; null for whom it is sent to.</summary>
    public string? Registrar { get; init; }

    /// <summary>The fields, signed, without those of the connection.</summary>
    public IReadOnlyDictionary<string, string> Fields(string authority, string registrar)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        Put(fields, ApiFields.IdempotencyKey, Once);
        Put(fields, ApiFields.Certificates, Certificates is null ? null : Convert.ToBase64String(Certificates));
        if (Content is { } content)
        {
            fields["content-type"] = ContentType;
            fields["content-digest"] = ContentDigest.Of(content);
        }

        if (Signer is { } signer)
        {
            fields[ApiFields.Registrar] = Registrar ?? registrar;
            fields[ApiFields.Key] = Convert.ToBase64String(signer.Public.Sexp.Canonical.Span);
            Sign(fields, signer, SignedFor ?? authority);
        }

        foreach ((string name, string? value) in Changed)
        {
            fields.Remove(name);
            Put(fields, name, value);
        }

        return fields;
    }

    /// <summary>The request line and the fields, up to and with the empty line.</summary>
    /// <param name="authority">Where it is sent.</param>
    /// <param name="framing">How long the content is, such as <c>content-length: 3</c>; null for its length.</param>
    /// <param name="registrar">The principal of whom it is sent to; empty for an unsigned one.</param>
    public byte[] Head(string authority, string? framing = null, string registrar = "")
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nhost: {authority}\r\n");
        foreach ((string name, string value) in Fields(authority, registrar))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        framing ??= Content is null ? null : string.Create(
            CultureInfo.InvariantCulture, $"content-length: {Content.Length}");
        text.Append(framing is null ? "" : framing + "\r\n").Append("\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Put(Dictionary<string, string> fields, string name, string? value)
    {
        if (value is not null)
        {
            fields[name] = value;
        }
    }

    private void Sign(Dictionary<string, string> fields, PrivateKey signer, string authority)
    {
        MessageView view = MessageView.Request(
            Method,
            "https",
            authority,
            Path,
            Content is not null,
            name => fields.TryGetValue(name, out string? value) ? [value] : []);
        IEnumerable<string> covered = ApiFields.Covered
            .Concat(ApiFields.CoveredIfThere.Append("content-digest").Where(fields.ContainsKey))
            .Except(Uncovered);
        SignaturePlan plan = new([.. covered], TimeProvider.System.GetUtcNow() + Ahead) { Tag = Tag, Nonce = Nonce };
        SignatureFields signed = MessageSigner.Sign(view, plan, new SpkiMessageSigner(signer));
        fields["signature-input"] = signed.Input;
        fields["signature"] = signed.Signature;
    }
}
