namespace HiperNet.Spki.Tags;

/// <summary>Why an S-expression is not an acceptable tag. Whatever has a fault grants nothing.</summary>
public enum TagFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The wrapper is not a list that starts with <c>tag</c>.</summary>
    NotATag,

    /// <summary>The wrapper holds no expression, or more than one.</summary>
    NotOneExpression,

    /// <summary>A list is empty.</summary>
    EmptyList,

    /// <summary>A list starts with a list.</summary>
    HeadNotAtom,

    /// <summary>
    /// A list starts with a <c>*</c> that carries a display hint, or a star form's keyword carries one.
    /// </summary>
    HintInStarForm,

    /// <summary>A list starts with <c>*</c> and continues with no known keyword.</summary>
    UnknownStarForm,

    /// <summary>A set has no members.</summary>
    EmptySet,

    /// <summary>A prefix form does not hold exactly one octet string.</summary>
    MalformedPrefix,

    /// <summary>
    /// A range form is not an ordering, at most one lower and then at most one upper bound.
    /// </summary>
    MalformedRange,

    /// <summary>A range names an ordering other than alpha, numeric, time, binary and date.</summary>
    UnknownOrdering,

    /// <summary>A bound is not the one spelling of a value of its ordering.</summary>
    BadBound,

    /// <summary>A range holds no value.</summary>
    EmptyRange,

    /// <summary>A request holds a list that starts with <c>*</c>.</summary>
    StarInRequest,

    /// <summary>More lists are open than <see cref="TagLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>
    /// The tag exceeds <see cref="TagLimits.MaxNodes"/> or <see cref="TagLimits.MaxBytes"/>.
    /// </summary>
    TooLarge,

    /// <summary>
    /// A set exceeds <see cref="TagLimits.MaxSetMembers"/>, or reading <see cref="TagLimits.MaxWork"/>.
    /// </summary>
    TooComplex,
}
