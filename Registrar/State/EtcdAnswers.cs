using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>Reads answers in the JSON of etcd's gateway. Null is an answer that etcd does not give.</summary>
internal static class EtcdAnswers
{
    /// <summary>Of a range, alone or in a transaction.</summary>
    public static RangePage? Range(JsonElement answer)
    {
        List<KeyValue> items = [];
        if (Revision(answer) is not { } revision || !answer.TryBoolean("more", out bool more)
            || !answer.TryInt64("count", out long count) || !answer.TryList("kvs", out JsonElement.ArrayEnumerator kvs))
        {
            return null;
        }

        foreach (JsonElement kv in kvs)
        {
            if (Item(kv) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new RangePage(revision, items, more, count);
    }

    /// <summary>Of a put.</summary>
    public static Written? Put(JsonElement answer) =>
        Revision(answer) is { } revision ? new Written(revision, 1) : null;

    /// <summary>Of a deletion.</summary>
    public static Written? Delete(JsonElement answer) =>
        Revision(answer) is { } revision && answer.TryInt64("deleted", out long deleted)
            ? new Written(revision, deleted)
            : null;

    /// <summary>Of a call that answers with its header only.</summary>
    public static Written? Header(JsonElement answer) =>
        Revision(answer) is { } revision ? new Written(revision, 0) : null;

    /// <summary>Of a transaction; each answer must be of the kind of its operation.</summary>
    public static TransactionAnswer? Transaction(JsonElement answer, Transaction asked)
    {
        if (Revision(answer) is not { } revision || !answer.TryBoolean("succeeded", out bool succeeded)
            || !answer.TryList("responses", out JsonElement.ArrayEnumerator responses))
        {
            return null;
        }

        IReadOnlyList<Operation> done = succeeded ? asked.Then : asked.Otherwise;
        List<OperationAnswer> answers = [];
        foreach (JsonElement response in responses)
        {
            if (answers.Count == done.Count || One(response, done[answers.Count]) is not { } one)
            {
                return null;
            }

            answers.Add(one);
        }

        return answers.Count == done.Count ? new TransactionAnswer(succeeded, revision, answers) : null;
    }

    /// <summary>Of the granting of a lease, and of the question how it is.</summary>
    public static Lease? Lease(JsonElement answer) =>
        answer.TryInt64("ID", out long id) && answer.TryInt64("TTL", out long seconds)
            && answer.TryInt64("grantedTTL", out long granted)
            ? new Lease(id, seconds, granted)
            : null;

    /// <summary>Of a lease that is kept alive, which etcd wraps as the first of several results.</summary>
    public static Lease? KeptAlive(JsonElement answer) =>
        answer.TryObject("result", out JsonElement result) ? Lease(result) : null;

    /// <summary>Of /v3/auth/authenticate: a token of visible characters.</summary>
    public static string? Token(JsonElement answer) =>
        answer.TryText("token", out string token) && token.Length is > 0 and <= EtcdLimits.TokenOctets
            && token.All(character => character is > ' ' and <= '~')
            ? token
            : null;

    /// <summary>Of /v3/maintenance/status.</summary>
    public static EtcdStatus? Status(JsonElement answer) =>
        answer.TryObject("header", out JsonElement header) && header.TryUInt64("member_id", out ulong member)
            && answer.TryUInt64("leader", out ulong leader) && answer.TryText("version", out string version)
            && answer.TryInt64("dbSize", out long octets)
            ? new EtcdStatus(member, leader, EtcdFaults.Plain(version), octets)
            : null;

    /// <summary>One line of a watch.</summary>
    public static WatchLine? Watch(JsonElement answer)
    {
        if (!answer.TryObject("result", out JsonElement result) || Revision(result) is not { } revision
            || !result.TryBoolean("created", out bool created) || !result.TryBoolean("canceled", out bool canceled)
            || !result.TryBoolean("fragment", out bool fragment)
            || !result.TryInt64("compact_revision", out long compacted)
            || !result.TryText("cancel_reason", out string reason)
            || !result.TryList("events", out JsonElement.ArrayEnumerator list))
        {
            return null;
        }

        List<WatchEvent> events = [];
        foreach (JsonElement element in list)
        {
            if (Event(element) is not { } one)
            {
                return null;
            }

            events.Add(one);
        }

        return new WatchLine(revision, created, canceled, fragment, compacted, reason, events);
    }

    /// <summary>The revision of an answer's header; it must be there.</summary>
    private static long? Revision(JsonElement answer) =>
        answer.TryObject("header", out JsonElement header) && header.TryInt64("revision", out long revision)
            ? revision
            : null;

    private static OperationAnswer? One(JsonElement response, Operation operation)
    {
        JsonElement inner;
        switch (operation)
        {
            case RangeOperation:
                return response.TryObject("response_range", out inner) && Range(inner) is { } page
                    ? new OperationAnswer(page, 0)
                    : null;
            case DeleteOperation:
                return response.TryObject("response_delete_range", out inner) && Delete(inner) is { } deleted
                    ? new OperationAnswer(null, deleted.Keys)
                    : null;
            default:
                return response.TryObject("response_put", out _) ? new OperationAnswer(null, 1) : null;
        }
    }

    private static WatchEvent? Event(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryText("type", out string type)
            || type is not ("" or "PUT" or "DELETE")
            || !element.TryObject("kv", out JsonElement kv) || Item(kv) is not { } item)
        {
            return null;
        }

        KeyValue? previous = element.TryObject("prev_kv", out JsonElement before) ? Item(before) : null;
        return new WatchEvent(type == "DELETE", item, previous);
    }

    private static KeyValue? Item(JsonElement kv) =>
        kv.ValueKind == JsonValueKind.Object
            && kv.TryOctets("key", out ReadOnlyMemory<byte> key)
            && kv.TryOctets("value", out ReadOnlyMemory<byte> value)
            && kv.TryInt64("create_revision", out long created) && kv.TryInt64("mod_revision", out long modified)
            && kv.TryInt64("version", out long version) && kv.TryInt64("lease", out long lease)
            ? new KeyValue(key, value, created, modified, version, lease)
            : null;
}
