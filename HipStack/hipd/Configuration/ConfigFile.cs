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
        string text = ReadText(path);
        HipdConfig config;
        try
        {
            config = Build().Deserialize<HipdConfig?>(text) ?? new HipdConfig();
        }
        catch (YamlException error)
        {
            string reason = (error.InnerException ?? error).Message;
            throw new ConfigException([$"{path}:{error.Start.Line}:{error.Start.Column}: {reason}"], error);
        }

        return Settings.From(config, Path.GetFullPath(path));
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
