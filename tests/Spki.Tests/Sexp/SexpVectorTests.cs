using System.Security.Cryptography;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Vectors;
using HiperNet.Vectors.Sexp;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class SexpVectorTests
{
    public static IEnumerable<object[]> Names =>
        SexpVector.All.Select(vector => new object[] { vector.Form, vector.Name });

    [TestMethod]
    public void The_committed_file_is_what_the_program_writes()
    {
        CollectionAssert.AreEqual(VectorFiles.Render(new SexpFamily()), File.ReadAllBytes(SexpVector.Path));
    }

    [TestMethod]
    public void More_cases_are_refused_than_accepted_and_no_name_stands_twice()
    {
        int refused = SexpVector.All.Count(vector => vector.Fault != SexpFault.None);

        Assert.IsGreaterThanOrEqualTo(60, refused);
        Assert.IsGreaterThanOrEqualTo(20, SexpVector.All.Count - refused);
        Assert.IsGreaterThan(SexpVector.All.Count - refused, refused);
        Assert.AreEqual(SexpVector.All.Count, SexpVector.All.DistinctBy(vector => vector.ToString()).Count());
    }

    [TestMethod]
    public void Every_fault_has_a_case()
    {
        CollectionAssert.AreEquivalent(
            Enum.GetValues<SexpFault>(), SexpVector.All.Select(vector => vector.Fault).Distinct().ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_reader_says_what_the_vector_says(string form, string name)
    {
        SexpVector vector = SexpVector.All.Single(one => one.Form == form && one.Name == name);

        (SexpNode? node, SexpFault fault) = Read(vector);

        Assert.AreEqual(vector.Fault, fault);
        Assert.AreEqual(vector.Canonical is null, node is null);
        if (node is not null)
        {
            CollectionAssert.AreEqual(vector.Canonical, node.Canonical.ToArray());
            Assert.AreEqual(vector.Sha256, Convert.ToHexStringLower(SHA256.HashData(node.Canonical.Span)));
        }
    }

    [TestMethod]
    public void The_text_reader_accepts_every_canonical_and_transport_form()
    {
        foreach (SexpVector vector in SexpVector.All.Where(one => one.Form != "advanced" && one.Canonical is not null))
        {
            Assert.IsTrue(SexpText.TryParse(vector.Input, null, out SexpNode? node, out _), vector.Name);
            CollectionAssert.AreEqual(vector.Canonical, node.Canonical.ToArray(), vector.Name);
        }
    }

    [TestMethod]
    public void The_network_reader_knows_no_advanced_form()
    {
        foreach (SexpVector vector in SexpVector.All.Where(one => one.Form == "advanced" && one.Canonical is not null))
        {
            bool isCanonical = vector.Input.AsSpan().SequenceEqual(vector.Canonical);
            bool isRead = SexpNode.TryParse(vector.Input, SexpLimits.File, out _, out _);
            Assert.AreEqual(isCanonical, isRead, vector.Name);
        }
    }

    private static (SexpNode? Node, SexpFault Fault) Read(SexpVector vector)
    {
        SexpError error;
        SexpNode? node;
        switch (vector.Form)
        {
            case "canonical":
                _ = CanonicalParser.TryParse(vector.Input, SexpLimits.Network, out node, out error);
                return (node, error.Fault);
            case "transport":
                _ = SexpNode.TryParse(vector.Input, SexpLimits.Network, out node, out error);
                return (node, error.Fault);
            default:
                _ = SexpText.TryParse(vector.Input, SexpLimits.File, out node, out SexpTextError place);
                return (node, place.Fault);
        }
    }
}
