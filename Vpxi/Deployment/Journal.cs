using System.Text.Json;
using System.Text.Json.Serialization;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// The journal of one plan: a file with a line of JSON for each thing, on the disk before the thing is made. Who has it
/// open for writing is alone with the plan.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>The version that is written, and the only one that is obeyed.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        MaxDepth = 2,
    };

    private readonly FileStream stream;
    private readonly List<JournalRecord> records = [];

    private Journal(FileStream stream) => this.stream = stream;

    /// <summary>What it says, in order.</summary>
    public IReadOnlyList<JournalRecord> Records => records;

    /// <summary>The first line, from 1 on, that cannot be read though it is whole; null if there is none.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>Whether the plan runs: it was started to the end, and nobody has begun to stop it.</summary>
    public bool IsComplete => records.Count > 0 && records[^1].Kind == JournalKind.Complete;

    /// <summary>Begins a journal.</summary>
    /// <exception cref="IOException">There is one, or it cannot be written.</exception>
    public static Journal Create(string path) =>
        new(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));

    /// <summary>Opens a journal.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="isAlone">Whether to write, and to keep others away.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">Another program has it.</exception>
    public static Journal Open(string path, bool isAlone)
    {
        FileStream opened = new(
            path,
            FileMode.Open,
            isAlone ? FileAccess.ReadWrite : FileAccess.Read,
            isAlone ? FileShare.None : FileShare.Read,
            bufferSize: 0);
        try
        {
            Journal journal = new(opened);
            journal.Read();
            return journal;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Writes a record, and returns when the disk has it.</summary>
    /// <exception cref="IOException">It cannot be written; nothing of it is.</exception>
    public void Append(JournalRecord record)
    {
        long end = stream.Position;
        try
        {
            stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(record, Json), (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A disk that is full takes half of a line.
            stream.SetLength(end);
            stream.Position = end;
            throw;
        }

        records.Add(record);
    }

    /// <summary>Empties it, so that who opened it before it goes finds nothing to undo, and removes it.</summary>
    public void Delete()
    {
        stream.SetLength(0);
        File.Delete(stream.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    // What follows the last line end was broken off, and what it speaks of was never begun.
    private void Read()
    {
        if (stream.Length > DeploymentLimits.JournalOctets)
        {
            throw new InvalidDataException($"{stream.Name} is no journal: it is too long");
        }

        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        int start = 0;
        for (int number = 1; Array.IndexOf(octets, (byte)'\n', start) is int end and >= 0; number++)
        {
            if (TryParse(octets.AsSpan(start..end)) is { } record)
            {
                records.Add(record);
            }
            else
            {
                DamagedLine ??= number;
            }

            start = end + 1;
        }

        if (stream.CanWrite)
        {
            stream.SetLength(start);
            stream.Position = start;
        }
    }

    private static JournalRecord? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalRecord>(line, Json) is { Target: not null } record
                && (record.Kind != JournalKind.Begin || record.Version == Version)
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
