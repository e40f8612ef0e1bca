using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>
/// Finds what is wrong with the meaning of a description, all of it in one run. The rules are those of spec/vxdl.md,
/// section "What is checked"; their names are a contract.
/// </summary>
public static class Checker
{
    /// <summary>Expands a description and checks it.</summary>
    public static CheckResult Check(Description description)
    {
        Infrastructure infrastructure = Expansion.Expand(description, out IReadOnlyList<Finding> expansion);
        FindingList findings = new();
        foreach (Finding finding in expansion)
        {
            findings.Add(finding);
        }

        new AmountRules(findings).Check(description);
        new WindowRules(findings).Check(description, infrastructure);
        new ElementRules(findings).Check(description);
        new PlacementRules(findings).Check(infrastructure);
        new TopologyRules(findings).Check(description, infrastructure);
        return new CheckResult(infrastructure, findings.InOrder());
    }
}
