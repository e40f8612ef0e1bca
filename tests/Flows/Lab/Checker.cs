using System.Globalization;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;
using HiperNet.Vpxi.Tests.Planning.Pools;
using Calendar = HiperNet.Vpxi.Model.Calendar;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>
/// Says what is wrong with the state that a registrar has left: it is asked when every request has its answer and what
/// is due was done. It shares codecs with the registrar, and nothing that decides.
/// </summary>
internal sealed class Checker
{
    private readonly FinalState state;
    private readonly long now;
    private readonly List<string> faults = [];

    private Checker(FinalState state, long now) => (this.state, this.now) = (state, now);

    /// <summary>Everything that is wrong.</summary>
    /// <param name="state">The state.</param>
    /// <param name="now">The time, in seconds since 1970.</param>
    /// <param name="running">The infrastructures of which somebody was told that they are provisioned.</param>
    /// <param name="gone">Those of which somebody was told that they have ended.</param>
    public static IReadOnlyList<string> Faults(
        FinalState state, long now, IEnumerable<string> running, IEnumerable<string> gone)
    {
        Checker checker = new(state, now);
        checker.Capacities();
        checker.Bookings();
        checker.Acknowledged(running, gone);
        checker.Windows();
        checker.Leftovers();
        checker.Entries();
        return checker.faults;
    }

    private void Fault(string text) => faults.Add(text);

    /// <summary>By the judge, which only adds up what allocations say.</summary>
    private void Capacities()
    {
        Infrastructure pool = PoolReader.PoolOf(state.Offers).Infrastructure;
        Allocation[] all = [.. state.Vpxis.Values.Where(vpxi => vpxi.Allocation.Window.End > now)
            .Select(vpxi => vpxi.Allocation)];
        faults.AddRange(AllocationJudge.Overbooked(pool, all).Select(fault => $"double booking: {fault}"));
    }

    /// <summary>Calendars have what the records say, and nothing else.</summary>
    private void Bookings()
    {
        Pool pool = PoolReader.PoolOf(state.Offers);
        PoolBookings expected = new(pool);
        foreach (VpxiRecord vpxi in state.Vpxis.Values.Where(vpxi => vpxi.UnsettledUntil is null))
        {
            if (expected.Book(vpxi.Id, vpxi.Allocation, out expected) is { } conflict)
            {
                Fault($"double booking: {vpxi.Id}: {conflict}");
            }
        }

        PoolBookings kept = PoolImage.Of(pool)
            .With(state.Items.Where(pair => pair.Key.StartsWith("calendar/", StringComparison.Ordinal))
                .Select(pair => (pair.Key["calendar/".Length..], (KeyValue?)pair.Value)))
            .Bookings;
        string[] wanted = [.. Named(pool, expected)];
        string[] there = [.. Named(pool, kept)];
        faults.AddRange(there.Except(wanted).Select(booking => $"leaked: booked without a record: {booking}"));
        faults.AddRange(wanted.Except(there).Select(booking => $"lost: a record without its booking: {booking}"));
    }

    private void Acknowledged(IEnumerable<string> running, IEnumerable<string> gone)
    {
        foreach (string id in running)
        {
            if (state.Vpxis.GetValueOrDefault(id)?.State != VpxiState.Allocated
                || state.Runs.GetValueOrDefault(id)?.Wanted != Wanted.Run)
            {
                Fault($"lost: {id} was provisioned, and is not");
            }
        }

        foreach (string id in gone.Where(id => state.Vpxis.ContainsKey(id) || state.Runs.ContainsKey(id)))
        {
            Fault($"leaked: {id} was ended, and is there");
        }
    }

    private void Windows()
    {
        foreach (Bundle bundle in state.Bundles)
        {
            string? id = VpxiOf(bundle);
            if (id is null || state.Vpxis.GetValueOrDefault(id) is not { } vpxi)
            {
                continue; // What is about nothing is told of as a leftover.
            }

            foreach (StoredCertificate certificate in bundle.Certificates)
            {
                if (certificate.NotAfter is not { } last || last >= vpxi.Allocation.Window.End)
                {
                    Fault($"beyond its window: {certificate.Tag} of {id}");
                }
            }
        }
    }

    private void Leftovers()
    {
        foreach (VpxiRecord vpxi in state.Vpxis.Values)
        {
            bool isOver = vpxi.Expires <= now || vpxi.State is VpxiState.Releasing or VpxiState.Booking;
            if (isOver || vpxi.UnsettledUntil is not null)
            {
                Fault($"leaked: {vpxi.Id} is {vpxi.State}, until {vpxi.Expires}");
            }
        }

        faults.AddRange(state.Vpxis.Keys.Except(state.Runs.Keys).Select(id => $"leaked: {id} is nobody's wish"));
        faults.AddRange(state.Runs.Keys.Except(state.Vpxis.Keys).Select(id => $"leaked: {id} has no bookings"));
        faults.AddRange(Named("node/", 0).Concat(Named("share/", 0)).Concat(Named("work/", 1))
            .Where(pair => !state.Runs.ContainsKey(pair.Id))
            .Select(pair => $"leaked: {pair.Key} without an infrastructure"));
        faults.AddRange(state.Bundles
            .Where(bundle => VpxiOf(bundle) is { } id && !state.Runs.ContainsKey(id))
            .Select(bundle => $"leaked: certificates {bundle.About} without an infrastructure"));
        faults.AddRange(state.Bundles
            .Where(bundle => LeftOf(bundle) is { } id && state.Runs.GetValueOrDefault(id) is { HasMoved: false })
            .Select(bundle => $"leaked: certificates {bundle.About} were not revoked"));
    }

    /// <summary>What is there was held and confirmed by the log; what is not there has gone by the log.</summary>
    private void Entries()
    {
        if (state.LogFault is { } broken)
        {
            Fault($"log: {broken}");
        }

        ILookup<string, string> names = state.Log.ToLookup(
            entry => entry.Object.StartsWith("vpxi/", StringComparison.Ordinal) ? entry.Object[5..] : entry.Object,
            entry => entry.Name);
        foreach (string id in names.Select(group => group.Key).Union(state.Vpxis.Keys))
        {
            int held = names[id].Count(name => name == AuditNames.VpxiHeld);
            int gone = names[id].Count(name =>
                name is AuditNames.VpxiReleased or AuditNames.VpxiLapsed or AuditNames.VpxiEnded);
            int there = state.Vpxis.ContainsKey(id) ? 1 : 0;
            if (held - gone != there)
            {
                Fault($"log: {id} was held {held} times and went {gone} times, and is there {there} times");
            }
        }

        foreach (VpxiRecord vpxi in state.Vpxis.Values)
        {
            if (vpxi.State == VpxiState.Allocated && !names[vpxi.Id].Contains(AuditNames.VpxiConfirmed))
            {
                Fault($"log: nobody has confirmed {vpxi.Id}");
            }

            if (state.Runs.GetValueOrDefault(vpxi.Id)?.Wanted == Wanted.Run
                && !names[vpxi.Id].Contains(AuditNames.VpxiProvisioned))
            {
                Fault($"log: nobody has provisioned {vpxi.Id}");
            }
        }
    }

    private static string? LeftOf(Bundle bundle) =>
        bundle.About.StartsWith("left-", StringComparison.Ordinal) ? bundle.About["left-".Length..] : null;

    private static string? VpxiOf(Bundle bundle) => LeftOf(bundle) ?? Grants.VpxiOf(bundle.About);

    private IEnumerable<(string Key, string Id)> Named(string prefix, int place) => state.Below(prefix)
        .Where(pair => pair.Name.Contains('/', StringComparison.Ordinal))
        .Select(pair => (prefix + pair.Name, pair.Name.Split('/')[place]));

    /// <summary>Each booking that has not ended, with where and when it is.</summary>
    private IEnumerable<string> Named(Pool pool, PoolBookings bookings)
    {
        for (int node = 0; node < pool.Infrastructure.Nodes.Count; node++)
        {
            string name = pool.Infrastructure.Nodes[node].Id;
            NodeCalendars calendars = bookings.OfNode(node);
            foreach ((string what, Calendar calendar) in calendars.Capacities
                .Select(pair => (pair.Key.Name, pair.Value)).Append(("shares", calendars.Shares)))
            {
                foreach (string booking in Named(calendar))
                {
                    yield return $"{name} {what}: {booking}";
                }
            }
        }

        for (int link = 0; link < pool.Infrastructure.Links.Count; link++)
        {
            string name = pool.Infrastructure.Links[link].Id;
            LinkCalendars calendars = bookings.OfLink(link);
            foreach ((string what, Calendar calendar) in new[]
            {
                ("forward", calendars.Forward), ("reverse", calendars.Reverse), ("shares", calendars.Shares),
            })
            {
                foreach (string booking in Named(calendar))
                {
                    yield return $"{name} {what}: {booking}";
                }
            }
        }
    }

    private IEnumerable<string> Named(Calendar calendar) => calendar.Bookings
        .Where(booking => booking.Window.End > now)
        .Select(booking => string.Create(
            CultureInfo.InvariantCulture,
            $"{booking.Id} {booking.Amount} from {booking.Window.Start} to {booking.Window.End}"));
}
