using System.Globalization;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Keys;

/// <summary>
/// What the resources granted to the registrar: a copy of each certificate, in a file of its own. A chain is only
/// looked for through what stands here, so that a resource trusts nothing that it did not sign.
/// </summary>
internal sealed class GrantBook(string folder, Principal registrar, TimeProvider time)
{
    private const string End = ".cert";

    /// <summary>Clocks of others may be behind.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);

    /// <summary>The grant to show now: the last one, or a new one where two thirds of that have passed.</summary>
    /// <param name="resource">The resource's key.</param>
    /// <param name="life">How long a new one holds.</param>
    /// <param name="until">The instant at which the offer ends; null: it does not.</param>
    /// <exception cref="IOException">It cannot be kept; nothing is granted then.</exception>
    public Grant Current(PrivateKey resource, TimeSpan life, DateTimeOffset? until)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = until is { } last && last < now + life ? last : now + life;
        Grant? known = Of(resource.Public.Principal)
            .Where(grant => grant.NotBefore <= now)
            .MaxBy(grant => grant.NotAfter);
        bool isFresh = known is not null && (now < RenewAt(known) || known.NotAfter.AddSeconds(1) >= end);
        if (isFresh && known!.NotAfter <= end)
        {
            return known!;
        }

        (_, Sequence sequence) = Issuing.Resource(resource, registrar, now - Early, end);
        string own = FolderOf(resource.Public.Principal);
        Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string name = string.Create(CultureInfo.InvariantCulture, $"{end.ToUnixTimeSeconds()}-{sequence.Id}{End}");
        KeyFile.Save(Path.Combine(own, name), sequence.Node, overwrite: true);
        return Read(sequence)!;
    }

    /// <summary>When a grant is to be followed by another: after two thirds of its life.</summary>
    public static DateTimeOffset RenewAt(Grant grant) =>
        grant.NotAfter - ((grant.NotAfter - grant.NotBefore - Early) / 3);

    /// <summary>What a resource granted to this registrar and has not ended.</summary>
    public IEnumerable<Grant> Of(Principal resource)
    {
        string own = FolderOf(resource);
        if (!Directory.Exists(own))
        {
            yield break;
        }

        long now = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (string file in Directory.EnumerateFiles(own, "*" + End))
        {
            if (long.TryParse(Path.GetFileName(file).Split('-')[0], CultureInfo.InvariantCulture, out long end)
                && end >= now && TryLoad(file) is { } grant && grant.Subject == registrar)
            {
                yield return grant;
            }
        }
    }

    private string FolderOf(Principal resource) => Path.Combine(folder, resource.ToString());

    // A file that is damaged grants nothing.
    private static Grant? TryLoad(string file)
    {
        try
        {
            return SpkiObject.TryParse(KeyFile.Load(file), out SpkiObject? value, out _) && value is Sequence sequence
                ? Read(sequence)
                : null;
        }
        catch (Exception damaged)
            when (damaged is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Grant? Read(Sequence sequence) =>
        sequence.Items.OfType<AuthorizationCertificate>().FirstOrDefault() is { Subject: KeySubject subject } grant
            ? new Grant(
                sequence,
                subject.Key.Principal,
                grant.Validity.NotBefore.ToDateTimeOffset(),
                grant.Validity.NotAfter.ToDateTimeOffset())
            : null;
}
