using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class CanonicalReaderTests
{
    private static readonly byte[] Certificate = MakeCertificate();

    [TestMethod]
    public void Tokens_come_in_the_order_of_the_bytes()
    {
        CanonicalReader reader = new("(1:a[2:hh]0:())"u8);

        Assert.IsTrue(reader.Read());
        Assert.AreEqual(CanonicalToken.ListStart, reader.Token);
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(CanonicalToken.Atom, reader.Token);
        Assert.IsTrue(reader.Atom.SequenceEqual("a"u8));
        Assert.IsFalse(reader.HasHint);
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(0, reader.Atom.Length);
        Assert.IsTrue(reader.HasHint);
        Assert.IsTrue(reader.Hint.SequenceEqual("hh"u8));
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(2, reader.Depth);
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(CanonicalToken.ListEnd, reader.Token);
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(0, reader.Depth);
        Assert.IsFalse(reader.Read());
        Assert.AreEqual(SexpFault.None, reader.Fault);
    }

    [TestMethod]
    public void A_reader_that_has_stopped_stays_where_it_is()
    {
        CanonicalReader done = new("1:a"u8);
        CanonicalReader failed = new("(1:ax"u8);

        Assert.IsTrue(done.Read());
        for (int i = 0; i < 3; i++)
        {
            Assert.IsFalse(done.Read());
            Assert.AreEqual(SexpFault.None, done.Fault);
        }

        while (failed.Read())
        {
            Assert.AreEqual(SexpFault.None, failed.Fault);
        }

        Assert.IsFalse(failed.Read());
        Assert.AreEqual(new SexpError(SexpFault.UnexpectedByte, 4), failed.Error);
    }

    [TestMethod]
    public void A_list_is_skipped_with_all_that_is_in_it()
    {
        CanonicalReader reader = new("((1:a(1:b)())1:c)"u8);

        Assert.IsTrue(reader.Read());
        Assert.IsTrue(reader.Read());
        Assert.IsTrue(reader.SkipList());
        Assert.IsTrue(reader.Read());

        Assert.IsTrue(reader.Atom.SequenceEqual("c"u8));
    }

    [TestMethod]
    public void Skipping_stops_at_a_fault()
    {
        CanonicalReader reader = new("((1:a"u8);

        Assert.IsTrue(reader.Read());
        Assert.IsFalse(reader.SkipList());
        Assert.AreEqual(SexpFault.UnexpectedEnd, reader.Fault);
    }

    [TestMethod]
    [DataRow("(1:a", 4L)]
    [DataRow("(1:a2:b)x", 8L)]
    [DataRow("(1:a 1:b)", 4L)]
    [DataRow("(1:a01:b)", 4L)]
    [DataRow("(1:a9:b)", 4L)]
    [DataRow("(1:a[1:h](1:b))", 9L)]
    [DataRow("1:ab", 3L)]
    public void A_fault_says_where_it_is(string text, long offset)
    {
        Assert.IsFalse(SexpNode.TryParse(System.Text.Encoding.ASCII.GetBytes(text), null, out _, out SexpError error));
        Assert.AreEqual(offset, error.Offset);
        Assert.AreEqual($"{SexpError.Describe(error.Fault)} at byte {offset}", error.ToString());
    }

    [TestMethod]
    public void Limits_are_the_callers()
    {
        SexpLimits tight = new() { MaxDepth = 2, MaxAtomBytes = 3, MaxElements = 4, MaxTotalBytes = 20 };

        Assert.AreEqual(SexpFault.None, FaultOf("((3:abc)3:abc)", tight));
        Assert.AreEqual(SexpFault.TooDeep, FaultOf("((()))", tight));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOf("4:abcd", tight));
        Assert.AreEqual(SexpFault.TooManyElements, FaultOf("(0:0:0:0:)", tight));
        Assert.AreEqual(SexpFault.InputTooLong, FaultOf("(3:abc3:abc3:abc3:abc)", tight));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new SexpLimits { MaxDepth = SexpLimits.DepthCeiling + 1 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SexpLimits { MaxDepth = 0 });
    }

    [TestMethod]
    public void Reading_allocates_nothing()
    {
        Assert.AreEqual(ReadMany(10), ReadMany(10));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int octets = ReadMany(2_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.AreEqual(0, after - before);
        Assert.IsGreaterThan(0, octets);
    }

    [TestMethod]
    public void Refusing_allocates_nothing()
    {
        byte[] cut = Certificate[..^1];
        Assert.AreEqual(SexpFault.UnexpectedEnd, RefuseMany(cut, 10));

        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = RefuseMany(cut, 2_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.AreEqual(0, after - before);
    }

    private static SexpFault FaultOf(string text, SexpLimits limits)
    {
        _ = SexpNode.TryParse(System.Text.Encoding.ASCII.GetBytes(text), limits, out _, out SexpError error);
        return error.Fault;
    }

    private static int ReadMany(int times)
    {
        int octets = 0;
        for (int i = 0; i < times; i++)
        {
            CanonicalReader reader = new(Certificate);
            while (reader.Read())
            {
                octets += reader.Token == CanonicalToken.Atom ? reader.Atom.Length : 0;
            }
        }

        return octets;
    }

    private static SexpFault RefuseMany(byte[] bytes, int times)
    {
        SexpFault fault = SexpFault.None;
        for (int i = 0; i < times; i++)
        {
            CanonicalReader reader = new(bytes);
            while (reader.Read())
            {
            }

            fault = reader.Fault;
        }

        return fault;
    }

    private static byte[] MakeCertificate()
    {
        SexpNode key = SexpList.Of("hash", "sha256", SexpAtom.Of(new byte[32]));
        SexpNode port = SexpList.Of("port", SexpList.Of("*", "range", "numeric", "ge", "22", "le", "22"));
        SexpNode certificate = SexpList.Of(
            "cert",
            SexpList.Of("issuer", key),
            SexpList.Of("subject", key),
            SexpList.Of("propagate"),
            SexpList.Of("tag", SexpList.Of("net", key, SexpList.Of("*", "set", "tcp", "udp"), port)),
            SexpList.Of("valid", SexpList.Of("not-after", "2026-11-21_12:00:00")),
            SexpList.Of("comment", new SexpAtom("text"u8.ToArray(), "text/plain"u8.ToArray())));
        return certificate.Canonical.ToArray();
    }
}
