using System.Globalization;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>The log: its entries, and proofs that it says to everybody the same.</summary>
internal sealed class LogRoutes(RegistrarParts parts) : IRoutes
{
    private const int PageEntries = 100;
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/log/checkpoint", "Gives the log's size and root, signed.", CheckpointAsync)
        {
            Right = Audit, RightText = "(registry NAME audit)", Gives = typeof(LogCheckpoint),
        },
        new("GET", "/v1/log/entries", "Gives entries of the log.", EntriesAsync)
        {
            Right = Audit, RightText = "(registry NAME audit)", Gives = typeof(Page<LogEntry>), Queries = ["after"],
        },
        new("GET", "/v1/log/inclusion", "Proves that an entry is in the log of a size.", InclusionAsync)
        {
            Right = Audit,
            RightText = "(registry NAME audit)",
            Gives = typeof(LogProof),
            Queries = ["index", "size"],
        },
        new("GET", "/v1/log/consistency", "Proves that the log has only grown.", ConsistencyAsync)
        {
            Right = Audit, RightText = "(registry NAME audit)", Gives = typeof(LogProof), Queries = ["from", "to"],
        },
    ];

    private TagExpression Audit(ApiRequest request) => GrantTags.Registry(parts.Options.Name, "audit");

    private async Task<ApiReply> CheckpointAsync(ApiRequest request)
    {
        StateResult<LogHead> head = await parts.Log.HeadAsync(request.Cancellation);
        SignedCheckpoint? cosigned = await parts.Federation.Cosignatures.OwnAsync(request.Cancellation);
        return head.IsDone
            ? ApiReply.Of(
                new LogCheckpoint(parts.Checkpoints.Sign(head.Value)) { Cosigned = cosigned?.Node.Canonical },
                Json.LogCheckpoint)
            : Faults.Of(head);
    }

    private async Task<ApiReply> EntriesAsync(ApiRequest request)
    {
        long first = request.Number("after") is { } after ? after + 1 : 0;
        StateResult<LogHead> head = await parts.Log.HeadAsync(request.Cancellation);
        if (!head.IsDone)
        {
            return Faults.Of(head);
        }

        int count = (int)Math.Clamp(head.Value.Size - first, 0, PageEntries);
        if (count == 0)
        {
            return ApiReply.Of(new Page<LogEntry>([], null), Json.PageLogEntry);
        }

        StateResult<IReadOnlyList<ReadOnlyMemory<byte>>> read = await parts.Log.EntriesAsync(
            first, count, request.Cancellation);
        if (!read.IsDone)
        {
            return Faults.Of(read);
        }

        LogEntry[] entries = [.. read.Value.Select((entry, i) => new LogEntry(first + i, entry))];
        string? next = first + count < head.Value.Size
            ? entries[^1].Index.ToString(CultureInfo.InvariantCulture)
            : null;
        return ApiReply.Of(new Page<LogEntry>(entries, next), Json.PageLogEntry);
    }

    private Task<ApiReply> InclusionAsync(ApiRequest request) => ProveAsync(
        request, "index", "size", (index, size) => parts.Log.InclusionAsync(index, size, request.Cancellation));

    private Task<ApiReply> ConsistencyAsync(ApiRequest request) => ProveAsync(
        request, "from", "to", (from, to) => parts.Log.ConsistencyAsync(from, to, request.Cancellation));

    private async Task<ApiReply> ProveAsync(
        ApiRequest request, string first, string second, Func<long, long, Task<StateResult<MerkleProof>>> prove)
    {
        if (request.Number(first) is not { } from || request.Number(second) is not { } to)
        {
            return ApiReply.Failed(ApiError.Malformed, $"'{first}' and '{second}' must be numbers");
        }

        StateResult<LogHead> head = await parts.Log.HeadAsync(request.Cancellation);
        if (!head.IsDone)
        {
            return Faults.Of(head);
        }

        if (from > to || to > head.Value.Size || (first == "index" && from == to))
        {
            return ApiReply.Failed(
                ApiError.Malformed, $"'{first}' must be within '{second}', and that within {head.Value.Size}");
        }

        StateResult<MerkleProof> proof = await prove(from, to);
        return proof.IsDone
            ? ApiReply.Of(
                new LogProof(to, [.. proof.Value.Path.Select(hash => (ReadOnlyMemory<byte>)hash.ToArray())]),
                Json.LogProof)
            : Faults.Of(proof);
    }
}
