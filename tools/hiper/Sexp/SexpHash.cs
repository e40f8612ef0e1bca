using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using HiperNet.Spki.Text;

namespace HiperNet.Cli.Sexp;

/// <summary><c>hiper sexp hash</c>: hashes the canonical form.</summary>
internal static class SexpHash
{
    private static readonly string[] Algorithms = ["sha256", "sha384", "sha512", "sha1", "md5"];

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> algorithm = new Option<string>("--algorithm")
        {
            Description = "The hash. sha1 and md5 are for looking at old objects; no decision accepts them.",
            DefaultValueFactory = _ => Algorithms[0],
        }.AcceptOnlyFromAmong(Algorithms);
        Argument<string> file = SexpCommands.File();
        return Verb.Of(
            "hash",
            "Hash the canonical form of S-expressions: one line of hexadecimal for each.",
            [algorithm, file],
            parsed => Run(parsed.GetRequiredValue(algorithm), parsed.GetRequiredValue(file)));
    }

    private static Answer Run(string algorithm, string file)
    {
        string[] hashes =
        [
            .. SexpFile.Read(file).Select(node => Convert.ToHexStringLower(Hash(algorithm, node.Canonical.Span))),
        ];
        return new Answer(
            string.Join('\n', hashes),
            json =>
            {
                json.WriteString("algorithm", algorithm);
                json.WriteStartArray("hashes");
                foreach (string hash in hashes)
                {
                    json.WriteStringValue(hash);
                }

                json.WriteEndArray();
            });
    }

    [SuppressMessage("Security", "CA5350", Justification = "Old objects name SHA-1; nothing is trusted because of it.")]
    [SuppressMessage("Security", "CA5351", Justification = "Old objects name MD5; nothing is trusted because of it.")]
    private static byte[] Hash(string algorithm, ReadOnlySpan<byte> octets) => algorithm switch
    {
        "sha256" => SHA256.HashData(octets),
        "sha384" => SHA384.HashData(octets),
        "sha512" => SHA512.HashData(octets),
        "sha1" => SHA1.HashData(octets),
        _ => MD5.HashData(octets),
    };
}
