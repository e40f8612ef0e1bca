using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>An authority that vouches for names, with its files in a directory.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string place;
    private byte serial;

    public Authority(string place)
    {
        this.place = place;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(From, Until);
        File = Write("authority.pem", Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    public string File { get; }

    /// <summary>Vouches for an address; gives the files of the certificate and of its key.</summary>
    public (string Certificate, string Key) Issue(string name, IPAddress address)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using X509Certificate2 issued = request.Create(Certificate, From.AddDays(1), Until.AddDays(-1), [1, ++serial]);
        return (
            Write(name + ".pem", issued.ExportCertificatePem()), Write(name + ".key", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose() => Certificate.Dispose();

    private string Write(string name, string text)
    {
        string path = Path.Combine(place, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
