using System.Text.Json;

namespace HiperNet.PeerInterop.Tests;

/// <summary>What the independent peer said, one JSON object for each event, and how it ended.</summary>
internal sealed record PeerReport(int ExitCode, IReadOnlyList<string> Lines)
{
    private readonly JsonElement[] events =
    [
        .. Lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement),
    ];

    /// <summary>All events of a name.</summary>
    public IReadOnlyList<JsonElement> Of(string name) => [.. events.Where(entry => Text(entry, "event") == name)];

    /// <summary>The text of a property of an event; empty if it has none.</summary>
    public static string Text(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out JsonElement value) ? value.ToString() : string.Empty;

    /// <summary>Fails with what the peer said unless it ended well.</summary>
    public PeerReport MustEndWell()
    {
        Assert.AreEqual(0, ExitCode, ToString());
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines.TakeLast(40));
}
