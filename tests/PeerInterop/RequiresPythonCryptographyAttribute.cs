using System.ComponentModel;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>Skips tests, saying so, where the independent peer cannot run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPythonCryptographyAttribute : ConditionBaseAttribute
{
    private static readonly Lazy<bool> IsThere = new(Try);

    /// <summary>The test runs the peer of tests/Peers.</summary>
    public RequiresPythonCryptographyAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = "The independent peer needs /usr/bin/python3 with the package python3-cryptography.";

    /// <inheritdoc/>
    public override string GroupName => "python3-cryptography";

    /// <inheritdoc/>
    public override bool IsConditionMet => IsThere.Value;

    private static bool Try()
    {
        try
        {
            return ProgramRun.Of(PythonPeer.Interpreter, default, "-c", "import cryptography").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
