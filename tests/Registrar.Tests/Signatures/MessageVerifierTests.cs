using System.Text;
using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Signatures;

[TestClass]
public sealed class MessageVerifierTests
{
    private const string Tag = "hipernet";
    private const string Nonce = "0123456789abcdef";

    private static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly string[] Covered = ["@method", "@target-uri", "content-digest", "idempotency-key"];
    private static readonly byte[] Content = "{\"a\":1}"u8.ToArray();
    private static readonly SignaturePolicy Policy = new(["@method", "@target-uri"], Tag);

    private readonly ManualTime time = new();

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Ed25519)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public void A_signed_request_is_its_signers_with_every_kind_of_key(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        using HttpRequestMessage request = Request();
        MessageSigner.Sign(request, Plan() with { WithAlgorithm = true }, new SpkiMessageSigner(key));

        VerifiedMessage verified = Verify(MessageView.Of(request), key.Public);

        Assert.AreEqual(SignatureFault.None, verified.Fault);
        Assert.AreEqual(key.Public.Principal.ToString(), verified.KeyId);
        Assert.AreEqual(key.Public, ((SpkiMessageKey)verified.Key!).Key);
        Assert.AreEqual(SignatureFault.None, ContentDigest.Verify(MessageView.Of(request), Content));
    }

    [TestMethod]
    [DataRow("method", SignatureFault.BadSignature)]
    [DataRow("path", SignatureFault.BadSignature)]
    [DataRow("query", SignatureFault.BadSignature)]
    [DataRow("host", SignatureFault.BadSignature)]
    [DataRow("scheme", SignatureFault.BadSignature)]
    [DataRow("digest", SignatureFault.BadSignature)]
    [DataRow("field", SignatureFault.BadSignature)]
    [DataRow("second line", SignatureFault.BadSignature)]
    [DataRow("no field", SignatureFault.MissingComponent)]
    [DataRow("line end", SignatureFault.MissingComponent)]
    [DataRow("line end in the path", SignatureFault.MissingComponent)]
    [DataRow("line end in the method", SignatureFault.MissingComponent)]
    [DataRow("not covered", SignatureFault.None)]
    public void What_is_covered_cannot_be_changed(string change, SignatureFault expected)
    {
        SignatureFields fields = Sign(Plan());
        MessageView changed = MessageView.Request(
            change == "method" ? "PUT" : change == "line end in the method" ? "POST\n" : "POST",
            change == "scheme" ? "http" : "https",
            change == "host" ? "other.example" : "registrar.example",
            change switch
            {
                "path" => "/v1/vpxi?dry",
                "query" => "/v1/vpxis?dry=1",
                "line end in the path" => "/v1/vpxis?dry\n\"idempotency-key\": i",
                _ => "/v1/vpxis?dry",
            },
            hasContent: true,
            name => name switch
            {
                "signature-input" => [fields.Input],
                "signature" => [fields.Signature],
                "content-digest" => [ContentDigest.Of(change == "digest" ? [] : Content)],
                "idempotency-key" => change switch
                {
                    "field" => ["j"],
                    "second line" => ["i", "i"],
                    "no field" => [],
                    "line end" => ["i\n\"x\": y"],
                    _ => ["i"],
                },
                "accept" => change == "not covered" ? ["*/*"] : [],
                _ => [],
            });

        Assert.AreEqual(expected, Verify(changed).Fault);
    }

    [TestMethod]
    [DataRow("created=", "created=1", SignatureFault.TooEarly)]
    [DataRow(";created=1795262400", "", SignatureFault.NoTime)]
    [DataRow("created=1795262400", "created=\"1795262400\"", SignatureFault.NoTime)]
    [DataRow("created=1795262400", "created=-5", SignatureFault.NoTime)]
    [DataRow("created=1795262400", "created=1795262401", SignatureFault.BadSignature)]
    [DataRow("0123456789abcdef", "0123456789abcdeg", SignatureFault.BadSignature)]
    [DataRow("0123456789abcdef", "0123456789abcde", SignatureFault.NoNonce)]
    [DataRow(";nonce=\"0123456789abcdef\"", "", SignatureFault.NoNonce)]
    [DataRow(";nonce=\"0123456789abcdef\"", ";nonce=5", SignatureFault.NoNonce)]
    [DataRow("hipernet", "hyper", SignatureFault.Missing)]
    [DataRow(";tag=", ";alg=\"ed25519\";tag=", SignatureFault.OtherAlgorithm)]
    [DataRow(";tag=", ";alg=5;tag=", SignatureFault.OtherAlgorithm)]
    [DataRow(";tag=", ";more=5;tag=", SignatureFault.BadSignature)]
    [DataRow(";tag=", ";expires=1;tag=", SignatureFault.TooOld)]
    [DataRow(";tag=", ";expires=\"x\";tag=", SignatureFault.TooOld)]
    [DataRow("\"@method\" ", "", SignatureFault.NotCovered)]
    [DataRow(" \"@target-uri\"", "", SignatureFault.NotCovered)]
    [DataRow(" \"content-digest\"", "", SignatureFault.NotCovered)]
    [DataRow(" \"idempotency-key\"", "", SignatureFault.BadSignature)]
    [DataRow("\"@method\"", "\"@method\" \"@method\"", SignatureFault.Malformed)]
    [DataRow("\"idempotency-key\"", "\"idempotency-key\";sf", SignatureFault.UnknownComponent)]
    [DataRow("\"idempotency-key\"", "\"Idempotency-Key\"", SignatureFault.UnknownComponent)]
    [DataRow("\"idempotency-key\"", "\"@signature-params\"", SignatureFault.UnknownComponent)]
    [DataRow("\"idempotency-key\"", "token", SignatureFault.UnknownComponent)]
    [DataRow("\"idempotency-key\"", "\"@query-param\"", SignatureFault.MissingComponent)]
    [DataRow("\"idempotency-key\"", "\"@status\"", SignatureFault.MissingComponent)]
    [DataRow("sig=", "gis=", SignatureFault.Malformed)]
    [DataRow("sig=(", "sig=((", SignatureFault.Malformed)]
    public void What_the_signature_says_of_itself_cannot_be_changed(string from, string to, SignatureFault expected)
    {
        SignatureFields fields = Sign(Plan());
        Assert.Contains(from, fields.Input, StringComparison.Ordinal);

        VerifiedMessage verified = Verify(Carrying(
            [fields.Input.Replace(from, to, StringComparison.Ordinal)], [fields.Signature]));

        Assert.AreEqual(expected, verified.Fault);
        Assert.IsNull(verified.Key);
    }

    [TestMethod]
    public void A_message_without_signature_or_with_two_for_one_purpose_is_refused()
    {
        SignatureFields one = Sign(Plan());
        SignatureFields two = Sign(Plan() with { Label = "two" });
        SignatureFields other = Sign(Plan() with { Label = "other", Tag = "other" });

        Assert.AreEqual(SignatureFault.Missing, Verify(Carrying([], [])).Fault);
        Assert.AreEqual(SignatureFault.Missing, Verify(Carrying([one.Input], [])).Fault);
        Assert.AreEqual(SignatureFault.Missing, Verify(Carrying([other.Input], [other.Signature])).Fault);
        Assert.AreEqual(
            SignatureFault.Ambiguous, Verify(Carrying([one.Input, two.Input], [one.Signature, two.Signature])).Fault);
        Assert.AreEqual(
            SignatureFault.None, Verify(Carrying([other.Input, one.Input], [one.Signature, other.Signature])).Fault);
        Assert.AreEqual(
            SignatureFault.Malformed, Verify(Carrying([one.Input], ["sig=\"text\""])).Fault);
        Assert.AreEqual(
            SignatureFault.Malformed,
            Verify(Carrying([one.Input], [new string('a', SignatureLimits.FieldCharacters + 1)])).Fault);
    }

    [TestMethod]
    public void A_signature_of_a_stranger_or_of_another_key_is_refused()
    {
        using PrivateKey stranger = PrivateKey.Generate(KeyAlgorithm.P256);
        SignatureFields foreign = MessageSigner.Sign(Message([], []), Plan(), new SpkiMessageSigner(stranger));
        SignatureFields pretended = MessageSigner.Sign(
            Message([], []), Plan(), new NamedSigner(Key.Public.Principal.ToString(), stranger));

        Assert.AreEqual(SignatureFault.UnknownKey, Verify(Carrying([foreign.Input], [foreign.Signature])).Fault);
        Assert.AreEqual(SignatureFault.BadSignature, Verify(Carrying([pretended.Input], [pretended.Signature])).Fault);
    }

    [TestMethod]
    [DataRow(-90, SignatureFault.None)]
    [DataRow(-91, SignatureFault.TooOld)]
    [DataRow(30, SignatureFault.None)]
    [DataRow(31, SignatureFault.TooEarly)]
    public void A_signature_holds_for_its_time_and_the_difference_of_clocks(int seconds, SignatureFault expected)
    {
        SignatureFields fields = Sign(Plan() with { Created = time.Now.AddSeconds(seconds) });

        Assert.AreEqual(expected, Verify(Carrying([fields.Input], [fields.Signature])).Fault);
    }

    [TestMethod]
    public void A_signature_that_expires_is_refused_after_that()
    {
        SignatureFields fields = Sign(Plan() with { Expires = time.Now.AddSeconds(5) });
        MessageView message = Carrying([fields.Input], [fields.Signature]);

        time.Now = time.Now.AddSeconds(35);
        Assert.AreEqual(SignatureFault.None, Verify(message).Fault);
        time.Now = time.Now.AddSeconds(1);
        Assert.AreEqual(SignatureFault.TooOld, Verify(message).Fault);
    }

    [TestMethod]
    public async Task A_message_is_taken_once_and_a_forged_one_uses_no_nonce_up()
    {
        ReplayCache cache = new(time);
        MessageVerifier verifier = Verifier(cache, Key.Public);
        SignatureFields fields = Sign(Plan());
        string forged = fields.Signature.Replace("sig=:", "sig=:AAAA", StringComparison.Ordinal);

        Assert.AreEqual(
            SignatureFault.BadSignature, (await verifier.VerifyAsync(Carrying([fields.Input], [forged]))).Fault);
        Assert.AreEqual(0, cache.Count);
        Assert.AreEqual(
            SignatureFault.None, (await verifier.VerifyAsync(Carrying([fields.Input], [fields.Signature]))).Fault);
        Assert.AreEqual(
            SignatureFault.Replayed, (await verifier.VerifyAsync(Carrying([fields.Input], [fields.Signature]))).Fault);
        time.Now = time.Now.AddSeconds(90);
        Assert.AreEqual(
            SignatureFault.Replayed, (await verifier.VerifyAsync(Carrying([fields.Input], [fields.Signature]))).Fault);
        time.Now = time.Now.AddSeconds(1);
        Assert.AreEqual(
            SignatureFault.TooOld, (await verifier.VerifyAsync(Carrying([fields.Input], [fields.Signature]))).Fault);
    }

    [TestMethod]
    public async Task A_key_with_too_many_messages_takes_no_place_from_others_and_is_heard_again_later()
    {
        ReplayCache cache = new(time, ofKey: 2, ofAll: 3);
        DateTimeOffset until = time.Now.AddSeconds(90);

        Assert.AreEqual(SignatureFault.None, await cache.UseAsync("a", "1", until, default));
        Assert.AreEqual(SignatureFault.None, await cache.UseAsync("a", "2", until, default));
        Assert.AreEqual(SignatureFault.TooMany, await cache.UseAsync("a", "3", until, default));
        Assert.AreEqual(SignatureFault.None, await cache.UseAsync("b", "1", until, default));
        Assert.AreEqual(SignatureFault.TooMany, await cache.UseAsync("c", "1", until, default));
        Assert.AreEqual(SignatureFault.Replayed, await cache.UseAsync("a", "1", until, default));
        time.Now = until.AddSeconds(1);
        Assert.AreEqual(SignatureFault.None, await cache.UseAsync("a", "3", until.AddSeconds(90), default));
        Assert.AreEqual(1, cache.Count);
    }

    [TestMethod]
    public void A_verifier_never_throws()
    {
        SignatureFields fields = Sign(Plan());
        byte[] input = Encoding.ASCII.GetBytes(fields.Input);
        byte[] signature = Encoding.ASCII.GetBytes(fields.Signature);

        FuzzRun.Each(
            3_000,
            source => source.Below(2) == 0 ? source.Mutate(input) : [0, .. source.Mutate(signature)],
            mutated =>
            {
                bool isSignature = mutated.Length > 0 && mutated[0] == 0;
                string text = Encoding.Latin1.GetString(isSignature ? mutated.AsSpan(1) : mutated);
                VerifiedMessage verified = isSignature
                    ? Verify(Carrying([fields.Input], [text]))
                    : Verify(Carrying([text], [fields.Signature]));
                return verified.Fault == SignatureFault.None;
            });
    }

    [TestMethod]
    [DataRow("sha-256=:AAAA:", SignatureFault.BadDigest)]
    [DataRow("md5=:AAAA:", SignatureFault.BadDigest)]
    [DataRow("sha-256=\"x\"", SignatureFault.BadDigest)]
    [DataRow("sha-256", SignatureFault.BadDigest)]
    [DataRow("", SignatureFault.BadDigest)]
    [DataRow("sha-256=:", SignatureFault.Malformed)]
    public void A_digest_that_says_nothing_of_the_content_is_refused(string digest, SignatureFault expected)
    {
        MessageView message = MessageView.Response(200, hasContent: true, _ => [digest]);

        Assert.AreEqual(expected, ContentDigest.Verify(message, Content));
    }

    [TestMethod]
    public void Of_several_digests_every_known_one_must_be_right()
    {
        string right = ContentDigest.Of(Content);

        Assert.AreEqual(SignatureFault.None, Digest($"md5=:AAAA:, {right}"));
        Assert.AreEqual(SignatureFault.BadDigest, Digest($"{right}, sha-512=:AAAA:"));
        Assert.AreEqual(SignatureFault.Malformed, ContentDigest.Verify(
            MessageView.Response(200, hasContent: true, _ => []), Content));

        static SignatureFault Digest(string value) =>
            ContentDigest.Verify(MessageView.Response(200, hasContent: true, _ => [value]), Content);
    }

    [TestMethod]
    [DataRow("https://Registrar.Example/", "registrar.example", "/", "?")]
    [DataRow("https://registrar.example:443/a%2Fb?x=%20&y", "registrar.example", "/a%2Fb", "?x=%20&y")]
    [DataRow("https://registrar.example:8443/a?", "registrar.example:8443", "/a", "?")]
    [DataRow("http://[::1]:80/", "[::1]", "/", "?")]
    public void Derived_components_are_those_of_RFC_9421_section_2_2(
        string address, string authority, string path, string query)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        MessageView view = MessageView.Of(request);

        Assert.AreEqual(authority, view.Derived("@authority"));
        Assert.AreEqual(path, view.Derived("@path"));
        Assert.AreEqual(query, view.Derived("@query"));
        Assert.AreEqual("GET", view.Derived("@method"));
        Assert.IsNull(view.Derived("@status"));
    }

    [TestMethod]
    [DataRow("Label")]
    [DataRow("a b")]
    public void What_the_other_side_would_refuse_is_not_signed(string label)
    {
        Assert.ThrowsExactly<ArgumentException>(() => Sign(Plan() with { Label = label }));
        Assert.ThrowsExactly<ArgumentException>(() => Sign(Plan() with { Nonce = "\u00e9" }));
        Assert.ThrowsExactly<ArgumentException>(() => Sign(new SignaturePlan(["absent"], time.Now)));
    }

    private static HttpRequestMessage Request()
    {
        HttpRequestMessage request = new(HttpMethod.Post, "https://registrar.example/v1/vpxis?dry")
        {
            Content = new ByteArrayContent(Content),
        };
        request.Headers.Add("Idempotency-Key", "i");
        request.Content.Headers.Add("Content-Digest", ContentDigest.Of(Content));
        return request;
    }

    private static MessageView Message(string[] inputs, string[] signatures) => MessageView.Request(
        "POST",
        "https",
        "registrar.example",
        "/v1/vpxis?dry",
        hasContent: true,
        name => name switch
        {
            "signature-input" => inputs,
            "signature" => signatures,
            "content-digest" => [ContentDigest.Of(Content)],
            "idempotency-key" => ["i"],
            _ => [],
        });

    private static MessageView Carrying(string[] inputs, string[] signatures) => Message(inputs, signatures);

    private SignaturePlan Plan() => new(Covered, time.Now) { Nonce = Nonce, Tag = Tag };

    private static SignatureFields Sign(SignaturePlan plan) =>
        MessageSigner.Sign(Message([], []), plan, new SpkiMessageSigner(Key));

    private MessageVerifier Verifier(IReplayCache cache, PublicKey known) => new(
        Policy,
        (keyId, _) => ValueTask.FromResult<IMessageKey?>(
            keyId == known.Principal.ToString() ? new SpkiMessageKey(known) : null),
        cache,
        time);

    private VerifiedMessage Verify(MessageView message, PublicKey? known = null) =>
        Verifier(new ReplayCache(time), known ?? Key.Public).VerifyAsync(message).AsTask().GetAwaiter().GetResult();
}
