using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.HipStack.Control;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>A host with a policy, and keys with letters for names; H is the host's own.</summary>
internal sealed class PolicyWorld : IDisposable
{
    private static readonly Dictionary<string, PrivateKey> Keys = [];

    private readonly HostKey key = HostKeyOf(Key("H"));
    private readonly HiperNet.Hipd.Configuration.Identity identity;

    public PolicyWorld()
    {
        Clock = new DaemonClock(Time);
        identity = new HiperNet.Hipd.Configuration.Identity(key, Key("H").Public, Ipv4: null);
        Told = new HostTable(LocatorSource.Control);
        Hosts = new HostBook(Told);
    }

    public static SexpNode Vpxi { get; } = "v";

    public SettableTime Time { get; } = new();

    public DaemonClock Clock { get; }

    public HostTable Told { get; }

    public HostBook Hosts { get; }

    public static PrivateKey Key(string name, KeyAlgorithm algorithm = KeyAlgorithm.Ed25519)
    {
        lock (Keys)
        {
            return Keys.TryGetValue(name, out PrivateKey? key) ? key : Keys[name] = PrivateKey.Generate(algorithm);
        }
    }

    public static HostKey HostKeyOf(PrivateKey key)
    {
        Assert.IsTrue(HostKey.TryImportPkcs8(Pkcs8.Export(key), out HostKey? host));
        return host;
    }

    public static HostIdentity Host(string name)
    {
        using HostKey key = HostKeyOf(Key(name));
        return key.Identity;
    }

    public PeerPolicy Policy(
        PolicyMode mode = PolicyMode.Certificates,
        IReadOnlyList<SpkiObject>? known = null,
        Acl? acl = null,
        IReadOnlyList<string>? vpxis = null,
        IReadOnlyList<string>? roots = null) => new(
            new PolicySettings
            {
                Mode = mode,
                Vpxis = [.. (vpxis ?? ["v"]).Select(name => (SexpNode)name)],
                Roots = [.. (roots ?? []).Select(name => Key(name).Public)],
                Acl = acl,
                Known = known ?? [],
                Chain = [],
            },
            [identity],
            Hosts,
            Clock);

    /// <summary>A signed certificate as one sequence.</summary>
    public static Sequence Grant(
        string issuer, string subject, string tag, bool mayDelegate = false, Validity? validity = null) =>
        Signed(
            AuthorizationCertificate.Create(
                Key(issuer).Public,
                new KeySubject(Key(subject).Public.Principal),
                Tag(tag),
                mayDelegate ? Delegation.Any : null,
                validity),
            issuer);

    public static Sequence Signed(SpkiObject item, string issuer) =>
        Sequence.Create(item, Signature.Create(item, Key(issuer), withKey: true));

    public static IReadOnlyList<ReadOnlyMemory<byte>> Show(params SpkiObject[] items) =>
        [.. items.Select(item => item.Node.Canonical)];

    public static TagExpression Tag(string text)
    {
        bool isTag = TagExpression.TryParse(Sexp(text), out TagExpression? tag, out TagFault fault);
        Assert.IsTrue(isTag, $"{text}: {fault}");
        return tag!;
    }

    /// <summary>Words and lists, which is all that tags here are made of.</summary>
    public static SexpNode Sexp(string text)
    {
        Stack<List<SexpNode>> open = new([[]]);
        foreach (string token in text.Replace("(", " ( ", StringComparison.Ordinal)
            .Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (token)
            {
                case "(":
                    open.Push([]);
                    break;
                case ")":
                    SexpList list = SexpList.Of([.. open.Pop()]);
                    open.Peek().Add(list);
                    break;
                default:
                    open.Peek().Add(token);
                    break;
            }
        }

        return open.Pop()[0];
    }

    /// <summary>From so many seconds before or after the test's start to so many.</summary>
    public Validity Between(int? from, int? to) => Validity.Between(At(from), At(to));

    public SpkiTime? At(int? seconds) =>
        seconds is { } offset ? SpkiTime.From(Time.GetUtcNow() + TimeSpan.FromSeconds(offset)) : null;

    public void Dispose() => key.Dispose();
}
