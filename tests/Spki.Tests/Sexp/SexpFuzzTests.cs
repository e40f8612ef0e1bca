using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Sexp;

/// <summary>Mutates every small vector; see <see cref="FuzzRun"/>.</summary>
[TestClass]
public sealed class SexpFuzzTests
{
    private const int Inputs = 250_000;

    /// <summary>Sprache's results and places cost about a kilobyte an element; an element is at least a byte.</summary>
    private const long MostBytesAllocatedPerInputByte = 4_096;

    private static readonly byte[][] Seeds =
        [.. SexpVector.All.Where(vector => vector.Input.Length < 300).Select(vector => vector.Input)];

    [TestMethod]
    public void No_mutation_breaks_a_reader_and_the_readers_agree()
    {
        _ = ReadAll([.. "(a)"u8]);
        int accepted = FuzzRun.Each(Inputs, source => source.Mutate(Seeds[source.Below(Seeds.Length)]), ReadAll);

        // A fuzzer that never gets past the first check finds nothing.
        Assert.IsGreaterThan(Inputs / 50, accepted);
    }

    private static bool ReadAll(byte[] input)
    {
        const long Fixed = 64 << 10;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isCanonical = CanonicalParser.TryParse(input, null, out SexpNode? canonical, out SexpError error);
        bool isBasic = SexpNode.TryParse(input, null, out SexpNode? basic, out SexpError basicError);
        bool isText = SexpText.TryParse(input, null, out SexpNode? text, out SexpTextError textError);
        bool areTexts = SexpText.TryParseAll(input, null, out IReadOnlyList<SexpTextItem> items, out _);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsLessThan(Fixed + (input.Length * MostBytesAllocatedPerInputByte), allocated);
        Assert.AreEqual(isCanonical, error.Fault == SexpFault.None);
        Assert.AreEqual(isBasic, basicError.Fault == SexpFault.None);
        Assert.AreEqual(isText, textError.Fault == SexpFault.None);
        Assert.IsLessThanOrEqualTo(input.Length, error.Offset);
        Assert.IsLessThanOrEqualTo(input.Length, basicError.Offset);
        Assert.IsLessThanOrEqualTo(input.Length, textError.Offset);
        if (isCanonical)
        {
            Assert.IsTrue(isBasic);
            Assert.IsTrue(canonical!.Canonical.Span.SequenceEqual(input));
        }

        if (isBasic)
        {
            Assert.IsTrue(isText);
            Assert.AreEqual(basic, text);
        }

        if (isText)
        {
            Assert.IsTrue(areTexts);
            Assert.AreEqual(text, items.Single().Node);
            Assert.IsTrue(CanonicalParser.TryParse(text!.Canonical, SexpLimits.File, out SexpNode? again, out _));
            Assert.AreEqual(text, again);
        }

        return isText;
    }
}
