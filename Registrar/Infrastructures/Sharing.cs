using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>
/// A second user (design flow 5): he asks, the owner answers, and the registrar certifies the owner with the second
/// user as the only one to whom it may be passed on. The owner then certifies him, with his own key.
/// </summary>
public sealed class Sharing
{
    private const int MostShares = 64;
    private const int MostReason = 200;
    private readonly InfrastructureParts parts;
    private readonly RunReader reader;
    private readonly Grants grants;
    private readonly Announcements announcements;
    private readonly Lifecycle lifecycle;

    /// <summary>Shares infrastructures.</summary>
    public Sharing(InfrastructureParts parts, Lifecycle lifecycle)
    {
        this.parts = parts;
        this.lifecycle = lifecycle;
        reader = new RunReader(parts);
        grants = new Grants(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>A second user asks to join.</summary>
    public async Task<Outcome<ShareView>> AskAsync(string id, Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ShareRecord asked = new(caller.Name, caller.Key.Sexp.Canonical, "asked", null);
        Outcome<VpxiView> changed = await lifecycle.ChangeAsync(
            id,
            (stored, _) => stored.Run.Wanted == Wanted.End || stored.Run.Owner == caller.Name ? null
                : stored.Shares.Any(share => share.Principal == caller.Name && share.State != "refused") ? []
                : stored.Shares.Count >= MostShares ? null
                :
                [
                    Put(id, asked),
                    announcements.ToOwner(stored.Run, "share.asked", With(caller.Name)),
                    parts.Outbox.Entry(
                        parts.Outbox.Event(AuditNames.ShareDecided, caller.Name, $"vpxi/{id}", ("state", "asked"))),
                ],
            cancellation);
        return changed.Value is null ? changed.As<ShareView>() : await ViewAsync(id, caller.Name, cancellation);
    }

    /// <summary>The owner answers; the registrar may refuse what the owner accepts.</summary>
    /// <param name="id">The infrastructure.</param>
    /// <param name="with">The principal of the second user, in hexadecimal.</param>
    /// <param name="answer">What the owner says.</param>
    /// <param name="isMember">Whether the registrar lets the second user in at all.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<ShareView>> AnswerAsync(
        string id, string with, ShareAnswer answer, bool isMember, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Reason is { Length: > MostReason })
        {
            return Outcome<ShareView>.Failed(AllocatorFault.Document, $"a reason has at most {MostReason} letters");
        }

        (string state, string? detail) = (answer.Accept, isMember) switch
        {
            (false, _) => ("refused", answer.Reason),
            (true, false) => ("refused", "the registrar refuses: the second user has no active account"),
            _ => ("granted", (string?)null),
        };
        Outcome<VpxiView> changed = await lifecycle.ChangeAsync(
            id,
            (stored, vpxi) =>
            {
                ShareRecord? asked = stored.Shares.FirstOrDefault(share => share.Principal == with);
                return asked is null || stored.Run.Wanted == Wanted.End ? null
                    : asked.State == state ? []
                    : Deciding(stored, vpxi, asked with { State = state, Detail = detail }, by);
            },
            cancellation);
        return changed.Value is null ? changed.As<ShareView>() : await ViewAsync(id, with, cancellation);
    }

    /// <summary>Who asked to join, and what has become of it.</summary>
    /// <param name="id">The infrastructure.</param>
    /// <param name="only">Whose wish alone, in hexadecimal; null for all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<Page<ShareView>>> ListAsync(string id, string? only, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
        if (found.Value is not { } stored)
        {
            return found.As<Page<ShareView>>();
        }

        List<ShareView> views = [];
        foreach (ShareRecord share in stored.Shares.Where(share => only is null || share.Principal == only))
        {
            StateResult<StoredBundles> kept = await parts.Bundles.ReadAsync(
                stored.Run.Owner, Grants.AboutShare(id, share.Principal), cancellation);
            if (!kept.IsDone)
            {
                return Outcome<Page<ShareView>>.Failed(kept);
            }

            views.Add(new ShareView(
                id, share.Principal, share.State, share.Detail, [.. CertificateViews.Of(kept.Value.Items)]));
        }

        return Outcome<Page<ShareView>>.Done(new Page<ShareView>(views, null));
    }

    private static Dictionary<string, string> With(string principal) =>
        new(StringComparer.Ordinal) { ["with"] = principal };

    private async Task<Outcome<ShareView>> ViewAsync(string id, string with, CancellationToken cancellation)
    {
        Outcome<Page<ShareView>> page = await ListAsync(id, with, cancellation);
        return page.Value is { Items: [var one] }
            ? Outcome<ShareView>.Done(one)
            : page.Value is null ? page.As<ShareView>()
            : Outcome<ShareView>.Failed(AllocatorFault.Unknown, "nobody has asked");
    }

    private List<Operation> Deciding(
        StoredRun stored, VpxiRecord vpxi, ShareRecord share, string by)
    {
        bool isGranted = share.State == "granted";
        string name = isGranted ? "share.granted" : "share.refused";
        return
        [
            Put(stored.Run.Id, share),
            .. isGranted
                ? lifecycle.Keep([grants.OfShare(stored.Run, vpxi, share)], $"vpxi/{stored.Run.Id}")
                : [parts.Bundles.Delete(stored.Run.Owner, Grants.AboutShare(stored.Run.Id, share.Principal))],
            parts.Events.Entry(share.Principal, name, $"vpxi/{stored.Run.Id}"),
            announcements.ToOwner(stored.Run, name, With(share.Principal)),
            parts.Outbox.Entry(parts.Outbox.Event(
                AuditNames.ShareDecided,
                by,
                $"vpxi/{stored.Run.Id}",
                ("state", share.State),
                ("with", share.Principal))),
            .. announcements.Work(stored.Run),
        ];
    }

    private PutOperation Put(string id, ShareRecord share) =>
        new(parts.Own.Share(id, share.Principal), InfrastructureCodec.Write(share));
}
