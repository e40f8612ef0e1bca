namespace HiperNet.Spki.Tags;

/// <summary>Faults of tags in words.</summary>
public static class TagFaults
{
    /// <summary>A fault in words.</summary>
    public static string Describe(this TagFault fault) => fault switch
    {
        TagFault.None => "no fault",
        TagFault.NotATag => "not a list that starts with tag",
        TagFault.NotOneExpression => "a tag without exactly one expression",
        TagFault.EmptyList => "an empty list in a tag",
        TagFault.HeadNotAtom => "a list in a tag that starts with a list",
        TagFault.HintInStarForm => "a display hint on * or on the keyword after it",
        TagFault.UnknownStarForm => "a * form that does not exist",
        TagFault.EmptySet => "a set without members",
        TagFault.MalformedPrefix => "a prefix form without exactly one octet string",
        TagFault.MalformedRange => "a range that is not an ordering, a lower bound and an upper bound",
        TagFault.UnknownOrdering => "an ordering other than alpha, numeric, time, binary and date",
        TagFault.BadBound => "a bound that is not the one spelling of a value of its ordering",
        TagFault.EmptyRange => "a range that holds no value",
        TagFault.StarInRequest => "a * form in a request",
        TagFault.TooDeep => "more open lists in a tag than the depth limit allows",
        TagFault.TooLarge => "a tag over the size limit",
        TagFault.TooComplex => "a tag whose sets exceed the limits",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
