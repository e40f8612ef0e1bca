using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Spki.Tests.Text;

[TestClass]
public sealed class SexpFileTests
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TestCleanup]
    public void Remove() => File.Delete(path);

    [TestMethod]
    public void A_file_holds_one_expression_or_more()
    {
        File.WriteAllText(path, "(a)\n{KDE6YSk=}\n3:abc\n");

        CollectionAssert.AreEqual(
            new SexpNode[] { SexpList.Of("a"), SexpList.Of("a"), "abc" }, SexpFile.Read(path).ToArray());
    }

    [TestMethod]
    public void One_expression_is_asked_for_by_name()
    {
        File.WriteAllText(path, "(a)\n");
        Assert.AreEqual(SexpList.Of("a"), SexpFile.ReadOne(path));

        File.WriteAllText(path, "(a) (b)");
        SexpFileException e = Assert.ThrowsExactly<SexpFileException>(() => SexpFile.ReadOne(path));
        Assert.AreEqual(SexpFault.TrailingBytes, e.Error.Fault);
    }

    [TestMethod]
    public void What_is_wrong_is_told_with_file_line_and_column()
    {
        File.WriteAllText(path, "(a)\n(b\n  #6#)");

        SexpFileException e = Assert.ThrowsExactly<SexpFileException>(() => SexpFile.Read(path));

        Assert.AreEqual(path, e.File);
        Assert.AreEqual((SexpFault.BadHex, 3, 5), (e.Error.Fault, e.Error.Line, e.Error.Column));
        Assert.AreEqual($"{path}: {e.Error}", e.Message);
    }

    [TestMethod]
    public void An_empty_file_is_malformed()
    {
        File.WriteAllText(path, " \n");

        SexpFileException e = Assert.ThrowsExactly<SexpFileException>(() => SexpFile.Read(path));
        Assert.AreEqual(SexpFault.UnexpectedEnd, e.Error.Fault);
        Assert.AreEqual("an S-expression", e.Error.Expected);
    }

    [TestMethod]
    public void A_missing_file_is_not_a_malformed_one()
    {
        Assert.ThrowsExactly<FileNotFoundException>(() => SexpFile.Read(path));
    }

    [TestMethod]
    public void A_pipe_is_read_to_its_end()
    {
        SexpNode large = SexpList.Of("large", SexpAtom.Of(new byte[100_000]));

        // A stream that cannot seek grows its buffer; a file is read in one piece.
        using OneWayStream pipe = new(new MemoryStream(large.Canonical.ToArray()));
        Assert.AreEqual(large, SexpNodeOf(SexpFile.Load(pipe, SexpLimits.File.MaxTotalBytes)));
        File.WriteAllBytes(path, large.Canonical.ToArray());
        Assert.AreEqual(large, SexpFile.ReadOne(path));
    }

    [TestMethod]
    public void No_more_is_loaded_than_one_byte_over_the_limit()
    {
        using MemoryStream file = new(new byte[10_000]);
        using OneWayStream pipe = new(new MemoryStream(new byte[10_000]));

        Assert.AreEqual(5_001, SexpFile.Load(file, 5_000).Length);
        Assert.AreEqual(5_001, SexpFile.Load(pipe, 5_000).Length);
    }

    private static SexpNode? SexpNodeOf(ReadOnlyMemory<byte> bytes) =>
        SexpText.TryParse(bytes, null, out SexpNode? node, out _) ? node : null;

    /// <summary>A stream as a pipe is: without a length, and giving a little at a time.</summary>
    private sealed class OneWayStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Read(buffer, offset, Math.Min(count, 1000));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
