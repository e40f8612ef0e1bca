namespace HiperNet.Vpxi.Model;

/// <summary>Makes the flat graph of a description.</summary>
public static class Expansion
{
    /// <summary>
    /// Expands arrays, groups and patterns. What is wrong is found in one run: names that are used twice, ends that
    /// name nothing or too much, sizes above <see cref="ModelLimits"/>.
    /// </summary>
    /// <param name="description">The description.</param>
    /// <param name="findings">
    /// What is wrong, as much as a <see cref="FindingList"/> holds, in the order of the text. With an error among
    /// them the graph lacks the parts that the errors speak of.
    /// </param>
    public static Infrastructure Expand(Description description, out IReadOnlyList<Finding> findings)
    {
        FindingList list = new();
        Infrastructure expanded = new Expander(description, list).Run();
        findings = list.InOrder();
        return expanded;
    }
}
