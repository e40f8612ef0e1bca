using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Tests.Signatures;

/// <summary>RFC 9421 appendix B, with its keys and messages.</summary>
[TestClass]
public sealed class Rfc9421VectorTests
{
    private const string Ed25519Key = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
        -----END PRIVATE KEY-----
        """;

    private const string P256Key = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    private const string RsaPssKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string RequestDigest =
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    private const string ResponseDigest =
        "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:";

    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1618884473);

    private static MessageView Request => MessageView.Request(
        "POST",
        "https",
        "Example.com:443",
        "/foo?param=Value&Pet=dog",
        hasContent: true,
        name => name switch
        {
            "date" => ["Tue, 20 Apr 2021 02:07:55 GMT"],
            "content-type" => ["application/json"],
            "content-digest" => [RequestDigest],
            "content-length" => ["18"],
            _ => [],
        });

    private static MessageView Response => MessageView.Response(
        200,
        hasContent: true,
        name => name switch
        {
            "content-type" => ["application/json"],
            "content-digest" => [ResponseDigest],
            "content-length" => ["23"],
            _ => [],
        });

    [TestMethod]
    public void B_2_6_is_signed_with_ed25519_octet_by_octet()
    {
        Assert.IsTrue(Pkcs8.TryImport(Ed25519Key, default, out PrivateKey? key, out _));
        SignaturePlan plan = new(
            ["date", "@method", "@path", "@authority", "content-type", "content-length"], Created)
        {
            Label = "sig-b26",
        };

        SignatureFields fields = MessageSigner.Sign(Request, plan, new NamedSigner("test-key-ed25519", key));

        Assert.AreEqual(
            "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ed25519\"",
            fields.Input);
        Assert.AreEqual(
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
            fields.Signature);
        key.Dispose();
    }

    [TestMethod]
    public void B_2_4_is_verified_with_ecdsa_p256_sha256()
    {
        Assert.IsTrue(Pkcs8.TryImportPublic(P256Key, out PublicKey? key, out _));
        byte[] signatureBase = Base(
            Response,
            "(\"@status\" \"content-type\" \"content-digest\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ecc-p256\"");
        byte[] signature = Convert.FromBase64String(
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");

        Assert.AreEqual(
            $"\"@status\": 200\n\"content-type\": application/json\n\"content-digest\": {ResponseDigest}\n"
                + "\"content-length\": 23\n\"@signature-params\": (\"@status\" \"content-type\" \"content-digest\" "
                + "\"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\"",
            Encoding.ASCII.GetString(signatureBase));
        Assert.IsTrue(key.VerifyMessage(signatureBase, signature));
        signatureBase[5] ^= 1;
        Assert.IsFalse(key.VerifyMessage(signatureBase, signature));
    }

    /// <summary>The algorithm is not offered, since SPKI keys do not have it; the base is what others sign.</summary>
    [TestMethod]
    public void B_2_3_covers_what_others_sign_with_rsa_pss_sha512()
    {
        byte[] signatureBase = Base(
            Request,
            "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\" "
                + "\"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"");
        byte[] signature = Convert.FromBase64String(
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768Z"
            + "rCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7Y"
            + "fW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5"
            + "ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==");
        using RSA key = RSA.Create();
        key.ImportFromPem(RsaPssKey);

        Assert.IsTrue(key.VerifyData(signatureBase, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));
    }

    [TestMethod]
    public void The_digests_of_the_messages_are_right()
    {
        Assert.AreEqual(SignatureFault.None, ContentDigest.Verify(Request, "{\"hello\": \"world\"}"u8));
        Assert.AreEqual(SignatureFault.None, ContentDigest.Verify(Response, "{\"message\": \"good dog\"}"u8));
        Assert.AreEqual(SignatureFault.BadDigest, ContentDigest.Verify(Request, "{\"hello\": \"World\"}"u8));
    }

    /// <summary>RFC 9530 appendix B.1 and B.2.</summary>
    [TestMethod]
    [DataRow("{\"hello\": \"world\"}\n", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")]
    [DataRow("", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")]
    public void Digests_are_those_of_RFC_9530(string content, string digest) =>
        Assert.AreEqual(digest, ContentDigest.Of(Encoding.UTF8.GetBytes(content)));

    private static byte[] Base(MessageView message, string input)
    {
        Assert.IsTrue(SfReader.TryReadDictionary("sig=" + input, out IReadOnlyList<SfMember>? members));
        Assert.AreEqual(
            SignatureFault.None,
            SignatureBase.Build(message, members[0].List!, members[0].Parameters, out byte[] octets));
        return octets;
    }
}
