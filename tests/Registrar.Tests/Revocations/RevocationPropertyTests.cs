using FsCheck.Fluent;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Bookings;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;
using HiperNet.Testing;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Registrar.Tests.Revocations;

/// <summary>Revokers, time and verifiers that lag, in any order, against a set.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class RevocationPropertyTests
{
    private const long Hour = 3_600;
    private const int Certificates = 12;

    private static readonly PrivateKey Registrar = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Ann = PrivateKey.Generate(KeyAlgorithm.Ed25519);

    // Number n ends after five times n hours.
    private static readonly AuthorizationCertificate[] All =
    [
        .. Enumerable.Range(1, Certificates)
            .Select(i => Verifier.Certificate(Registrar, Ann.Public, i, At(5 * i * Hour))),
    ];

    private static EtcdLab lab = null!;
    private static EtcdClient client = null!;
    private static int books;

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await EtcdLab.StartAsync(context.CancellationToken);
        client = lab.Client;
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        await lab.DisposeAsync();
        Registrar.Dispose();
        Ann.Dispose();
    }

    [TestMethod]
    public void A_verifier_knows_what_was_revoked_when_it_last_asked() => Property.Check(
        Gen.Choose(0, 31).ListOf(40),
        steps => Task.Run(() => PlayAsync(steps), Stop).GetAwaiter().GetResult(),
        count: 40);

    private static SpkiTime At(long seconds) =>
        SpkiTime.From(DateTimeOffset.FromUnixTimeSeconds(Ledger.Midnight + seconds));

    /// <summary>
    /// Steps 0 to 23 revoke one of the certificates at one of two replicas, 24 to 26 let time pass, 27 and 28 refresh,
    /// and the others let one of two verifiers ask.
    /// </summary>
    private async Task PlayAsync(IEnumerable<int> steps)
    {
        string root = $"/revocations/{Interlocked.Increment(ref books)}/";
        SetTime time = new(Ledger.Midnight);
        RevocationBook[] replicas =
            [new(client, root, Registrar, time), new(client, root, Registrar, time)];
        Verifier[] verifiers = [new(Registrar), new(Registrar)];
        HashSet<int> revoked = [];
        HashSet<int>[] seen = [[], []];
        long[] until = [0, 0];
        foreach (int step in steps)
        {
            RevocationBook book = replicas[step % 2];
            switch (step)
            {
                case < 2 * Certificates:
                    revoked.Add(step / 2);
                    AuthorizationCertificate one = All[step / 2];
                    Done(await book.RevokeAsync([(one.Id, one.Validity.NotAfter)], [], [], Stop));
                    break;
                case <= 26:
                    time.Now += (step - 23) * 2 * Hour;
                    break;
                case <= 28:
                    Done(await book.RefreshAsync(Stop));
                    break;
                default:
                    RevocationView view = Done(await AskAsync(book, verifiers[step % 2].Known));
                    Assert.AreEqual(0, verifiers[step % 2].Load(view));
                    (seen[step % 2], until[step % 2]) = ([.. revoked], view.NotAfter);
                    break;
            }

            for (int i = 0; i < verifiers.Length; i++)
            {
                Check(verifiers[i], seen[i], until[i], time.Now);
            }
        }
    }

    private Task<RevocationResult> AskAsync(RevocationBook book, string? known) => known is null
        ? book.CurrentAsync(Stop)
        : book.SinceAsync(new ObjectId(Principal.Of(Convert.FromHexString(known))), Stop);

    private static void Check(Verifier verifier, HashSet<int> seen, long until, long now)
    {
        for (int i = 0; i < All.Length; i++)
        {
            SpkiTime instant = At(now - Ledger.Midnight);
            if (All[i].Validity.NotAfter >= instant)
            {
                RevocationStatus expected = seen.Contains(i) ? RevocationStatus.Canceled
                    : now <= until ? RevocationStatus.Good
                    : RevocationStatus.NoAnswer;
                Assert.AreEqual(expected, verifier.Status(All[i], instant), $"{i} at {now - Ledger.Midnight}");
            }
        }
    }

    private static RevocationView Done(RevocationResult result)
    {
        Assert.AreEqual(RevocationListFault.None, result.Fault, result.Detail);
        return result.View!;
    }
}
