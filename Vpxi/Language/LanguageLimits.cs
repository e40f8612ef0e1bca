namespace HiperNet.Vpxi.Language;

/// <summary>What the readers of descriptions accept.</summary>
public static class LanguageLimits
{
    /// <summary>Bytes of a document.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Statements within statements, and elements of XML within elements.</summary>
    public const int MaxDepth = 32;

    /// <summary>Operators and parentheses within parentheses.</summary>
    public const int MaxExpressionDepth = 32;

    /// <summary>Labels of an element, routes of a router, rules of an access point, users of the whole.</summary>
    public const int MaxItems = 2_000;

    /// <summary>Elements of an XML document.</summary>
    public const int MaxXmlElements = 500_000;

    /// <summary>Arguments of a statement.</summary>
    public const int MaxArguments = 20_000;

    /// <summary>Characters of a string, before and after parameters are put in.</summary>
    public const int MaxTextLength = 65_536;

    /// <summary>Characters of a name of one part.</summary>
    public const int MaxWordLength = 128;

    /// <summary>Statements that are carried out, repetitions counted as often as they are repeated.</summary>
    public const int MaxStatements = 200_000;

    /// <summary>Characters that all strings have together once parameters are put in.</summary>
    public const int MaxExpandedLength = 16 * 1024 * 1024;
}
