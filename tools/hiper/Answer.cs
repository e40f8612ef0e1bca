using System.Text;
using System.Text.Json;

namespace HiperNet.Cli;

/// <summary>
/// What a verb has found out, in both of the ways in which it can be told. The frame writes one of them and adds
/// <c>version</c> and <c>status</c> to the JSON.
/// </summary>
/// <param name="Plain">The octets for the standard output.</param>
/// <param name="Json">Writes the verb's own properties into the open object.</param>
internal sealed record Answer(ReadOnlyMemory<byte> Plain, Action<Utf8JsonWriter> Json)
{
    /// <summary>An answer in text, to which a final line end is added.</summary>
    public Answer(string plain, Action<Utf8JsonWriter> json)
        : this(Encoding.UTF8.GetBytes(plain + "\n"), json)
    {
    }

    /// <summary>What the process ends with; a refusal with details for programs is an answer too.</summary>
    public ExitCode Code { get; init; } = ExitCode.Done;
}
