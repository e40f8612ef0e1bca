namespace HiperNet.Hipd.Tests.Lab;

/// <summary>Assertions on texts, octet by octet.</summary>
internal static class Expect
{
    public static void Contains(string? value, string part, string about = "") => Assert.IsTrue(
        value?.Contains(part, StringComparison.Ordinal) ?? false, $"\"{part}\" is not in: {value}\n{about}");

    public static void Lacks(string value, string part, string about = "") =>
        Assert.IsFalse(value.Contains(part, StringComparison.Ordinal), $"\"{part}\" is in: {value}\n{about}");
}
