namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Certificates for others to find.</summary>
/// <param name="Sequence">A canonical sequence of keys, certificates and signatures.</param>
public sealed record CertificatesRequest(ReadOnlyMemory<byte> Sequence);
