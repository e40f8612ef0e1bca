using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Configuration;

/// <summary>The ESP suites by the names that people use.</summary>
internal static class SuiteNames
{
    private static readonly Dictionary<string, EspSuiteId> Safe = new(StringComparer.Ordinal)
    {
        ["aes-128-gcm-16"] = EspSuiteId.AesGcm16,
        ["aes-128-gcm-8"] = EspSuiteId.AesGcm8,
        ["aes-128-ccm-16"] = EspSuiteId.AesCcm16,
        ["aes-128-ccm-8"] = EspSuiteId.AesCcm8,
        ["aes-128-cbc-sha256"] = EspSuiteId.Aes128CbcHmacSha256,
        ["aes-256-cbc-sha256"] = EspSuiteId.Aes256CbcHmacSha256,
    };

    /// <summary>The suites that may be chosen; those without encryption only for tests.</summary>
    public static IReadOnlyDictionary<string, EspSuiteId> Known(bool allowNull) => allowNull
        ? new Dictionary<string, EspSuiteId>(Safe, StringComparer.Ordinal)
        {
            ["null-sha256"] = EspSuiteId.NullHmacSha256,
        }
        : Safe;

    /// <summary>The name of a suite.</summary>
    public static string Of(EspSuiteId suite) =>
        Known(allowNull: true).FirstOrDefault(pair => pair.Value == suite).Key ?? suite.ToString();
}
