using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Vectors.Decisions;

/// <summary>
/// ECDSA signatures that were made once: each signing gives another, and the files must be the same bytes at every
/// run. A case that changes needs a new line here; <see cref="RequireAll"/> says which.
/// </summary>
internal static class EcdsaSignatures
{
    private static readonly Dictionary<string, (string R, string S)> Made = new(StringComparer.Ordinal)
    {
        ["P256a:6960c4dd802f4e8dcdc9fb38217f817f066124c2ffafd6dfcd000691a28231dc"] = (
            "0b855fa5a54785e83b05d04b0cafb3e3c02e0507ac144a58b582b863431d7055",
            "6bc0bdc3dc132901eda0b4eedf6499519d7807d6bf4f3f69356f26ae548fcf10"),
        ["P256a:7a28af8711ed82eeac3fda12a4f6567f12c0c70392e13f97390d499d4f63a35e"] = (
            "3e2dc5f6f5429e23504064c5c57936185b1e55e9cd65f9a8d5dbd0ba3a1aac23",
            "019de83b1adfac04630df8e18347662c350a7bddc687b5112a62641330d83f1b"),
        ["P256a:7f193e2f8bce95ec45539a483b5a106fe2ed09166aebbc79bac817a60a174e5f"] = (
            "a55760d284ab44743bcfc6193137521b74d88489ac56f37b04d8c8e030c92bd1",
            "7ef28240a4b7d448ac15a6e02d89c6e6c6ffb40ad15b413a3fef32769daf00fb"),
        ["P256a:827372b366c0dbb5730dae3c779529f60a0ebc2cf234165ec33ee0d2b0f979cb"] = (
            "a6b635b3a45c6248d593cb80bd07223c867a9f691ea2decf63aa824c450b10ce",
            "6576be4ae5424c3d44646f61ff09f59b83bbaff16d96c3c1f3eac4ddd79fcc"),
        ["P256b:5927239f9625c9c9d552a301b4dd266e102c65287294239de51de5803b45c501"] = (
            "1d523d037d493b09372f6f0ab634badf1034ea086c2ba1b6b5c4c796b33a53fd",
            "045f9a77f42f568b5f806a0364a522ccdafa7dc27abf5288d6350d545ae2a7e6"),
        ["P384a:5fc9e89b5ff8778cd9f19d1072d00f1ea287ccae2b7a1cb14955b001045a4e632131cd5fe353b0d8b9db746ce019ac09"] = (
            "34f4cb24022b66c779283b23e9d95f35af3d16366fb43b76a1305004849500e3dd59e2d242366654697bc2676df9a1a7",
            "4421360a187765b48b288e9f0eeb9c59a58c1140c7ff1186e22c1eae49af99478ac64331115d64bd4888e8161311cb03"),
        ["P384a:d27b9e7216100f8ce4c46d93aa949b38fec8aa07f7854af60c792fd558c70e5d2829acc7b779847c9359d098fbce74fc"] = (
            "af86b8c9930f7d4b04edd27b820b6359939dacf8b4c92d70f1ab9ee986811ca0ac62c06676679a76c2d15040310d5b10",
            "6931146ae0da6a249b57fbeb94fe5241c7029b640e7f1b58d863a0b7bd4eac215ef1f9a4bd9855bb270523794fbc63fe"),
        ["P256a:155c3223bc4ebaadff56c77f082de37a5e9f0922c2bd1ff8c3503635462f3f9a"] = (
            "b9e6385943b1865dd2604e54f81bac483d97f852fe2f146ec9efbaadcf3f5b01",
            "6a59c64022187c987ca28e9ca90faf6756568688aae9a2fabf7e6e400005b4aa"),
    };

    private static readonly SortedSet<string> Missing = new(StringComparer.Ordinal);

    /// <summary>The signature that the key with this name has made over a digest.</summary>
    public static SexpList Find(string signer, ReadOnlyMemory<byte> digest)
    {
        string entry = $"{signer}:{Convert.ToHexStringLower(digest.Span)}";
        if (Made.TryGetValue(entry, out (string R, string S) numbers))
        {
            return Write(numbers.R, numbers.S);
        }

        SexpList fresh = VectorKeys.Of(signer).SignDigest(digest.Span);
        SexpList body = (SexpList)fresh[1];
        Missing.Add($"""["{entry}"] = ("{Hex(body[1])}", "{Hex(body[2])}"),""");
        return fresh;
    }

    /// <summary>A signature value of these numbers in hexadecimal.</summary>
    public static SexpList Write(string r, string s) => SexpList.Of(
        "sig-val",
        SexpList.Of(
            "ecdsa",
            SexpList.Of("r", SexpAtom.Of(Convert.FromHexString(r))),
            SexpList.Of("s", SexpAtom.Of(Convert.FromHexString(s)))));

    /// <summary>Requires that every signature came from the table.</summary>
    /// <exception cref="InvalidOperationException">Some did not; the message holds the lines to add.</exception>
    public static void RequireAll()
    {
        if (Missing.Count > 0)
        {
            StringBuilder lines = new("Signatures missing in the table:\n");
            throw new InvalidOperationException(lines.AppendJoin('\n', Missing).ToString());
        }
    }

    private static string Hex(SexpNode pair) => Convert.ToHexStringLower(((SexpAtom)((SexpList)pair)[1]).Octets.Span);
}
