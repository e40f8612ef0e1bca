using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Certificates;

/// <summary>What is to be granted.</summary>
/// <param name="Subject">To whom.</param>
/// <param name="Tag">What.</param>
/// <param name="Delegation">Whether it may be passed on.</param>
/// <param name="NotBefore">Its first second.</param>
/// <param name="NotAfter">Its last second.</param>
public sealed record Grant(
    Principal Subject, TagExpression Tag, Delegation Delegation, SpkiTime NotBefore, SpkiTime NotAfter);
