using System.Text;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Certificates;

/// <summary>
/// The certificates that a registrar keeps, by subject and by what they are about: what it has issued, for renewal,
/// delivery and revocation, and what others left for a subject to find.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="root">With what all keys of the registrar begin.</param>
public sealed class BundleStore(EtcdClient store, string root)
{
    private const int PageKeys = 100;

    /// <summary>What keeps a bundle, in place of the one of this subject about this.</summary>
    public Operation Put(Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new PutOperation(Key(bundle.Subject, bundle.About), BundleCodec.Write(bundle));
    }

    /// <summary>What forgets a bundle.</summary>
    public Operation Delete(string subject, string about) =>
        new DeleteOperation(KeyRange.Single(Key(subject, about)));

    /// <summary>The bundle of a subject about something; null if there is none.</summary>
    public async Task<StateResult<StoredBundles>> ReadAsync(
        string subject, string about, CancellationToken cancellation)
    {
        StateResult<RangePage> page = await store.RangeAsync(
            new RangeQuery(KeyRange.Single(Key(subject, about))), cancellation);
        return page.IsDone
            ? StateResult<StoredBundles>.Done(new StoredBundles([.. page.Value.Items.Select(Stored)]))
            : page.As<StoredBundles>();
    }

    /// <summary>All bundles of a subject.</summary>
    public Task<StateResult<StoredBundles>> OfSubjectAsync(Principal subject, CancellationToken cancellation) =>
        AllAsync($"{root}cert/{subject}/", cancellation);

    /// <summary>All bundles.</summary>
    public Task<StateResult<StoredBundles>> AllAsync(CancellationToken cancellation) =>
        AllAsync($"{root}cert/", cancellation);

    private static StoredBundle Stored(KeyValue item) => new(BundleCodec.Read(item.Value), item.ModRevision);

    private async Task<StateResult<StoredBundles>> AllAsync(string prefix, CancellationToken cancellation)
    {
        List<StoredBundle> bundles = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(
            KeyRange.Prefix(Encoding.UTF8.GetBytes(prefix)), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return page.As<StoredBundles>();
            }

            bundles.AddRange(page.Value.Items.Select(Stored));
        }

        return StateResult<StoredBundles>.Done(new StoredBundles(bundles));
    }

    private byte[] Key(string subject, string about) => Encoding.UTF8.GetBytes($"{root}cert/{subject}/{about}");
}
