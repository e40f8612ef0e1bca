namespace HiperNet.Registrar.State;

/// <summary>How what is there must relate to what a transaction names.</summary>
public enum CompareRelation
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>What is there is greater.</summary>
    Greater,

    /// <summary>What is there is less.</summary>
    Less,

    /// <summary>Another one.</summary>
    NotEqual,
}
