using System.CommandLine;
using System.Security.Cryptography;
using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Keys;

/// <summary><c>hiper key show</c>: the names of a key; never a secret.</summary>
internal static class KeyShow
{
    private const string SexpFormat = "sexp";
    private const string OpenSshFormat = "openssh";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string> file = new("FILE")
        {
            Description = "A key: our own file in any form, PEM (PKCS#8 or public), an OpenSSH public key, or -.",
        };
        Option<string?> format = new Option<string?>("--format")
        {
            Description = "Write the public key alone, as an S-expression or as OpenSSH's line.",
        }.AcceptOnlyFromAmong(SexpFormat, OpenSshFormat);
        PassphraseOptions passphrase = new("the passphrase of an encrypted PEM (our own files show without it)");
        return Verb.Of(
            "show",
            "Show a key's principal, HIT, LSI and algorithm; never its secret.",
            [file, format, .. passphrase.Symbols],
            parsed =>
            {
                byte[] secret = passphrase.Read(parsed, twice: false);
                try
                {
                    string path = parsed.GetRequiredValue(file);
                    using KeyInput input = new(path);
                    return Run(path, input.ReadPublic(secret), parsed.GetValue(format));
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(secret);
                }
            });
    }

    private static Answer Run(string path, KeyRead read, string? format)
    {
        string plain = format switch
        {
            SexpFormat => AdvancedWriter.WritePretty(read.Key.Sexp),
            OpenSshFormat => OpenSsh.Export(read.Key),
            _ => Describe(read),
        };
        return new Answer(plain, json => KeyOutput.WriteJson(json, path, read));
    }

    private static string Describe(KeyRead read)
    {
        Hit hit = Hit.Of(HostIdentities.Of(read.Key));
        string holds = read switch
        {
            { IsProtected: true } => "private key, protected",
            { IsPrivate: true } => "private key",
            _ => "public key",
        };
        return $"""
            holds      {holds}
            algorithm  {read.Key.Algorithm.Name()}
            principal  {read.Key.Principal.ToSexp()}
            hit        {hit}
            lsi        {Lsi.Of(hit)}
            openssh    {OpenSsh.Export(read.Key)}
            """;
    }
}
