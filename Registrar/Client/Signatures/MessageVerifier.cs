namespace HiperNet.Registrar.Client.Signatures;

/// <summary>
/// Verifies messages (RFC 9421 section 3.2): what is cheap first, then the signature, and the nonce last, so that
/// nobody without a key can use one up. The content is not read here: <see cref="ContentDigest"/> compares it with the
/// field that the signature covers.
/// </summary>
/// <param name="policy">What is asked of a signature.</param>
/// <param name="keys">Finds a key by its name; null for one that is not known.</param>
/// <param name="replays">The nonces that were used.</param>
/// <param name="time">The clock.</param>
public sealed class MessageVerifier(
    SignaturePolicy policy,
    Func<string, CancellationToken, ValueTask<IMessageKey?>> keys,
    IReplayCache replays,
    TimeProvider time)
{
    /// <summary>Verifies a message.</summary>
    public async ValueTask<VerifiedMessage> VerifyAsync(
        MessageView message, CancellationToken cancellation = default)
    {
        SignatureFault fault = SignatureFinder.Find(message, policy.Tag, out FoundSignature? found);
        if (found is null)
        {
            return Refused(fault);
        }

        fault = Check(message, found, out DateTimeOffset until);
        if (fault != SignatureFault.None)
        {
            return Refused(fault);
        }

        fault = SignatureBase.Build(message, found.Components, found.Parameters, out byte[] octets);
        if (fault != SignatureFault.None)
        {
            return Refused(fault);
        }

        if (found.Text("keyid") is not { Length: > 0 } keyId || await keys(keyId, cancellation) is not { } key)
        {
            return Refused(SignatureFault.UnknownKey);
        }

        if (found.Has("alg") && found.Text("alg") != key.Algorithm)
        {
            return Refused(SignatureFault.OtherAlgorithm);
        }

        if (!key.Verify(octets, found.Signature))
        {
            return Refused(SignatureFault.BadSignature);
        }

        fault = found.Text("nonce") is { } nonce
            ? await replays.UseAsync(keyId, nonce, until, cancellation)
            : SignatureFault.None;
        return fault == SignatureFault.None ? new VerifiedMessage(fault, keyId, key) : Refused(fault);
    }

    private static VerifiedMessage Refused(SignatureFault fault) => new(fault, null, null);

    private SignatureFault Check(MessageView message, FoundSignature found, out DateTimeOffset until)
    {
        IEnumerable<string> required = message.HasContent
            ? policy.Required.Concat(policy.RequiredWithContent)
            : policy.Required;
        until = default;
        if (required.Except(found.Components.Select(component => component.Value.Text)).Any())
        {
            return SignatureFault.NotCovered;
        }

        bool hasNonce = found.Has("nonce");
        if ((policy.NeedsNonce && !hasNonce) || (hasNonce
            && found.Text("nonce") is not { Length: >= SignatureLimits.LeastNonce and <= SignatureLimits.MostNonce }))
        {
            return SignatureFault.NoNonce;
        }

        return CheckTime(found, out until);
    }

    private SignatureFault CheckTime(FoundSignature found, out DateTimeOffset until)
    {
        until = default;
        if (found.Time("created") is not { } created)
        {
            return SignatureFault.NoTime;
        }

        DateTimeOffset now = time.GetUtcNow();
        until = created + policy.MaxAge + policy.Skew;
        if (created > now + policy.Skew)
        {
            return SignatureFault.TooEarly;
        }

        if (now > until)
        {
            return SignatureFault.TooOld;
        }

        if (!found.Has("expires"))
        {
            return SignatureFault.None;
        }

        return found.Time("expires") is { } expires && now <= expires + policy.Skew
            ? SignatureFault.None
            : SignatureFault.TooOld;
    }
}
