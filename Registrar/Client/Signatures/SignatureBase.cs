using System.Buffers;
using System.Text;

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>The octets that a signature is over (RFC 9421 section 2.5).</summary>
internal static class SignatureBase
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    /// <summary>Builds the base of a message for the components and parameters of a signature.</summary>
    /// <param name="message">The message.</param>
    /// <param name="components">The components, in order.</param>
    /// <param name="parameters">The parameters, in order.</param>
    /// <param name="octets">The base, if the result is None.</param>
    public static SignatureFault Build(
        MessageView message,
        IReadOnlyList<SfItem> components,
        IReadOnlyList<SfParameter> parameters,
        out byte[] octets)
    {
        octets = [];
        StringBuilder text = new();
        HashSet<string> seen = [];
        foreach (SfItem component in components)
        {
            string name = component.Value.Text;
            if (component.Value.Kind != SfKind.Text || component.Parameters.Count > 0 || !IsName(name))
            {
                return SignatureFault.UnknownComponent;
            }

            if (!seen.Add(name))
            {
                return SignatureFault.Malformed;
            }

            string? value = name[0] == '@' ? message.Derived(name) : message.Field(name);
            // A value that held the end of a line could pretend to be another component.
            if (value is null || !IsPlain(value))
            {
                return SignatureFault.MissingComponent;
            }

            text.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }

        string list = SfWriter.List(components, parameters);
        if (!IsPlain(list))
        {
            return SignatureFault.Malformed;
        }

        text.Append("\"@signature-params\": ").Append(list);
        octets = Encoding.ASCII.GetBytes(text.ToString());
        return SignatureFault.None;
    }

    private static bool IsPlain(string value) => value.All(one => one is (>= ' ' and <= '~') or '\t');

    /// <summary>
    /// A name of a field in lower case, or of a derived component other than the parameters themselves.
    /// </summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name != "@signature-params"
        && name.AsSpan(name[0] == '@' ? 1 : 0) is { Length: > 0 } rest
        && rest.IndexOfAnyExcept(NameCharacters) < 0;
}
