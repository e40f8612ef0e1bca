namespace HiperNet.Spki.Certs;

/// <summary>Why an S-expression is not an acceptable SPKI object. Such an object grants nothing.</summary>
public enum CertFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>An atom stands where an object is expected, or a list does not start with an octet string.</summary>
    NotAnObject,

    /// <summary>The object has a name that does not exist.</summary>
    UnknownObject,

    /// <summary>The version is not 0; such an object is ignored (draft-06).</summary>
    UnknownVersion,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>A field is there twice.</summary>
    DuplicateField,

    /// <summary>A field has a name that the object does not have.</summary>
    UnknownField,

    /// <summary>A field has the wrong number or kind of elements.</summary>
    BadField,

    /// <summary>A key or hash that is not acceptable; the key fault says why.</summary>
    BadPrincipal,

    /// <summary>A name without identifiers, with too many, or with something else in it.</summary>
    BadName,

    /// <summary>A date that is not of the form YYYY-MM-DD_HH:MM:SS, or does not exist.</summary>
    BadDate,

    /// <summary>The not-before lies after the not-after.</summary>
    EmptyValidity,

    /// <summary>An online test of a kind that does not exist.</summary>
    UnknownOnlineTest,

    /// <summary>A tag outside the grammar; see spec/tags.md.</summary>
    BadTag,

    /// <summary>A name certificate that carries a tag or a delegation.</summary>
    AuthorityInNameCert,

    /// <summary>A threshold with k = 0, k above n, n not the number of subjects, or too many of them.</summary>
    BadThreshold,

    /// <summary>The same key stands twice in one threshold.</summary>
    RepeatedKey,

    /// <summary>Thresholds nest deeper than <see cref="ThresholdSubject.MaxNesting"/>.</summary>
    NestedTooDeep,

    /// <summary>An operation of a sequence that does not exist.</summary>
    UnknownOperation,

    /// <summary>A signature in a sequence that follows nothing it could cover.</summary>
    MisplacedSignature,
}
