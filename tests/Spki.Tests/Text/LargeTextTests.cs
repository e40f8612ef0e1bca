using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Spki.Tests.Text;

/// <summary>Octet strings of 64 MiB and lists of a million elements take little memory beyond the data.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LargeTextTests
{
    private const int Octets = 64 << 20;
    private const int Readings = 3;

    [TestMethod]
    public void A_verbatim_string_of_64_MiB_is_not_even_copied() =>
        ReadLarge($"{Octets}:", (byte)'x', Octets, "", mostAllocated: 64 << 10);

    [TestMethod]
    public void A_quoted_string_of_64_MiB_is_not_even_copied() =>
        ReadLarge("\"", (byte)'x', Octets, "\"", mostAllocated: 64 << 10);

    [TestMethod]
    public void A_quoted_string_of_64_MiB_with_an_escape_is_read() =>
        ReadLarge("\"\\n", (byte)'x', Octets - 1, "\"", mostAllocated: 4L * Octets);

    [TestMethod]
    public void Hexadecimal_of_64_MiB_is_read() =>
        ReadLarge("#", (byte)'7', Octets * 2, "#", mostAllocated: Octets + (64 << 10));

    [TestMethod]
    public void Base_64_of_64_MiB_is_read() =>
        ReadLarge($"{Octets}|", (byte)'A', (Octets / 3 * 4) + 2, "==|", mostAllocated: Octets + (64 << 10));

    [TestMethod]
    public void A_token_of_64_MiB_is_read() =>
        ReadLarge("", (byte)'t', Octets, "", mostAllocated: 64 << 10);

    [TestMethod]
    public void A_list_of_a_million_elements_takes_ten_times_what_a_tenth_of_it_takes()
    {
        _ = AllocatedForList(1);
        long tenth = AllocatedForList(100_000);
        long all = AllocatedForList(1_000_000);

        Assert.IsLessThan(12 * tenth, all);
    }

    [TestMethod]
    public void A_canonical_octet_string_of_64_MiB_is_refused_from_a_network_and_read_from_a_file()
    {
        byte[] bytes = Fill($"{Octets}:", (byte)'x', Octets, "");

        Assert.IsFalse(SexpNode.TryParse(bytes, null, out _, out SexpError error));
        Assert.AreEqual(SexpFault.InputTooLong, error.Fault);
        Assert.IsTrue(SexpNode.TryParse(bytes, SexpLimits.File, out SexpNode? node, out _));
        Assert.AreEqual(Octets, ((SexpAtom)node).Octets.Length);
    }

    private static long AllocatedForList(int count)
    {
        byte[] text = Encoding.ASCII.GetBytes($"({string.Concat(Enumerable.Repeat("ab ", count))})");
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool read = SexpText.TryParse(text, null, out SexpNode? node, out SexpTextError error);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsTrue(read, error.ToString());
        Assert.HasCount(count, (SexpList)node!);
        return allocated;
    }

    private static void ReadLarge(string start, byte filler, int count, string end, long mostAllocated)
    {
        byte[] text = Fill(start, filler, count, end);

        // What the first reading sets up counts in one run only, and so does a collection in the middle.
        long allocated = Enumerable.Range(0, Readings).Min(_ => AllocatedForAtom(text));

        Assert.IsLessThan(mostAllocated, allocated);
    }

    private static long AllocatedForAtom(byte[] text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool read = SexpText.TryParse(text, null, out SexpNode? node, out SexpTextError error);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsTrue(read, error.ToString());
        Assert.AreEqual(Octets, ((SexpAtom)node!).Octets.Length);
        return allocated;
    }

    private static byte[] Fill(string start, byte filler, int count, string end)
    {
        byte[] text = new byte[start.Length + count + end.Length];
        text.AsSpan().Fill(filler);
        Encoding.ASCII.GetBytes(start, text);
        Encoding.ASCII.GetBytes(end, text.AsSpan(start.Length + count));
        return text;
    }
}
