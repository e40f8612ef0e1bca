namespace HiperNet.Architecture.Tests;

/// <summary>Assertions about lists of violations.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> violations)
    {
        string[] found = [.. violations];
        Assert.IsEmpty(found, Environment.NewLine + string.Join(Environment.NewLine, found));
    }

    /// <summary>The rule can fail, on exactly one of the samples, and says why.</summary>
    public static void One(IEnumerable<string> violations, string reason)
    {
        string[] found = [.. violations];
        Assert.HasCount(1, found);
        Assert.Contains(reason, found[0], StringComparison.Ordinal);
    }
}
