namespace HiperNet.HipStack.Tests.Identity;

/// <summary>A HOST_ID parameter as a recorded packet carries it, with the HIT of the host that sent it.</summary>
internal sealed record RecordedHost(string Source, byte[] Hit, ushort Algorithm, byte[] HostIdentity);
