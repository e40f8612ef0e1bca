using HiperNet.Spki.Keys;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Certs;

/// <summary>What is wrong with an object, and in which field.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Field">The name of the field or object it was found in.</param>
/// <param name="Key">Why a key or hash is not acceptable, if that is the fault.</param>
/// <param name="Tag">Why a tag is not acceptable, if that is the fault.</param>
public readonly record struct CertError(
    CertFault Fault, string Field, KeyFault Key = KeyFault.None, TagFault Tag = TagFault.None)
{
    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        string detail = Key != KeyFault.None ? $" ({Key.Describe()})"
            : Tag != TagFault.None ? $" ({Tag.Describe()})"
            : "";
        return $"{Describe(Fault)}: {Field}{detail}";
    }

    /// <summary>A fault in words, without its place.</summary>
    public static string Describe(CertFault fault) => fault switch
    {
        CertFault.None => "no fault",
        CertFault.NotAnObject => "not an SPKI object",
        CertFault.UnknownObject => "an object of unknown kind",
        CertFault.UnknownVersion => "an object of unknown version, which grants nothing",
        CertFault.MissingField => "a missing field",
        CertFault.DuplicateField => "a field that stands twice",
        CertFault.UnknownField => "an unknown field",
        CertFault.BadField => "a field with the wrong elements",
        CertFault.BadPrincipal => "a key or hash that is not acceptable",
        CertFault.BadName => "a name that is not acceptable",
        CertFault.BadDate => "a date that is not YYYY-MM-DD_HH:MM:SS",
        CertFault.EmptyValidity => "a validity that ends before it starts",
        CertFault.UnknownOnlineTest => "an online test of unknown kind",
        CertFault.BadTag => "a tag outside the grammar",
        CertFault.AuthorityInNameCert => "a name certificate that carries authority",
        CertFault.BadThreshold => "a threshold that is not 0 < k <= n over n subjects",
        CertFault.RepeatedKey => "a threshold that counts one key twice",
        CertFault.NestedTooDeep => "thresholds nested too deep",
        CertFault.UnknownOperation => "an unknown operation",
        CertFault.MisplacedSignature => "a signature that covers nothing before it",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
