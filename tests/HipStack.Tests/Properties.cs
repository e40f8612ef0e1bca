using FsCheck;

namespace HiperNet.HipStack.Tests;

/// <summary>How property tests run here: a fixed number of cases, the seed printed where one fails.</summary>
internal static class Properties
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithMaxTest(300);
}
