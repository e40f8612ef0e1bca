using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace HiperNet.Agent.Configuration;

/// <summary>Reads agent.yaml. A key that is not known is an error, because it is a misspelt one.</summary>
internal static class AgentConfigFile
{
    /// <summary>The longest file, in octets.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a file, and those that it names.</summary>
    /// <exception cref="AgentConfigException">The file cannot be read, or is not right.</exception>
    public static AgentSettings Load(string path)
    {
        string whole = Path.GetFullPath(path);
        return new SettingsReader(Parse(ReadText(path), path), whole).Read();
    }

    /// <summary>Reads the text of a file, and none of the files that it names.</summary>
    /// <exception cref="AgentConfigException">It is no such YAML.</exception>
    internal static AgentConfig Parse(string text, string path)
    {
        try
        {
            return new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<AgentConfig?>(text) ?? new AgentConfig();
        }
        catch (YamlException error)
        {
            string reason = (error.InnerException ?? error).Message;
            throw new AgentConfigException([$"{path}:{error.Start.Line}:{error.Start.Column}: {reason}"], error);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? File.ReadAllText(path)
                : throw new AgentConfigException([$"{path}: longer than {MaxBytes} octets"]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AgentConfigException([$"{path}: {error.Message}"], error);
        }
    }
}
