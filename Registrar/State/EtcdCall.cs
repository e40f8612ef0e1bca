using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>One request.</summary>
/// <param name="Path">The path of the gateway.</param>
/// <param name="Body">The JSON.</param>
/// <param name="Writes">Whether it can change anything, so that a lost answer leaves its outcome open.</param>
/// <param name="NeedsLeader">Whether a member without a leader must refuse at once.</param>
/// <param name="Read">Reads the answer; null if etcd does not answer so.</param>
internal sealed record EtcdCall<T>(
    string Path, ReadOnlyMemory<byte> Body, bool Writes, bool NeedsLeader, Func<JsonElement, T?> Read)
    where T : class;
