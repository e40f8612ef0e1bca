using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Keys;

/// <summary>A certificate that a resource issued.</summary>
/// <param name="Sequence">The key, the certificate and the signature.</param>
/// <param name="Subject">To whom.</param>
/// <param name="NotBefore">Its first second.</param>
/// <param name="NotAfter">Its last second.</param>
internal sealed record Grant(Sequence Sequence, Principal Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
