using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>NOTIFICATION (RFC 7401 section 5.2.19): an error or a status.</summary>
/// <param name="notifyType">What is told.</param>
/// <param name="data">More about it, in a form that the type fixes.</param>
public sealed class NotificationParameter(NotifyType notifyType, ReadOnlyMemory<byte> data = default)
    : IReadableParameter<NotificationParameter>
{
    private const int TypeOffset = 2;
    private const int FixedLength = 4;
    private const ushort FirstStatus = 16384;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Notification;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What is told; it may be a type that is not known.</summary>
    public NotifyType NotifyType { get; } = notifyType;

    /// <summary>More about it, in a form that the type fixes.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>Whether it is an error: types below 16384. Others are a status.</summary>
    public bool IsError => (ushort)NotifyType < FirstStatus;

    /// <inheritdoc/>
    public int Length => FixedLength + Data.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out NotificationParameter? value)
    {
        value = contents.Length >= FixedLength
            ? new NotificationParameter(
                (NotifyType)BinaryPrimitives.ReadUInt16BigEndian(contents.Span[TypeOffset..]),
                contents[FixedLength..])
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents[TypeOffset..], (ushort)NotifyType);
        Data.Span.CopyTo(contents[FixedLength..]);
    }
}
