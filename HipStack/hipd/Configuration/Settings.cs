using HiperNet.HipStack.Association;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd.Configuration;

/// <summary>The configuration, checked, with its files read.</summary>
internal sealed record Settings : IDisposable
{
    public required string Path { get; init; }

    public required IReadOnlyList<Identity> Identities { get; init; }

    public required TapConfig Tap { get; init; }

    public required TransportConfig Transport { get; init; }

    public required Encapsulation Preferred { get; init; }

    public required PolicySettings Policy { get; init; }

    public required IReadOnlyList<Host> Hosts { get; init; }

    public required ServiceSettings Services { get; init; }

    public required EngineOptions Engine { get; init; }

    public required ControlConfig Control { get; init; }

    public required System.Net.IPEndPoint? Metrics { get; init; }

    /// <summary>Checks a configuration and reads the files that it names.</summary>
    /// <exception cref="ConfigException">Everything that is wrong.</exception>
    public static Settings From(HipdConfig config, string path)
    {
        SettingsReader reader = new(config, path);
        Settings settings = reader.Read();
        if (reader.Problems.Count > 0)
        {
            settings.Dispose();
            throw new ConfigException(reader.Problems);
        }

        return settings;
    }

    public void Dispose()
    {
        foreach (Identity identity in Identities)
        {
            identity.Key.Dispose();
        }
    }
}
