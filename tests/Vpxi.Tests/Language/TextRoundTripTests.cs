using HiperNet.Testing;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

[TestClass]
public sealed class TextRoundTripTests
{
    [TestMethod]
    public void What_is_written_reads_as_the_same_description() =>
        Property.Check(
            Descriptions.Any,
            description =>
            {
                string text = VxdlText.Write(description);
                ReadResult result = VxdlText.Read(text);

                Assert.IsTrue(result.IsRight, Told(result, text));
                Assert.AreEqual(text, VxdlText.Write(result.Description!));
                Assert.IsTrue(description.Equals(result.Description), text);
            },
            count: 400);

    [TestMethod]
    public void The_comparison_of_descriptions_sees_a_difference()
    {
        Description one = VxdlText.Read("infrastructure a { node n { memory 1 GB } }").Description!;
        Description same = VxdlText.Read("infrastructure a {\n\n node n { memory 1000 MB } }").Description!;
        Description other = VxdlText.Read("infrastructure a { node n { memory 1 GiB } }").Description!;

        Assert.AreEqual(one, same);
        Assert.AreNotEqual(one, other);
    }

    private static string Told(ReadResult result, string text) => string.Join('\n', result.Findings) + "\n" + text;
}
