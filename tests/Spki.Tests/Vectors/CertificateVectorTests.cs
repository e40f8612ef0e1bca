using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Vectors;
using HiperNet.Vectors.Certificates;
using static HiperNet.Spki.Tests.Vectors.VectorJson;

namespace HiperNet.Spki.Tests.Vectors;

[TestClass]
public sealed class CertificateVectorTests
{
    private static readonly string Path = PathOf("certificates.json");
    private static readonly Lazy<IReadOnlyList<JsonElement>> All = new(() => Cases(Path));

    public static IEnumerable<object[]> Accepted => Names("accepted");

    public static IEnumerable<object[]> Refused => Names("refused");

    [TestMethod]
    public void The_committed_file_is_what_the_program_writes()
    {
        CollectionAssert.AreEqual(VectorFiles.Render(new CertificateFamily()), File.ReadAllBytes(Path));
    }

    [TestMethod]
    public void Every_fault_and_every_kind_has_a_case_here_or_among_the_decisions()
    {
        HashSet<string> faults = [.. All.Value.Select(one => TextOf(one, "fault")).OfType<string>()];
        faults.UnionWith(Vectors.DecisionVector.All.Select(vector => vector.Reason.Split('/'))
            .Where(parts => parts[0] == "object").Select(parts => parts[1]));
        faults.Add(nameof(CertFault.None));
        string[] kinds = [.. typeof(SpkiObject).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SpkiObject)) && !type.IsAbstract).Select(type => type.Name)];

        CollectionAssert.AreEquivalent(Enum.GetNames<CertFault>(), faults.ToArray());
        CollectionAssert.AreEquivalent(
            kinds, All.Value.Select(one => TextOf(one, "kind")).OfType<string>().Distinct().ToArray());
        Assert.AreEqual(All.Value.Count, All.Value.DistinctBy(one => TextOf(one, "name")).Count());
    }

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void An_object_is_of_its_kind_and_prints_to_the_same_bytes(string name)
    {
        (JsonElement one, byte[] input, SexpNode node) = Find(name);

        Assert.IsTrue(SpkiObject.TryParse(node, out SpkiObject? value, out CertError error), error.ToString());
        Assert.AreEqual(TextOf(one, "kind"), value.GetType().Name);
        CollectionAssert.AreEqual(input, value.Node.Canonical.ToArray());
        Assert.AreEqual(ObjectId.Of(input), value.Id);
    }

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void What_is_no_object_has_its_fault(string name)
    {
        (JsonElement one, _, SexpNode node) = Find(name);

        Assert.IsFalse(SpkiObject.TryParse(node, out SpkiObject? value, out CertError error));
        Assert.IsNull(value);
        Assert.AreEqual(TextOf(one, "fault"), error.Fault.ToString());
        string? detail = error.Key != KeyFault.None ? error.Key.ToString()
            : error.Tag != TagFault.None ? error.Tag.ToString()
            : null;
        Assert.AreEqual(TextOf(one, "detail"), detail);
        Assert.IsGreaterThan(10, error.ToString().Length);
    }

    private static (JsonElement One, byte[] Input, SexpNode Node) Find(string name)
    {
        JsonElement one = All.Value.Single(one => TextOf(one, "name") == name);
        byte[] input = Bytes(one.GetProperty("input"));
        Assert.IsTrue(
            SexpNode.TryParse(input, SexpLimits.Network, out SexpNode? node, out SexpError error), error.ToString());
        return (one, input, node);
    }

    private static IEnumerable<object[]> Names(string result) =>
        All.Value.Where(one => TextOf(one, "result") == result).Select(one => new object[] { TextOf(one, "name")! });
}
