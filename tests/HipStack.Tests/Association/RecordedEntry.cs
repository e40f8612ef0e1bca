using System.Net;
using HiperNet.HipStack.Association;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>An offered R1 whose #I is that of a recording.</summary>
internal sealed class RecordedEntry(byte[] number) : R1Entry
{
    public override byte[] RandomNumber(UInt128 initiator, IPAddress source) => number;
}
