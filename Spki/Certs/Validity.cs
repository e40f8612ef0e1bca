using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// When an object holds: from its not-before to its not-after, both included, and as long as its online tests
/// pass. Written <c>(valid (not-before d)? (not-after d)? online*)</c>.
/// </summary>
/// <param name="NotBefore">The first second; <see cref="SpkiTime.Always"/> if the object names none.</param>
/// <param name="NotAfter">The last second; <see cref="SpkiTime.Forever"/> if the object names none.</param>
/// <param name="Tests">The online tests, all of which must pass.</param>
public sealed record Validity(SpkiTime NotBefore, SpkiTime NotAfter, ImmutableArray<OnlineTest> Tests)
{
    /// <summary>The most online tests in one validity.</summary>
    public const int MaxTests = 8;

    /// <summary>Without an end, a start or a test: what a missing field means.</summary>
    public static Validity Unlimited { get; } = new(SpkiTime.Always, SpkiTime.Forever, []);

    /// <summary>A validity without online tests; null stands for no limit.</summary>
    public static Validity Between(SpkiTime? notBefore, SpkiTime? notAfter) =>
        new(notBefore ?? SpkiTime.Always, notAfter ?? SpkiTime.Forever, []);

    /// <summary>Whether <paramref name="time"/> lies between the two, both included.</summary>
    public bool Contains(SpkiTime time) => NotBefore <= time && time <= NotAfter;

    /// <summary>The field, <c>(valid ...)</c>, or null if there is nothing to say.</summary>
    public SexpList? ToSexp()
    {
        List<SexpNode> items = ["valid"];
        if (NotBefore != SpkiTime.Always)
        {
            items.Add(SexpList.Of("not-before", NotBefore.ToString()));
        }

        if (NotAfter != SpkiTime.Forever)
        {
            items.Add(SexpList.Of("not-after", NotAfter.ToString()));
        }

        items.AddRange(Tests.Select(test => test.ToSexp()));
        return items.Count == 1 ? null : new SexpList([.. items]);
    }

    /// <summary>Reads a field, <c>(valid ...)</c>.</summary>
    public static bool TryParse(SexpList field, [NotNullWhen(true)] out Validity? validity, out CertError error)
    {
        error = default;
        validity = field.Head.SequenceEqual("valid"u8)
            ? Read(field, ref error)
            : Refuse.With<Validity>(ref error, CertFault.BadField, "valid");
        return validity is not null;
    }

    internal static Validity? Read(SexpList? field, ref CertError error)
    {
        if (field is null)
        {
            return Unlimited;
        }

        FieldReader reader = new(field);
        SpkiTime notBefore = SpkiTime.Always;
        SpkiTime notAfter = SpkiTime.Forever;
        if ((reader.TakeList("not-before"u8) is { } from && !ReadTime(from, "not-before", ref notBefore, ref error))
            || (reader.TakeList("not-after"u8) is { } to && !ReadTime(to, "not-after", ref notAfter, ref error)))
        {
            return null;
        }

        List<OnlineTest> tests = [];
        while (reader.TakeList("online"u8) is { } online)
        {
            if (tests.Count == MaxTests)
            {
                return Refuse.With<Validity>(ref error, CertFault.BadField, "online");
            }

            if (OnlineTest.Read(online, ref error) is not { } test)
            {
                return null;
            }

            tests.Add(test);
        }

        if (!reader.End(ref error, "valid"))
        {
            return null;
        }

        return notBefore > notAfter
            ? Refuse.With<Validity>(ref error, CertFault.EmptyValidity, "valid")
            : new Validity(notBefore, notAfter, [.. tests]);
    }

    /// <summary>Reads the validity of a list, which must have both ends and no tests (RFC 2693 section 5.2).</summary>
    internal static Validity? ReadClosed(SexpList? field, ref CertError error)
    {
        if (field is null)
        {
            return Refuse.With<Validity>(ref error, CertFault.MissingField, "valid");
        }

        Validity? validity = Read(field, ref error);
        bool closed = validity is { Tests.IsEmpty: true }
            && validity.NotBefore != SpkiTime.Always
            && validity.NotAfter != SpkiTime.Forever;
        return validity is null || closed
            ? validity
            : Refuse.With<Validity>(ref error, CertFault.MissingField, "valid");
    }

    private static bool ReadTime(SexpList field, string name, ref SpkiTime time, ref CertError error) =>
        (field is [_, SexpAtom { Hint: null } text] && SpkiTime.TryParse(text.Octets.Span, out time))
        || Refuse.It(ref error, CertFault.BadDate, name);
}
