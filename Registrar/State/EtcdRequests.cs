using System.Buffers;
using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>
/// Writes requests in the JSON of etcd's gateway: keys and values in base 64, numbers of 64 bits as strings, members
/// that have their default left out.
/// </summary>
internal static class EtcdRequests
{
    /// <summary>Of /v3/kv/range.</summary>
    public static byte[] Range(RangeQuery query) => Object(json => WriteRange(json, query));

    /// <summary>Of /v3/kv/put.</summary>
    public static byte[] Put(PutOperation put) => Object(json => WritePut(json, put));

    /// <summary>Of /v3/kv/deleterange.</summary>
    public static byte[] Delete(KeyRange range) => Object(json => WriteKeys(json, range));

    /// <summary>Of /v3/kv/txn.</summary>
    public static byte[] Transaction(Transaction transaction) => Object(json =>
    {
        json.WriteStartArray("compare");
        foreach (Compare condition in transaction.Conditions)
        {
            WriteCompare(json, condition);
        }

        json.WriteEndArray();
        WriteOperations(json, "success", transaction.Then);
        WriteOperations(json, "failure", transaction.Otherwise);
    });

    /// <summary>Of /v3/lease/grant.</summary>
    public static byte[] Grant(long seconds, long id) => Object(json =>
    {
        WriteNumber(json, "TTL", seconds);
        WriteNumber(json, "ID", id);
    });

    /// <summary>Of the other calls about leases.</summary>
    public static byte[] Lease(long id) => Object(json => WriteNumber(json, "ID", id));

    /// <summary>Of /v3/kv/compaction.</summary>
    public static byte[] Compact(long revision) => Object(json => WriteNumber(json, "revision", revision));

    /// <summary>Of /v3/auth/authenticate. It holds a secret: the caller clears it.</summary>
    public static byte[] Authenticate(string user, string password) => Object(json =>
    {
        json.WriteString("name", user);
        json.WriteString("password", password);
    });

    /// <summary>Of a call without parameters.</summary>
    public static byte[] Nothing() => Object(_ => { });

    /// <summary>
    /// Of /v3/watch. Long answers come in fragments, so that one line is never longer than a request.
    /// </summary>
    public static byte[] Watch(WatchQuery query, long startRevision) => Object(json =>
    {
        json.WriteStartObject("create_request");
        WriteKeys(json, query.Range);
        WriteNumber(json, "start_revision", startRevision);
        json.WriteBoolean("prev_kv", query.WithPrevious);
        json.WriteBoolean("progress_notify", value: true);
        json.WriteBoolean("fragment", value: true);
        json.WriteEndObject();
    });

    private static byte[] Object(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> octets = new();
        using (Utf8JsonWriter json = new(octets))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        byte[] request = octets.WrittenSpan.ToArray();
        octets.Clear();
        return request;
    }

    private static void WriteKeys(Utf8JsonWriter json, KeyRange range)
    {
        json.WriteBase64String("key", range.Key.Span);
        if (!range.End.IsEmpty)
        {
            json.WriteBase64String("range_end", range.End.Span);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long number)
    {
        if (number != 0)
        {
            json.WriteString(name, $"{number}");
        }
    }

    private static void WriteRange(Utf8JsonWriter json, RangeQuery query)
    {
        WriteKeys(json, query.Range);
        WriteNumber(json, "limit", query.Limit);
        WriteNumber(json, "revision", query.Revision);
        json.WriteBoolean("serializable", query.IsSerializable);
        json.WriteBoolean("keys_only", query.KeysOnly);
    }

    private static void WritePut(Utf8JsonWriter json, PutOperation put)
    {
        json.WriteBase64String("key", put.Key.Span);
        json.WriteBase64String("value", put.Value.Span);
        WriteNumber(json, "lease", put.Lease);
    }

    private static void WriteCompare(Utf8JsonWriter json, Compare condition)
    {
        json.WriteStartObject();
        json.WriteBase64String("key", condition.Key.Span);
        json.WriteString("result", condition.Relation switch
        {
            CompareRelation.Greater => "GREATER",
            CompareRelation.Less => "LESS",
            CompareRelation.NotEqual => "NOT_EQUAL",
            _ => "EQUAL",
        });

        // The number stands there even when it is zero: without it nothing would be compared.
        switch (condition.Target)
        {
            case CompareTarget.Value:
                json.WriteString("target", "VALUE");
                json.WriteBase64String("value", condition.Octets.Span);
                break;
            case CompareTarget.ModRevision:
                json.WriteString("target", "MOD");
                json.WriteString("mod_revision", $"{condition.Number}");
                break;
            case CompareTarget.CreateRevision:
                json.WriteString("target", "CREATE");
                json.WriteString("create_revision", $"{condition.Number}");
                break;
            default:
                json.WriteString("target", "VERSION");
                json.WriteString("version", $"{condition.Number}");
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteOperations(Utf8JsonWriter json, string name, IReadOnlyList<Operation> operations)
    {
        json.WriteStartArray(name);
        foreach (Operation operation in operations)
        {
            json.WriteStartObject();
            switch (operation)
            {
                case PutOperation put:
                    json.WriteStartObject("request_put");
                    WritePut(json, put);
                    break;
                case DeleteOperation delete:
                    json.WriteStartObject("request_delete_range");
                    WriteKeys(json, delete.Range);
                    break;
                case RangeOperation range:
                    json.WriteStartObject("request_range");
                    WriteRange(json, range.Query);
                    break;
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
