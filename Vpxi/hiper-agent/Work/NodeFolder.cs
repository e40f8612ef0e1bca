using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HiperNet.Agent.Keys;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Work;

/// <summary>The folder of a node: its record, its key, the configuration of its daemon.</summary>
internal sealed class NodeFolder(string folder)
{
    /// <summary>The record's name in it.</summary>
    public const string RecordName = "node.json";

    private const int RecordOctets = 16 << 10;
    private const int PlanDigits = 16;
    private const int PlanWords = 20;

    /// <summary>Where a file of it is.</summary>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>
    /// The name of a node's plan: a label of at most 40 characters that is no other node's, and that a person
    /// recognises.
    /// </summary>
    public static string PlanOf(string vpxi, string node)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{vpxi}\0{node}"));
        string word = LabelOf(vpxi, PlanWords);
        return $"{word}-{Convert.ToHexStringLower(hash)[..PlanDigits]}";
    }

    /// <summary>The label nearest to a name.</summary>
    public static string LabelOf(string name, int most)
    {
        string label = string.Concat(name.ToLowerInvariant().Select(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-'));
        label = (label.Length > most ? label[..most] : label).Trim('-');
        return label.Length > 0 ? label : "node";
    }

    /// <summary>The records below a folder; what is damaged is told.</summary>
    public static IEnumerable<(NodeRecord? Record, string Folder)> All(string nodes) => Directory.Exists(nodes)
        ? Directory.EnumerateDirectories(nodes).Select(each => (new NodeFolder(each).Load(), each))
        : [];

    /// <summary>Reads the record; null if there is none that can be read.</summary>
    public NodeRecord? Load()
    {
        try
        {
            return AgentFiles.TryRead(this[RecordName], RecordOctets) is { } octets
                && JsonSerializer.Deserialize(octets, AgentJson.Default.NodeRecord) is { } record
                && record.Plan == Path.GetFileName(folder)
                && DeploymentRules.IsLabel(record.Plan, DeploymentRules.IdLength)
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a record.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public void Save(NodeRecord record)
    {
        AgentFiles.MakeFolder(folder);
        AgentFiles.Replace(this[RecordName], JsonSerializer.SerializeToUtf8Bytes(record, AgentJson.Default.NodeRecord));
    }

    /// <summary>The node's key, made when it is first asked for.</summary>
    /// <inheritdoc cref="KeyRing.Open(string, bool)" path="/exception"/>
    public PublicKey Key()
    {
        AgentFiles.MakeFolder(folder);
        using PrivateKey key = KeyRing.Open(this["host.key"], isToBeMade: true);
        return key.Public;
    }

    /// <summary>Removes all of it.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
