using System.Collections.Concurrent;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Crypto;

/// <summary>One key of each type for all tests, because new RSA keys are dear. Not to be disposed.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<HostKeyType, Lazy<HostKey>> Keys = new();

    public static HostKey Of(HostKeyType type) =>
        Keys.GetOrAdd(type, added => new Lazy<HostKey>(() => HostKey.Generate(added))).Value;
}
