using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

[TestClass]
public sealed class FindingListTests
{
    [TestMethod]
    public void No_number_of_warnings_hides_an_error()
    {
        FindingList findings = new();
        for (int line = 1; line <= 2 * ModelLimits.MaxFindings; line++)
        {
            findings.Warning("w", new SourcePlace(line, 1), "a warning");
        }

        findings.Error("e", new SourcePlace(1, 2), "an error");

        Assert.HasCount(ModelLimits.MaxFindings + 1, findings.InOrder());
        Assert.AreEqual("e", findings.InOrder()[1].Rule);
    }

    [TestMethod]
    public void The_same_finding_at_the_same_place_is_told_once()
    {
        FindingList findings = new();
        findings.Error("e", new SourcePlace(1, 1), "an error");
        findings.Error("e", new SourcePlace(1, 1), "an error");
        findings.Error("e", new SourcePlace(1, 2), "an error");

        Assert.HasCount(2, findings.InOrder());
    }
}
