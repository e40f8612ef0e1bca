using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>A key, with a client that signs by it.</summary>
internal sealed class Person : IDisposable
{
    private readonly Principal registrar;

    /// <param name="key">The key; it is disposed of with the person.</param>
    /// <param name="registrar">The registrar's principal, in hexadecimal.</param>
    /// <param name="servers">The addresses of its replicas, the one that is asked first in front.</param>
    public Person(PrivateKey key, string registrar, params IEnumerable<Uri> servers)
        : this(key, registrar, servers, time: null)
    {
    }

    /// <summary>A key with a clock of its own; null for the machine's.</summary>
    public Person(PrivateKey key, string registrar, IEnumerable<Uri> servers, TimeProvider? time)
    {
        Key = key;
        this.registrar = HiperNet.Spki.Keys.Principal.Of(Convert.FromHexString(registrar));
        Options = new RegistrarOptions(
            registrar,
            [.. servers],
            new SpkiMessageSigner(key),
            key.Public.Sexp.Canonical,
            octets => TlsIdentity.Is(this.registrar, octets))
        {
            Time = time ?? TimeProvider.System,
        };
        Client = new RegistrarClient(Options);
    }

    public PrivateKey Key { get; }

    public RegistrarOptions Options { get; }

    public RegistrarClient Client { get; }

    /// <summary>The principal in hexadecimal.</summary>
    public string Principal => Key.Public.Principal.ToString();

    /// <summary>What it takes to ask for an account.</summary>
    public AccountRequest Application(string agreement, string? invitation = null, string name = "Ann") =>
        new(Key.Public.Sexp.Canonical, name, "Hospital", "ann@hospital.example", Accept(agreement), invitation);

    /// <summary>Accepts an agreement.</summary>
    /// <param name="agreement">Its SHA-256, in hexadecimal.</param>
    public byte[] Accept(string agreement) => Grant(
        registrar, Tag(SexpList.Of("agreed", new SexpAtom(Convert.FromHexString(agreement)))), Delegation.None);

    /// <summary>Grants something: the key, the certificate and the signature as a canonical sequence.</summary>
    public byte[] Grant(Principal subject, TagExpression tag, Delegation delegation, Validity? validity = null) =>
        Certificates.Grant(Key, subject, tag, delegation, validity ?? Validity.Unlimited);

    public void Dispose()
    {
        Client.Dispose();
        Key.Dispose();
    }

    private static TagExpression Tag(SexpList list) =>
        TagExpression.TryParse(list, out TagExpression? tag, out _) ? tag : throw new AssertFailedException("No tag.");
}
