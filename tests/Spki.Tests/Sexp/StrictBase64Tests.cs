using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class StrictBase64Tests
{
    [TestMethod]
    public void Every_length_comes_back()
    {
        for (int length = 0; length < 100; length++)
        {
            byte[] octets = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
            string text = Convert.ToBase64String(octets);

            Assert.IsTrue(StrictBase64.TryDecode(Encoding.ASCII.GetBytes(text), out byte[]? padded));
            CollectionAssert.AreEqual(octets, padded);
            byte[] bare = Encoding.ASCII.GetBytes(text.TrimEnd('='));
            Assert.IsTrue(StrictBase64.TryDecode(bare, Base64Padding.Optional, out byte[]? unpadded));
            CollectionAssert.AreEqual(octets, unpadded);
            Assert.AreEqual(length % 3 == 0, StrictBase64.TryDecode(bare, out _));
        }
    }

    [TestMethod]
    public void One_octet_has_one_spelling_among_all_of_two_characters()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        HashSet<byte> seen = [];
        int accepted = 0;
        foreach (char first in Alphabet)
        {
            foreach (char second in Alphabet)
            {
                if (StrictBase64.TryDecode(Encoding.ASCII.GetBytes($"{first}{second}=="), out byte[]? octets))
                {
                    accepted++;
                    Assert.IsTrue(seen.Add(octets.Single()));
                }
            }
        }

        Assert.AreEqual(256, accepted);
    }

    [TestMethod]
    public void Only_the_alphabet_and_white_space_may_stand()
    {
        for (int octet = 0; octet < 256; octet++)
        {
            byte[] text = [(byte)'Y', (byte)'W', (byte)octet, (byte)'J', (byte)'j'];
            bool isSpace = " \t\v\f\r\n".Contains((char)octet, StringComparison.Ordinal);

            // A fifth character makes the length wrong, so only white space can be there.
            Assert.AreEqual(isSpace, StrictBase64.TryDecode(text, Base64Padding.Optional, out _), $"octet {octet}");
        }
    }

    [TestMethod]
    public void White_space_may_stand_anywhere()
    {
        byte[] text = Encoding.ASCII.GetBytes(" \tY\vW\fJ\rj\nZ A = = ");

        Assert.IsTrue(StrictBase64.TryDecode(text, out byte[]? octets));
        Assert.AreEqual("abcd", Encoding.ASCII.GetString(octets));
    }

    [TestMethod]
    public void Only_white_space_is_no_octets()
    {
        Assert.IsTrue(StrictBase64.TryDecode("  "u8, out byte[]? octets));
        Assert.IsEmpty(octets);
    }
}
