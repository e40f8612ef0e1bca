using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Keys;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>
/// A registrar that runs as one process with a private etcd, or as several on one etcd; its administrator; and an
/// agreement.
/// </summary>
internal sealed class RegistrarLab : IAsyncDisposable
{
    public const string Name = "lab";
    public const string AgreementText = "Do no harm.";

    private readonly TemporaryDirectory place = new();
    private readonly List<Person> people = [];
    private readonly List<VirtualOffer> offers = [];
    private readonly List<RegistrarProcess> replicas = [];
    private string[] common = [];
    private Member? etcd;

    private readonly PrivateKey? given;

    private RegistrarLab(PrivateKey? key = null) => given = key;

    /// <summary>The processes.</summary>
    public IReadOnlyList<RegistrarProcess> Replicas => replicas;

    /// <summary>The first process.</summary>
    public RegistrarProcess Registrar => replicas[0];

    /// <summary>The directory of everything.</summary>
    public string Place => place.Place;

    public Person Administrator => people[0];

    /// <summary>The hash of the agreement.</summary>
    public string Agreement { get; private set; } = "";

    /// <summary>Starts everything, with an agreement.</summary>
    /// <param name="replicas">One with its own etcd, or several on one.</param>
    /// <param name="more">More arguments for each process.</param>
    public static async Task<RegistrarLab> StartAsync(int replicas = 1, params string[] more)
    {
        RegistrarLab lab = new();
        try
        {
            await lab.StartAllAsync(replicas, more);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more process of the same registrar on the same etcd.</summary>
    public async Task<RegistrarProcess> AddReplicaAsync(params string[] more)
    {
        RegistrarProcess replica = await RegistrarProcess.StartAsync(
            Path.Combine(Place, $"r{replicas.Count}"), [.. common, .. more]);
        replicas.Add(replica);
        return replica;
    }

    /// <summary>The store of replicas; the caller disposes of it.</summary>
    public EtcdClient Store() => Waiting.ClientOf(etcd!.Endpoint);

    /// <summary>Starts one registrar with a key that others know already.</summary>
    public static async Task<RegistrarLab> StartAsync(PrivateKey key, params string[] more)
    {
        RegistrarLab lab = new(key);
        try
        {
            await lab.StartAllAsync(1, more);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>A key that the registrar does not know, which asks all replicas, the first one first.</summary>
    public Person Stranger(KeyAlgorithm algorithm = KeyAlgorithm.P256) =>
        Stranger(algorithm, replicas.Select(replica => replica.Address));

    /// <summary>A key that the registrar does not know, which asks some replicas only.</summary>
    public Person Stranger(KeyAlgorithm algorithm, params IEnumerable<Uri> servers)
    {
        Person person = new(PrivateKey.Generate(algorithm), Registrar.Principal, servers);
        people.Add(person);
        return person;
    }

    /// <summary>The same key at another replica.</summary>
    public Person At(Person person, RegistrarProcess replica, TimeProvider? time = null) =>
        new(Copy(person.Key), Registrar.Principal, [replica.Address], time);

    /// <summary>Somebody with an account, by invitation.</summary>
    public async Task<Person> InvitedAsync()
    {
        InvitationView invitation = Must(await Administrator.Client.InviteAsync(3600));
        Person person = Stranger();
        AccountView account = Must(await person.Client.RegisterAsync(person.Application(Agreement, invitation.Token)));
        Assert.AreEqual("active", account.State);
        return person;
    }

    /// <summary>Somebody with an account, approved by the administrator.</summary>
    public async Task<Person> ApprovedAsync()
    {
        Person person = Stranger();
        AccountView account = Must(await person.Client.RegisterAsync(person.Application(Agreement)));
        Assert.AreEqual("pending", account.State);
        Assert.AreEqual("active", Must(await Administrator.Client.DecideAccountAsync(person.Principal, true)).State);
        return person;
    }

    /// <summary>Somebody offers nodes, and says once that they are there.</summary>
    public async Task<VirtualOffer> OfferAsync(Person owner, string id, int nodes)
    {
        VirtualOffer offer = NewOffer(id, nodes);
        Must(await owner.Client.OfferAsync(id, offer.Request(Registrar.Principal)));
        Must(await owner.Client.HeartbeatAsync(id));
        return offer;
    }

    /// <summary>Resources that are not offered yet.</summary>
    public VirtualOffer NewOffer(string id, int nodes)
    {
        VirtualOffer offer = new(id, nodes);
        offers.Add(offer);
        return offer;
    }

    /// <summary>The value, or a failed test that says why there is none.</summary>
    public static T Must<T>(ApiAnswer<T> answer)
        where T : class => answer.Value
            ?? throw new AssertFailedException($"{answer.Problem?.Code}: {answer.Problem?.Detail}");

    /// <summary>The code of the problem, or a failed test.</summary>
    public static string Code<T>(ApiAnswer<T> answer)
        where T : class => answer.Problem?.Code ?? throw new AssertFailedException("It was done.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (RegistrarProcess replica in replicas)
        {
            await replica.DisposeAsync();
        }

        etcd?.Dispose();
        people.ForEach(person => person.Dispose());
        offers.ForEach(offer => offer.Dispose());
        place.Dispose();
    }

    private static PrivateKey Copy(PrivateKey key) =>
        PrivateKey.TryParse(key.ToSexp(), [], out PrivateKey? copy, out KeyFault fault)
            ? copy
            : throw new AssertFailedException($"{fault}");

    /// <summary>Most tests have no agents that say all the time that they are there.</summary>
    private static string[] Patient(string[] more) =>
        more.Contains("--patience-seconds") ? [] : ["--patience-seconds", "3600"];

    private async Task StartAllAsync(int count, string[] more)
    {
        Directory.CreateDirectory(Place);
        using PrivateKey root = given is null ? PrivateKey.Generate(KeyAlgorithm.P256) : Copy(given);
        PrivateKey admin = PrivateKey.Generate(KeyAlgorithm.P256);
        KeyFile.Save(Path.Combine(Place, "admin.pub"), admin.Public.Sexp);
        KeyFile.Save(Path.Combine(Place, "registrar.key"), root.ToSexp());
        common =
        [
            "--name", Name, "--key", Path.Combine(Place, "registrar.key"), "--admin", Path.Combine(Place, "admin.pub"),
            .. Patient(more), .. more,
        ];
        if (count > 1 && !more.Contains("--etcd"))
        {
            etcd = Member.Alone("http");
            common = [.. common, "--etcd", etcd.Endpoint.ToString()];
        }

        for (int i = 0; i < count; i++)
        {
            await AddReplicaAsync();
        }

        people.Add(new Person(admin, Registrar.Principal, replicas.Select(replica => replica.Address)));
        Agreement = Must(await Administrator.Client.SetAgreementAsync(AgreementText)).Hash;
    }
}
