using HiperNet.Spki.Certs;
using HiperNet.Spki.Names;

namespace HiperNet.Spki.Discovery;

/// <summary>The parties and names at the ends of a subject, thresholds taken apart.</summary>
internal static class SubjectLeaves
{
    public static IEnumerable<Party> Parties(Subject subject)
    {
        if (subject is ThresholdSubject threshold)
        {
            return threshold.Branches.SelectMany(Parties);
        }

        return Party.Of(subject) is { } party ? [party] : [];
    }

    public static IEnumerable<Name> Names(Subject subject) => subject switch
    {
        NameSubject name => [name.Name],
        KeyholderSubject holder => Names(holder.Holder),
        ThresholdSubject threshold => threshold.Branches.SelectMany(Names),
        _ => [],
    };
}
