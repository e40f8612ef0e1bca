namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A bare item: of an integer or a truth the number, of a string or token the text, else the octets.</summary>
internal sealed record SfBare(SfKind Kind, long Number, string Text, byte[] Octets)
{
    public static SfBare Of(long number) => new(SfKind.Integer, number, "", []);

    public static SfBare Of(string text) => new(SfKind.Text, 0, text, []);

    public static SfBare Of(byte[] octets) => new(SfKind.Octets, 0, "", octets);

    public static SfBare Of(bool truth) => new(SfKind.Boolean, truth ? 1 : 0, "", []);
}
