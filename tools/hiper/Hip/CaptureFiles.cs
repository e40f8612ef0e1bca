using System.Text;
using HiperNet.HipStack.Control;
using Microsoft.Win32.SafeHandles;

namespace HiperNet.Cli.Hip;

/// <summary>
/// The files of a capture. They are made with its first part, so that nothing is overwritten before the daemon has
/// answered.
/// </summary>
/// <param name="path">The file of packets, or - for the standard output.</param>
/// <param name="keyPath">The file of keys, if there is to be one.</param>
internal sealed class CaptureFiles(string path, string? keyPath) : IDisposable
{
    private const int StandardOutput = 1;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SafeFileHandle output = new(StandardOutput, ownsHandle: false);
    private FileStream? packets;
    private FileStream? keys;

    /// <summary>How many packets there are.</summary>
    public long Packets { get; private set; }

    /// <summary>How many octets the file of packets has.</summary>
    public long Octets { get; private set; }

    /// <summary>How many packets are missing, because they came too fast.</summary>
    public long Lost { get; private set; }

    /// <summary>How many lines the file of keys has.</summary>
    public int KeyLines { get; private set; }

    /// <summary>Appends a part.</summary>
    /// <returns>False if the reader of the standard output has left, which is no error.</returns>
    /// <exception cref="IOException">A file takes nothing.</exception>
    public async Task<bool> WriteAsync(CaptureChunk chunk)
    {
        Open();
        try
        {
            await packets!.WriteAsync(chunk.Pcapng);
            await packets.FlushAsync();
        }
        catch (IOException) when (path == "-")
        {
            return false;
        }

        if (keys is not null && chunk.Keys.Count > 0)
        {
            await keys.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', chunk.Keys) + "\n"));
            await keys.FlushAsync();
            KeyLines += chunk.Keys.Count;
        }

        Packets += chunk.Packets;
        Octets += chunk.Pcapng.Length;
        Lost += chunk.Lost;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packets?.Dispose();
        keys?.Dispose();
        output.Dispose();
    }

    private void Open()
    {
        if (packets is not null)
        {
            return;
        }

        // The console's own stream does not say that nobody reads any more.
        packets = path == "-" ? new FileStream(output, FileAccess.Write, bufferSize: 0) : File.Create(path);
        if (keyPath is not null)
        {
            OpenKeys(keyPath);
        }
    }

    private void OpenKeys(string place)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        keys = new FileStream(place, options);
        if (!OperatingSystem.IsWindows())
        {
            // The file may have been there with another mode.
            File.SetUnixFileMode(keys.SafeFileHandle, Private);
        }
    }
}
