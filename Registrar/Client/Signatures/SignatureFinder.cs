namespace HiperNet.Registrar.Client.Signatures;

/// <summary>Finds the one signature of a message that is for a purpose.</summary>
internal static class SignatureFinder
{
    /// <summary>Finds the signature with a tag.</summary>
    public static SignatureFault Find(MessageView message, string tag, out FoundSignature? found)
    {
        found = null;
        if (!message.Has("signature-input") || !message.Has("signature"))
        {
            return SignatureFault.Missing;
        }

        if (message.Field("signature-input") is not { } input || message.Field("signature") is not { } signature
            || !SfReader.TryReadDictionary(input, out IReadOnlyList<SfMember>? inputs)
            || !SfReader.TryReadDictionary(signature, out IReadOnlyList<SfMember>? signatures))
        {
            return SignatureFault.Malformed;
        }

        SfMember[] tagged = [.. inputs.Where(member => HasTag(member, tag))];
        if (tagged.Length != 1)
        {
            return tagged.Length == 0 ? SignatureFault.Missing : SignatureFault.Ambiguous;
        }

        SfMember? octets = signatures.FirstOrDefault(member => member.Key == tagged[0].Key);
        if (octets is not { Item.Kind: SfKind.Octets })
        {
            return SignatureFault.Malformed;
        }

        found = new FoundSignature(tagged[0].List!, tagged[0].Parameters, octets.Item.Octets);
        return SignatureFault.None;
    }

    private static bool HasTag(SfMember member, string tag) => member.List is not null
        && member.Parameters.Any(one => one.Key == "tag" && one.Value.Kind == SfKind.Text && one.Value.Text == tag);
}
