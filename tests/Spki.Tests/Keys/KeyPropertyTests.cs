using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

/// <summary>A failing run prints the seed that replays it.</summary>
[TestClass]
public sealed class KeyPropertyTests
{
    [TestMethod]
    public void What_is_signed_is_verified_and_nothing_else()
    {
        Gen<(KeyAlgorithm, byte[], byte[])> cases =
            from algorithm in Gen.Elements(KeyAlgorithms.All.ToArray())
            from text in Gen.ArrayOf(Gen.Choose(0, 255))
            from other in Gen.ArrayOf(Gen.Choose(0, 255))
            select (algorithm, Bytes(text), Bytes(other));
        Check(cases, 200, sample =>
        {
            (KeyAlgorithm algorithm, byte[] text, byte[] other) = sample;
            PrivateKey key = Of(algorithm);
            byte[] digest = SpkiHash.Of(key.Public.SignatureHash, text).Value.ToArray();
            byte[] otherDigest = SpkiHash.Of(key.Public.SignatureHash, other).Value.ToArray();
            SexpNode signature = Parse(key.SignDigest(digest).Canonical.ToArray());
            return key.Public.VerifyDigest(digest, signature, out _)
                && key.Public.VerifyDigest(otherDigest, signature, out _) == text.SequenceEqual(other);
        });
    }

    [TestMethod]
    public void A_key_that_is_read_has_the_bytes_that_it_was_read_from()
    {
        // Change a good key at one place: either it is refused, or its spelling is what was read.
        Gen<(KeyAlgorithm, int, int)> cases =
            from algorithm in Gen.Elements(KeyAlgorithms.All.ToArray())
            from at in Gen.Choose(0, 1000)
            from value in Gen.Choose(0, 255)
            select (algorithm, at, value);
        Check(cases, 5000, sample =>
        {
            byte[] bytes = Of(sample.Item1).Public.Sexp.Canonical.ToArray();
            bytes[sample.Item2 % bytes.Length] = (byte)sample.Item3;
            return !SexpNode.TryParse(bytes, null, out SexpNode? node, out _)
                || !PublicKey.TryParse(node, out PublicKey? key, out _)
                || key.Sexp.Canonical.Span.SequenceEqual(bytes);
        });
    }

    [TestMethod]
    public void Principals_are_ordered_as_their_octets()
    {
        Gen<(byte[], byte[])> cases =
            from left in Gen.ArrayOf(Gen.Choose(0, 3), 32)
            from right in Gen.ArrayOf(Gen.Choose(0, 3), 32)
            select (Bytes(left), Bytes(right));
        Check(cases, 1000, pair =>
        {
            int octets = pair.Item1.AsSpan().SequenceCompareTo(pair.Item2);
            Principal left = Principal.Of(pair.Item1);
            Principal right = Principal.Of(pair.Item2);
            return Math.Sign(left.CompareTo(right)) == Math.Sign(octets) && (left == right) == (octets == 0);
        });
    }

    private static void Check<T>(Gen<T> cases, int runs, Func<T, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    private static byte[] Bytes(int[] values) => [.. values.Select(value => (byte)value)];
}
