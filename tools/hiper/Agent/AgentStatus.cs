using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace HiperNet.Cli.Agent;

/// <summary><c>hiper agent status</c>: what is offered, whether the registrar answers, what runs.</summary>
internal static class AgentStatus
{
    private const int MostOctets = 4 << 20;
    private const int PatienceMilliseconds = 10_000;
    private const int ShortPrincipal = 16;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = new("--socket")
        {
            Description = "The agent's socket.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/run/hiper/agent.sock",
        };
        return Verb.Of(
            "status",
            "Show what this machine offers, until when, and what runs on it.",
            [socket],
            parsed => Show(Ask(parsed.GetRequiredValue(socket))));
    }

    private static Answer Show(JsonElement status) => new(Describe(status), json =>
    {
        json.WriteBoolean("running", true);
        json.WritePropertyName("agent");
        status.WriteTo(json);
    });

    private static JsonElement Ask(string path)
    {
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.ReceiveTimeout = PatienceMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(path));
            using NetworkStream stream = new(socket);
            byte[] octets = new byte[MostOctets];
            int length = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            using JsonDocument answer = JsonDocument.Parse(octets.AsMemory(0, length));
            return answer.RootElement.Clone();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new CliException(ExitCode.Environment, $"you may not talk to hiper-agent at {path}", error);
        }
        catch (Exception error) when (error is SocketException or IOException or ArgumentException)
        {
            throw new CliException(ExitCode.Refused, $"hiper-agent is not running at {path}", error);
        }
        catch (JsonException error)
        {
            throw new CliException(ExitCode.Environment, "what answers is no hiper-agent that is understood", error);
        }
    }

    private static string Describe(JsonElement status)
    {
        PlainText text = new();
        text.Line($"hiper-agent, process {Word(status, "process")}");
        text.Field("", "principal", Word(status, "principal"));
        text.Field("", "registrar", Word(status, "registrar"), Registrar(status));
        text.Field("", "account", Word(status, "account"));
        string offered = Word(status, "is_offered") == "true" ? "offered" : "not offered";
        text.Field("", "offer", $"{Word(status, "offer")}, {offered}");
        Table(
            text,
            ["RESOURCE", "CORES", "MEMORY", "CERTIFIED UNTIL", "PRINCIPAL"],
            Items(status, "resources").Select(item => new[]
            {
                Word(item, "element"), Word(item, "cores"), MiB(item, "memory_bytes"),
                Instant(item, "certified_until"), Short(Word(item, "principal")),
            }));
        Table(
            text,
            ["VPXI", "NODE", "RESOURCE", "STATE", "ADDRESS", "END", "HIT"],
            Items(status, "nodes").Select(item => new[]
            {
                Word(item, "vpxi"), Word(item, "node"), Word(item, "element"), Word(item, "state"),
                Word(item, "address"), Instant(item, "end"), Word(item, "hit"),
            }));
        text.Field("", "failed", Items(status, "nodes").Where(item => Word(item, "detail") != "-")
            .Select(item => $"{Word(item, "vpxi")}/{Word(item, "node")}: {Word(item, "detail")}"));
        text.Field("", "health", Items(status, "health").Select(line => line.ToString()));
        return text.ToString();
    }

    private static void Table(PlainText text, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        if (all.Length > 1)
        {
            text.Line("");
            text.Table(all);
        }
    }

    private static string Registrar(JsonElement status) => Word(status, "is_reachable") == "true"
        ? "it answers"
        : $"it does not answer since {Instant(status, "last_answer")}";

    private static JsonElement[] Items(JsonElement status, string name) =>
        status.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];

    private static string Word(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() ? "true" : "false"
            : value.ToString()
        : "-";

    private static string Short(string principal) =>
        principal.Length > ShortPrincipal ? principal[..ShortPrincipal] : principal;

    private static string MiB(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long octets)
            ? string.Create(CultureInfo.InvariantCulture, $"{octets >> 20} MiB")
            : "-";

    private static string Instant(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long seconds)
            && Math.Abs(seconds) < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("u", CultureInfo.InvariantCulture)
            : "-";
}
