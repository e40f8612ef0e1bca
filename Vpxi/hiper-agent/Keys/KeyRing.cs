using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Keys;

/// <summary>The keys of this machine: the agent's own, and one for each virtual resource. Each is made once.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly string folder;
    private readonly Dictionary<string, PrivateKey> keys = [];

    /// <summary>Opens the keys of a folder, which is made for root alone.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">A file holds no key.</exception>
    /// <exception cref="UnauthorizedAccessException">A file's mode lets others read it.</exception>
    public KeyRing(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Agent = Open("agent");
    }

    /// <summary>The agent's own key: that of its account, and the owner of its offer.</summary>
    public PrivateKey Agent { get; }

    /// <summary>The key of a resource.</summary>
    /// <inheritdoc cref="KeyRing(string)" path="/exception"/>
    public PrivateKey Of(string element)
    {
        lock (keys)
        {
            return keys.TryGetValue(element, out PrivateKey? key) ? key : keys[element] = Open(NameOf(element));
        }
    }

    /// <summary>The name of a file for an element, such as <c>slot-1</c>.</summary>
    public static string NameOf(string element) => element.Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PrivateKey key in keys.Values)
        {
            key.Dispose();
        }

        Agent.Dispose();
    }

    /// <summary>Reads a private key, or makes one of P-256 in a file of mode 0600.</summary>
    /// <inheritdoc cref="KeyRing(string)" path="/exception"/>
    public static PrivateKey Open(string path, bool isToBeMade)
    {
        if (isToBeMade && !File.Exists(path))
        {
            PrivateKey made = PrivateKey.Generate(KeyAlgorithm.P256);
            KeyFile.Save(path, made.ToSexp());
            return made;
        }

        return PrivateKey.TryParse(KeyFile.Load(path), default, out PrivateKey? key, out KeyFault fault)
            ? key
            : throw new InvalidDataException($"{path} holds no private key without a passphrase: {fault}");
    }

    private PrivateKey Open(string name) => Open(Path.Combine(folder, name + ".key"), isToBeMade: true);
}
