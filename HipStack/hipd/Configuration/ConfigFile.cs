using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace HiperNet.Hipd.Configuration;

/// <summary>Reads hipd.yaml. A key that is not known is an error, because it is a misspelt one.</summary>
internal static class ConfigFile
{
    /// <summary>The longest file, in octets.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">The file cannot be read, or is not right.</exception>
    public static Settings Load(string path)
    {
        HipdConfig config = Parse(ReadText(path), path);
        return Settings.From(config, Path.GetFullPath(path));
    }

    /// <summary>Reads the text of a file, and none of the files that it names.</summary>
    /// <exception cref="ConfigException">It is no such YAML.</exception>
    internal static HipdConfig Parse(string text, string path)
    {
        try
        {
            return Build().Deserialize<HipdConfig?>(text) ?? new HipdConfig();
        }
        catch (YamlException error)
        {
            string reason = (error.InnerException ?? error).Message;
            throw new ConfigException([$"{path}:{error.Start.Line}:{error.Start.Column}: {reason}"], error);
        }
    }

    private static IDeserializer Build() => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    private static string ReadText(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new ConfigException([$"{path}: longer than {MaxBytes} octets"]);
            }

            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConfigException([$"{path}: {error.Message}"], error);
        }
    }
}
