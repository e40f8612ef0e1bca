using System.Buffers.Binary;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class KeymatTests
{
    private static readonly UInt128 Small = new(0x2001_0021_0000_0000, 0xFFFF_FFFF_FFFF_FFFF);

    // Greater as an unsigned number; smaller if its lower half were signed or came first.
    private static readonly UInt128 Great = new(0x2001_0022_0000_0000, 0x8000_0000_0000_0000);

    [TestMethod]
    [DataRow(RHash.Sha256)]
    [DataRow(RHash.Sha384)]
    public void The_whole_of_KEYMAT_is_HKDF_of_the_framework(RHash hash)
    {
        byte[] expected = Expected(hash);
        foreach (int step in new[] { expected.Length, 1000, 48, 7 })
        {
            using Keymat keymat = New(hash);
            Assert.AreEqual(expected.Length, keymat.Length);
            for (int index = 0; index < expected.Length; index += step)
            {
                byte[] drawn = new byte[Math.Min(step, expected.Length - index)];
                Assert.IsTrue(keymat.TryDraw(index, drawn));
                CollectionAssert.AreEqual(expected[index..(index + drawn.Length)], drawn);
            }
        }
    }

    [TestMethod]
    [DataRow(RHash.Sha256, 255 * 32)]
    [DataRow(RHash.Sha384, 255 * 48)]
    public void Nothing_is_drawn_past_255_hashes(RHash hash, int length)
    {
        using Keymat keymat = New(hash);
        byte[] key = [1, 2, 3, 4];

        Assert.AreEqual(length, keymat.Length);
        Assert.IsFalse(keymat.TryDraw(length - 3, key));
        Assert.IsFalse(keymat.TryDraw(length, key));
        Assert.IsFalse(keymat.TryDraw(ushort.MaxValue, key));
        Assert.IsFalse(keymat.TryDraw(int.MaxValue, key));
        Assert.IsFalse(keymat.TryDraw(-1, key));
        Assert.IsFalse(keymat.TryDraw(int.MinValue, key));
        Assert.IsFalse(keymat.TryDraw(0, new byte[length + 1]));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4 }, key);
        Assert.IsTrue(keymat.TryDraw(length - 4, key));
        CollectionAssert.AreEqual(Expected(hash)[^4..], key);
        Assert.IsTrue(keymat.TryDraw(length, default));
    }

    [TestMethod]
    public void The_HITs_are_sorted_and_the_salts_are_not()
    {
        using Keymat keymat = New(RHash.Sha256);
        byte[] keys = Draw(keymat);
        using Keymat swapped = new(RHash.Sha256, Octets(32, 1), Octets(32, 2), Octets(32, 3), Great, Small);
        using Keymat salts = new(RHash.Sha256, Octets(32, 1), Octets(32, 3), Octets(32, 2), Small, Great);
        using Keymat other = new(RHash.Sha256, Octets(32, 1), Octets(32, 2), Octets(32, 3), Small, Great + 1);
        using Keymat secret = new(RHash.Sha256, Octets(32, 4), Octets(32, 2), Octets(32, 3), Small, Great);
        using Keymat longer = new(RHash.Sha256, [.. Octets(32, 1), 0], Octets(32, 2), Octets(32, 3), Small, Great);

        CollectionAssert.AreEqual(keys, Draw(swapped));
        CollectionAssert.AreNotEqual(keys, Draw(salts));
        CollectionAssert.AreNotEqual(keys, Draw(other));
        CollectionAssert.AreNotEqual(keys, Draw(secret));
        CollectionAssert.AreNotEqual(keys, Draw(longer));
    }

    [TestMethod]
    [DataRow(31, 32)]
    [DataRow(32, 31)]
    [DataRow(48, 48)]
    [DataRow(0, 64)]
    public void Salts_of_another_length_are_the_caller_s_mistake(int i, int j) =>
        Assert.ThrowsExactly<ArgumentException>(
            () => new Keymat(RHash.Sha256, Octets(32, 1), Octets(i, 2), Octets(j, 3), Small, Great));

    [TestMethod]
    public void What_one_host_sends_with_the_other_receives_with()
    {
        using Keymat keymat = New(RHash.Sha384);
        byte[] all = Expected(RHash.Sha384);
        using DrawnKeys great = keymat.DrawHipKeys(Great, Small, HipCipherId.Aes256Cbc);
        using DrawnKeys small = keymat.DrawHipKeys(Small, Great, HipCipherId.Aes256Cbc);

        CollectionAssert.AreEqual(all[..32], great.OutgoingEncryption.ToArray());
        CollectionAssert.AreEqual(all[32..80], great.OutgoingAuthentication.ToArray());
        CollectionAssert.AreEqual(all[80..112], great.IncomingEncryption.ToArray());
        CollectionAssert.AreEqual(all[112..160], great.IncomingAuthentication.ToArray());
        CollectionAssert.AreEqual(all[..32], small.IncomingEncryption.ToArray());
        CollectionAssert.AreEqual(all[32..80], small.IncomingAuthentication.ToArray());
        CollectionAssert.AreEqual(all[80..112], small.OutgoingEncryption.ToArray());
        CollectionAssert.AreEqual(all[112..160], small.OutgoingAuthentication.ToArray());
        Assert.AreEqual(160, great.NextIndex);
        Assert.AreEqual(160, small.NextIndex);
    }

    [TestMethod]
    [DataRow(HipCipherId.NullEncrypt, 64)]
    [DataRow(HipCipherId.Aes128Cbc, 96)]
    [DataRow(HipCipherId.Aes256Cbc, 128)]
    public void HIP_keys_have_the_natural_size_of_their_algorithms(HipCipherId cipher, int next)
    {
        using Keymat keymat = New(RHash.Sha256);
        using DrawnKeys keys = keymat.DrawHipKeys(Great, Small, cipher);
        Assert.AreEqual(next, keys.NextIndex);
    }

    [TestMethod]
    public void ESP_keys_past_the_end_are_not_drawn()
    {
        using Keymat keymat = New(RHash.Sha256);
        Assert.IsTrue(keymat.TryDrawKeys(keymat.Length - 96, Small, Great, 16, 32, out DrawnKeys? last));
        Assert.AreEqual(keymat.Length, last.NextIndex);
        Assert.IsFalse(keymat.TryDrawKeys(last.NextIndex, Small, Great, 16, 32, out _));
        Assert.IsFalse(keymat.TryDrawKeys(keymat.Length - 95, Small, Great, 16, 32, out _));
        Assert.IsFalse(keymat.TryDrawKeys(-1, Small, Great, 16, 32, out _));
        Assert.IsFalse(keymat.TryDrawKeys(ushort.MaxValue, Small, Great, 16, 32, out _));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => keymat.TryDrawKeys(0, Small, Great, -1, 32, out _));
        last.Dispose();
    }

    [TestMethod]
    public void After_disposal_there_are_no_keys()
    {
        Keymat keymat = New(RHash.Sha256);
        DrawnKeys keys = keymat.DrawHipKeys(Great, Small, HipCipherId.Aes128Cbc);
        keys.Dispose();
        keymat.Dispose();

        Assert.IsFalse(keys.OutgoingEncryption.ContainsAnyExcept((byte)0));
        Assert.IsFalse(keys.IncomingAuthentication.ContainsAnyExcept((byte)0));
        Assert.ThrowsExactly<ObjectDisposedException>(() => keymat.TryDraw(0, new byte[1]));
        Assert.ThrowsExactly<ObjectDisposedException>(
            () => keymat.TryDrawKeys(0, Small, Great, 16, 32, out _));
        Assert.ThrowsExactly<ObjectDisposedException>(
            () => keymat.DrawHipKeys(Small, Great, HipCipherId.Aes128Cbc));
    }

    private static Keymat New(RHash hash)
    {
        int length = RHashes.Length(hash);
        return new Keymat(hash, Octets(32, 1), Octets(length, 2), Octets(length, 3), Small, Great);
    }

    private static byte[] Expected(RHash hash)
    {
        int length = RHashes.Length(hash);
        byte[] info = new byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(info, Small);
        BinaryPrimitives.WriteUInt128BigEndian(info.AsSpan(16), Great);
        HashAlgorithmName name = hash == RHash.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384;
        return HKDF.DeriveKey(
            name, Octets(32, 1), 255 * length, [.. Octets(length, 2), .. Octets(length, 3)], info);
    }

    private static byte[] Draw(Keymat keymat)
    {
        byte[] keys = new byte[100];
        Assert.IsTrue(keymat.TryDraw(0, keys));
        return keys;
    }

    private static byte[] Octets(int count, byte value)
    {
        byte[] octets = new byte[count];
        Array.Fill(octets, value);
        return octets;
    }
}
