using System.Globalization;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Audit;

/// <summary>The way of entries into the log, on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class AuditSequencerTests
{
    private static EtcdLab lab = null!;
    private static int registrars;

    private readonly StateKeys keys = StateKeys.Of(
        string.Create(CultureInfo.InvariantCulture, $"s{Interlocked.Increment(ref registrars)}"));

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        lab = await EtcdLab.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task Entries_come_into_the_log_in_the_order_in_which_they_were_made()
    {
        AuditOutbox outbox = Outbox();
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddDays(20_000);
        for (int i = 0; i < 45; i++)
        {
            AuditEvent told = AuditEvent.Create(
                time.AddMilliseconds(i / 5), "test.done", "ann", $"{i}", ("what", "ever"));
            Waiting.Must(await outbox.AddAsync(told, Stop));
        }

        Assert.AreEqual(45, Waiting.Must(await Sequencer().RunOnceAsync(Stop)).Entries);
        Assert.AreEqual(0, Waiting.Must(await Sequencer().RunOnceAsync(Stop)).Entries);

        IReadOnlyList<AuditEvent> log = await ProvedLog.ReadAsync(lab.Client, keys);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 45).Select(i => $"{i}").ToArray(), log.Select(one => one.Object).ToArray());
        Assert.AreEqual("ever", log[0].Details["what"]);
    }

    [TestMethod]
    public async Task Of_six_sequencers_at_once_each_entry_comes_into_the_log_once()
    {
        using CancellationTokenSource over = new();
        AuditSequencer[] sequencers = [.. Enumerable.Range(0, 6).Select(_ => Sequencer())];
        Task[] runs = [.. sequencers.Select(one => one.RunAsync(over.Token))];

        string[][] told = await Task.WhenAll(Enumerable.Range(0, 4).Select(who => TellAsync(Outbox(), who, 60)));

        await Waiting.UntilAsync(() => sequencers.Sum(one => one.Entries) >= 240, Stop);
        await over.CancelAsync();
        await Task.WhenAll(runs);
        await MustHaveOnceAsync(told.SelectMany(one => one));
        Assert.AreEqual(240, sequencers.Sum(one => one.Entries));
    }

    [TestMethod]
    public async Task A_sequencer_that_dies_anywhere_loses_and_doubles_nothing()
    {
        string[] told = await TellAsync(Outbox(), 0, 200);
        for (int i = 0; i < 40; i++)
        {
            using CancellationTokenSource death = new();
            Task<StateResult<Sequenced>> run = Sequencer().RunOnceAsync(death.Token);
            for (int step = 0; step < i && !run.IsCompleted; step++)
            {
                await Task.Yield();
            }

            await death.CancelAsync();
            try
            {
                await run;
            }
            catch (OperationCanceledException)
            {
                // It is dead; etcd may go on with what it was asked.
            }
        }

        await Sequencer().RunOnceAsync(Stop);
        await MustHaveOnceAsync(told);
    }

    [TestMethod]
    public async Task An_answer_that_is_lost_doubles_nothing()
    {
        int[] ports = Ports.Free(2);
        using Member member = new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
        using ForgetfulProxy proxy = new(ports[0], "request_delete_range");
        using EtcdClient client = Waiting.ClientOf(proxy.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        string[] told = await TellAsync(Outbox(client), 0, 100);
        proxy.Lose(3);

        Waiting.Must(await new AuditSequencer(client, keys, TimeProvider.System).RunOnceAsync(Stop));

        Assert.AreEqual(3, proxy.Lost);
        await MustHaveOnceAsync(told, client);
    }

    [TestMethod]
    public async Task An_etcd_that_is_killed_loses_no_entry_that_was_answered_and_doubles_none()
    {
        using Member member = Member.Alone("http");
        using EtcdClient client = Waiting.ClientOf(member.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        using CancellationTokenSource over = new();
        Task[] runs =
        [
            .. Enumerable.Range(0, 3)
                .Select(_ => new AuditSequencer(client, keys, TimeProvider.System).RunAsync(over.Token)),
        ];
        List<string> told = [];
        for (int i = 0; i < 90; i++)
        {
            AuditEvent one = AuditEvent.Create(TimeProvider.System.GetUtcNow(), "test.done", "ann", $"{i}");
            if ((await Outbox(client).AddAsync(one, Stop)).IsDone)
            {
                told.Add(one.Id);
            }

            if (i is 30 or 60)
            {
                member.Kill();
                member.Start();
            }
        }

        await Waiting.ReadyAsync(client, Stop);
        await over.CancelAsync();
        await Task.WhenAll(runs);
        Waiting.Must(await new AuditSequencer(client, keys, TimeProvider.System).RunOnceAsync(Stop));
        string[] log = [.. (await ProvedLog.ReadAsync(client, keys)).Select(one => one.Id)];
        CollectionAssert.AllItemsAreUnique(log);
        Assert.IsGreaterThan(60, told.Count);
        Assert.IsEmpty(told.Except(log));
    }

    [TestMethod]
    public async Task Nothing_is_taken_while_the_oldest_entry_waits_for_too_long()
    {
        OutboxOptions impatient = new() { BacklogAge = TimeSpan.Zero, LongestWait = TimeSpan.FromMilliseconds(200) };
        AuditOutbox outbox = Outbox(options: impatient);
        await TellAsync(outbox, 0, 1);
        Assert.IsNull(await outbox.RefusalAsync(Stop));
        await Task.Delay(impatient.LongestWait, TimeProvider.System, Stop);

        StateResult<Written> refused = await outbox.AddAsync(outbox.Event("test.done", "ann", "late"), Stop);
        Assert.AreEqual(
            (StateFault.Unavailable, "the log has not been written for too long"), (refused.Fault, refused.Detail));

        Waiting.Must(await Sequencer().RunOnceAsync(Stop));
        await TellAsync(outbox, 1, 1);
    }

    [TestMethod]
    public async Task Nothing_is_taken_by_a_store_that_does_not_answer()
    {
        using EtcdClient nobody = Waiting.ClientOf(
            EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}")), TimeSpan.FromMilliseconds(300));

        StateResult<Written> refused = await Outbox(nobody).AddAsync(
            AuditEvent.Create(DateTimeOffset.UnixEpoch, "test.done", "ann", "x"), Stop);

        Assert.AreEqual(StateFault.Unavailable, refused.Fault);
        Assert.AreEqual(
            StateFault.Unavailable,
            (await new AuditSequencer(nobody, keys, TimeProvider.System).RunOnceAsync(Stop)).Fault);
    }

    [TestMethod]
    public async Task What_is_too_long_for_an_entry_is_entered_by_its_hash_and_holds_nothing_up()
    {
        byte[] octets = new byte[LogLimits.EntryOctets + 1];
        Waiting.Must(await lab.Client.PutAsync(keys.PendingEntry("0"), octets, cancellation: Stop));
        string[] told = await TellAsync(Outbox(), 0, 3);

        Assert.AreEqual(4, Waiting.Must(await Sequencer().RunOnceAsync(Stop)).Entries);

        IReadOnlyList<AuditEvent> log = await ProvedLog.ReadAsync(lab.Client, keys);
        Assert.AreEqual(AuditNames.EntryTooLong, log[0].Name);
        CollectionAssert.AreEquivalent(told, log.Skip(1).Select(one => one.Id).ToArray());
    }

    [TestMethod]
    public async Task The_longest_events_come_into_the_log_too()
    {
        AuditOutbox outbox = Outbox();
        string longest = new('\u0001', LogLimits.DetailCharacters);
        for (int i = 0; i < 10; i++)
        {
            Waiting.Must(await outbox.AddAsync(
                outbox.Event(
                    "test.done",
                    longest,
                    longest,
                    [.. Enumerable.Range(0, LogLimits.Details).Select(n => ($"d{n}", longest))]),
                Stop));
        }

        Assert.AreEqual(10, Waiting.Must(await Sequencer().RunOnceAsync(Stop)).Entries);
    }

    [TestMethod]
    public void A_batch_with_the_deletions_fits_into_a_transaction_at_every_size()
    {
        // Of sizes just below a multiple of a large power of two, one leaf fills a subtree at every level.
        for (int below = 1; below <= LogLimits.BatchEntries; below++)
        {
            List<LogNode> nodes = [];
            LogHead head = AuditLogTests.Head(LogLimits.Entries - below);
            for (int i = 0; i < LogLimits.BatchEntries; i++)
            {
                head = head.Add(MerkleHash.Empty, nodes);
            }

            Assert.IsLessThanOrEqualTo(EtcdLimits.Operations, 1 + (2 * LogLimits.BatchEntries) + nodes.Count);
        }
    }

    private static async Task<string[]> TellAsync(AuditOutbox outbox, int who, int count)
    {
        List<string> told = [];
        for (int i = 0; i < count; i++)
        {
            AuditEvent one = outbox.Event("test.done", $"{who}", $"{i}");
            Waiting.Must(await outbox.AddAsync(one));
            told.Add(one.Id);
        }

        return [.. told];
    }

    private AuditOutbox Outbox(EtcdClient? client = null, OutboxOptions? options = null) =>
        new(client ?? lab.Client, keys, "registrar", TimeProvider.System, options);

    private AuditSequencer Sequencer() => new(lab.Client, keys, TimeProvider.System);

    private async Task MustHaveOnceAsync(IEnumerable<string> told, EtcdClient? client = null) =>
        CollectionAssert.AreEquivalent(
            told.ToArray(),
            (await ProvedLog.ReadAsync(client ?? lab.Client, keys)).Select(one => one.Id).ToArray());
}
