using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// LOCATOR_SET (RFC 8046 section 4): where a host can be reached. A set without locators deprecates all addresses.
/// </summary>
/// <param name="locators">The locators; there may be none.</param>
public sealed class LocatorSetParameter(IReadOnlyList<Locator> locators) : IReadableParameter<LocatorSetParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.LocatorSet;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The locators, some of which may not be supported.</summary>
    public IReadOnlyList<Locator> Locators { get; } = locators;

    /// <inheritdoc/>
    public int Length => Locators.Sum(locator => Locator.HeaderLength + locator.FieldLength);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out LocatorSetParameter? value)
    {
        value = null;
        List<Locator> locators = [];
        ReadOnlyMemory<byte> rest = contents;
        while (!rest.IsEmpty)
        {
            if (locators.Count == HipProtocol.MaxLocators || !LocatorCodec.TryRead(ref rest, out Locator? locator))
            {
                return false;
            }

            locators.Add(locator);
        }

        value = new LocatorSetParameter(locators);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        foreach (Locator locator in Locators)
        {
            LocatorCodec.Write(locator, contents);
            contents = contents[(Locator.HeaderLength + locator.FieldLength)..];
        }
    }
}
