namespace HiperNet.Registrar.Client.Signatures;

/// <summary>Signs messages (RFC 9421 section 3.1).</summary>
public static class MessageSigner
{
    /// <summary>Makes the values of the fields Signature-Input and Signature.</summary>
    /// <param name="message">The message, with every field that is to be covered.</param>
    /// <param name="plan">What to cover, and with which parameters.</param>
    /// <param name="signer">The key.</param>
    /// <exception cref="ArgumentException">
    /// A component is not there or not known, or a parameter is no text.
    /// </exception>
    public static SignatureFields Sign(MessageView message, SignaturePlan plan, IMessageSigner signer)
    {
        SfItem[] components = [.. plan.Components.Select(name => new SfItem(SfBare.Of(name), []))];
        SfParameter[] parameters = [.. Parameters(plan, signer)];
        SignatureFault fault = SignatureBase.Build(message, components, parameters, out byte[] octets);
        if (fault != SignatureFault.None)
        {
            throw new ArgumentException($"The message cannot be signed so: {fault}.", nameof(plan));
        }

        string signature = SfWriter.Octets(signer.Sign(octets));
        SignatureFields fields = new(
            $"{plan.Label}={SfWriter.List(components, parameters)}", $"{plan.Label}={signature}");

        // What the other side's reader refuses is not sent: a label or text outside the grammar.
        return SfReader.TryReadDictionary(fields.Input, out _) && SfReader.TryReadDictionary(fields.Signature, out _)
            ? fields
            : throw new ArgumentException("A label or a parameter cannot be written.", nameof(plan));
    }

    /// <summary>Signs a request that is about to be sent, and adds the two fields to it.</summary>
    /// <exception cref="ArgumentException">
    /// A component is not there or not known, or a parameter is no text.
    /// </exception>
    public static void Sign(HttpRequestMessage request, SignaturePlan plan, IMessageSigner signer)
    {
        SignatureFields fields = Sign(MessageView.Of(request), plan, signer);
        request.Headers.Add("Signature-Input", fields.Input);
        request.Headers.Add("Signature", fields.Signature);
    }

    private static IEnumerable<SfParameter> Parameters(SignaturePlan plan, IMessageSigner signer)
    {
        yield return new SfParameter("created", SfBare.Of(plan.Created.ToUnixTimeSeconds()));
        if (plan.Expires is { } expires)
        {
            yield return new SfParameter("expires", SfBare.Of(expires.ToUnixTimeSeconds()));
        }

        if (plan.Nonce is { } nonce)
        {
            yield return new SfParameter("nonce", SfBare.Of(nonce));
        }

        if (plan.WithAlgorithm)
        {
            yield return new SfParameter("alg", SfBare.Of(signer.Algorithm));
        }

        yield return new SfParameter("keyid", SfBare.Of(signer.KeyId));
        if (plan.Tag is { } tag)
        {
            yield return new SfParameter("tag", SfBare.Of(tag));
        }
    }
}
