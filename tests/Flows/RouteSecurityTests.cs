using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Server.Http;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Testing;

namespace HiperNet.Flows.Tests;

/// <summary>Every route of the table, asked by whom it does not concern.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class RouteSecurityTests
{
    private static RegistrarLab lab = null!;
    private static RawClient raw = null!;
    private static IReadOnlyDictionary<string, long> before = null!;

    public required TestContext TestContext { get; init; }

    private static IEnumerable<ApiRoute> Guarded =>
        RouteSamples.All.Where(route => route.Access != RouteAccess.Everybody);

    /// <summary>Routes that take a right; of one that AnyKey may ask the handler decides it.</summary>
    private static IEnumerable<ApiRoute> ByRight => RouteSamples.All.Where(route => route.RightText is not null);

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(1, "--requests-per-second", "100000");
        raw = new RawClient(lab.Registrar);
        before = await DumpAsync(context.CancellationToken);
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        raw.Dispose();
        await lab.DisposeAsync();
    }

    [TestMethod]
    public void Every_route_that_is_not_for_everybody_has_a_rule()
    {
        Assert.IsGreaterThan(15, RouteSamples.All.Count);
        foreach (ApiRoute route in RouteSamples.All)
        {
            bool hasRight = route.Right is not null && route.RightText is not null;
            Assert.IsTrue(hasRight || route.Access != RouteAccess.ByRight, RouteSamples.Name(route));
            Assert.IsTrue(route.Access != RouteAccess.Everybody || !route.IsOnce, RouteSamples.Name(route));
        }
    }

    [TestMethod]
    public async Task Unsigned_it_is_refused()
    {
        foreach (ApiRoute route in Guarded)
        {
            Assert.AreEqual((401, "unsigned"), await raw.AskAsync(RouteSamples.Of(route)), RouteSamples.Name(route));
        }

        await NothingChangedAsync();
    }

    [TestMethod]
    public async Task By_a_stranger_it_is_refused()
    {
        Person stranger = lab.Stranger();
        foreach (ApiRoute route in ByRight)
        {
            Assert.AreEqual(
                (403, "denied"),
                await raw.AskAsync(RouteSamples.Of(route) with { Signer = stranger.Key }),
                RouteSamples.Name(route));
        }

        await NothingChangedAsync();
    }

    [TestMethod]
    public async Task With_another_right_it_is_refused()
    {
        Person person = lab.Stranger();
        foreach ((string what, SexpList tag) in new[]
        {
            ("another word", SexpList.Of("registry", RegistrarLab.Name, "dance")),
            ("another registrar", SexpList.Of("registry", "other")),
            ("another infrastructure", SexpList.Of("vpxi", "other")),
            ("another offer", SexpList.Of("offer", "other")),
            ("membership", SexpList.Of("member", RegistrarLab.Name)),
        })
        {
            byte[] shown = Granted(person, tag, Validity.Unlimited);
            foreach (ApiRoute route in ByRight)
            {
                Assert.AreEqual(
                    (403, "denied"),
                    await raw.AskAsync(RouteSamples.Of(route) with { Signer = person.Key, Certificates = shown }),
                    $"{RouteSamples.Name(route)} with {what}");
            }
        }

        await NothingChangedAsync();
    }

    [TestMethod]
    public async Task With_a_certificate_that_has_ended_it_is_refused()
    {
        Person person = lab.Stranger();
        foreach (ApiRoute route in ByRight)
        {
            byte[] shown = Granted(person, RightOf(route), Certificates.Past());
            Assert.AreEqual(
                (403, "denied"),
                await raw.AskAsync(RouteSamples.Of(route) with { Signer = person.Key, Certificates = shown }),
                RouteSamples.Name(route));
        }

        await NothingChangedAsync();
    }

    [TestMethod]
    public async Task With_a_certificate_of_a_stranger_it_is_refused()
    {
        Person person = lab.Stranger();
        Person stranger = lab.Stranger();
        foreach (ApiRoute route in ByRight)
        {
            byte[] shown = stranger.Grant(person.Key.Public.Principal, Tag(RightOf(route)), Delegation.Any);
            Assert.AreEqual(
                (403, "denied"),
                await raw.AskAsync(RouteSamples.Of(route) with { Signer = person.Key, Certificates = shown }),
                RouteSamples.Name(route));
        }

        await NothingChangedAsync();
    }

    [TestMethod]
    public async Task With_the_right_certificate_it_is_not_refused_so_that_the_tests_above_could_fail()
    {
        Person person = lab.Stranger();
        foreach (ApiRoute route in ByRight.Where(route => route.Method == "GET"))
        {
            byte[] shown = Granted(person, RightOf(route), Validity.Unlimited);
            (int status, string code) =
                await raw.AskAsync(RouteSamples.Of(route) with { Signer = person.Key, Certificates = shown });

            Assert.AreNotEqual("denied", code, RouteSamples.Name(route));
            Assert.IsTrue(status is 200 or 400 or 404, $"{RouteSamples.Name(route)}: {status} {code}");
        }
    }

    [TestMethod]
    public async Task A_request_that_was_seen_before_is_refused()
    {
        Person stranger = lab.Stranger();
        foreach (ApiRoute route in RouteSamples.All)
        {
            RawRequest request = RouteSamples.Of(route) with { Signer = stranger.Key };
            (int first, string code) = await raw.AskAsync(request);

            Assert.AreNotEqual("replayed", code, RouteSamples.Name(route));
            Assert.IsLessThan(500, first, RouteSamples.Name(route));
            Assert.AreEqual((401, "replayed"), await raw.AskAsync(request), RouteSamples.Name(route));
        }

        await NothingChangedAsync("request/");
    }

    [TestMethod]
    public async Task What_changes_something_needs_an_idempotency_key()
    {
        foreach (ApiRoute route in RouteSamples.All.Where(route => route.IsOnce))
        {
            foreach (string? key in new[] { null, "short", new string('a', 65), "sixteen letters!" })
            {
                RawRequest request = RouteSamples.Of(route) with { Signer = lab.Administrator.Key, Once = key };
                Assert.AreEqual((422, "idempotency"), await raw.AskAsync(request), RouteSamples.Name(route));
            }
        }

        await NothingChangedAsync();
    }

    private static TagExpression Tag(SexpList list) =>
        TagExpression.TryParse(list, out TagExpression? tag, out _) ? tag : throw new AssertFailedException("No tag.");

    /// <summary>The administrator grants something to somebody.</summary>
    private static byte[] Granted(Person person, SexpList tag, Validity validity) => Certificates.Grant(
        lab.Administrator.Key, person.Key.Public.Principal, Tag(tag), Delegation.None, validity);

    /// <summary>The right that a route takes: (registry NAME), (vpxi) or (offer), whole.</summary>
    private static SexpList RightOf(ApiRoute route)
    {
        string kind = route.RightText!.TrimStart('(').Split(' ')[0];
        return kind == "registry" ? SexpList.Of(kind, RegistrarLab.Name) : SexpList.Of(kind);
    }

    private static Task<IReadOnlyDictionary<string, long>> DumpAsync(CancellationToken cancellation) =>
        StoreDump.ReadAsync(Path.Combine(lab.Place, "r0"), cancellation);

    private async Task NothingChangedAsync(params string[] but)
    {
        IReadOnlyDictionary<string, long> after = await DumpAsync(TestContext.CancellationToken);
        string[] changed =
        [
            .. after.Except(before).Concat(before.Except(after)).Select(pair => pair.Key)
                .Where(key => !but.Append("request/").Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))),
        ];
        Assert.IsEmpty(changed, string.Join(", ", changed));
    }
}
