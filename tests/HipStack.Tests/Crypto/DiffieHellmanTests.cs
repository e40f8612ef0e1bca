using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class DiffieHellmanTests
{
    private static readonly DhGroup[] Curves = [DhGroup.P256, DhGroup.P384, DhGroup.P521];

    private static readonly (DhGroup Group, string Hex, int Bits, int Offset)[] Primes =
    [
        (DhGroup.Modp1536, ModpPrimes.Bits1536, 1536, 741804),
        (DhGroup.Modp2048, ModpPrimes.Bits2048, 2048, 124476),
        (DhGroup.Modp3072, ModpPrimes.Bits3072, 3072, 1690314),
    ];

    public static IEnumerable<object[]> Groups =>
        Enum.GetValues<DhGroup>().Where(group => group != DhGroup.None).Select(group => new object[] { group });

    [TestMethod]
    [DynamicData(nameof(Groups))]
    public void Both_sides_come_to_the_same_secret_of_full_length(DhGroup group)
    {
        using DiffieHellman one = DiffieHellman.Generate(group);
        using DiffieHellman other = DiffieHellman.Generate(group);

        Assert.IsTrue(one.TryDerive(other.PublicValue.Span, out byte[]? secret));
        Assert.IsTrue(other.TryDerive(one.PublicValue.Span, out byte[]? same));
        CollectionAssert.AreEqual(secret, same);
        Assert.AreEqual(DiffieHellman.PublicLength(group), one.PublicValue.Length);
        Assert.HasCount(Curves.Contains(group) ? one.PublicValue.Length / 2 : one.PublicValue.Length, secret);
        Assert.IsTrue(DiffieHellman.IsSupported(group));
        CollectionAssert.AreNotEqual(one.PublicValue.ToArray(), other.PublicValue.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Groups))]
    public void A_value_of_another_length_is_refused(DhGroup group)
    {
        using DiffieHellman ours = DiffieHellman.Generate(group);
        byte[] value = DiffieHellman.Generate(group).PublicValue.ToArray();

        Assert.IsFalse(ours.TryDerive(default, out _));
        Assert.IsFalse(ours.TryDerive(value.AsSpan(1), out _));
        Assert.IsFalse(ours.TryDerive(value.AsSpan(0, value.Length - 1), out _));
        Assert.IsFalse(ours.TryDerive([0, .. value], out _));
        Assert.IsFalse(ours.TryDerive([4, .. value], out _));
        Assert.IsFalse(ours.TryDerive([.. value, 0], out _));
        Assert.IsFalse(ours.TryDerive(value.AsSpan(0, value.Length / 2), out _));
    }

    [TestMethod]
    [DataRow(DhGroup.P256)]
    [DataRow(DhGroup.P384)]
    [DataRow(DhGroup.P521)]
    public void A_point_off_the_curve_is_refused(DhGroup group)
    {
        using DiffieHellman ours = DiffieHellman.Generate(group);
        byte[] value = DiffieHellman.Generate(group).PublicValue.ToArray();
        for (int bit = 0; bit < 8; bit++)
        {
            value[^1] ^= (byte)(1 << bit);
            Assert.IsFalse(ours.TryDerive(value, out _));
            value[^1] ^= (byte)(1 << bit);
        }

        Assert.IsTrue(ours.TryDerive(value, out _));
        Assert.IsFalse(ours.TryDerive(new byte[value.Length], out _));
        Array.Fill(value, byte.MaxValue);
        Assert.IsFalse(ours.TryDerive(value, out _));
    }

    [TestMethod]
    public void A_coordinate_of_the_prime_or_above_is_refused()
    {
        // A point whose x is below 2^224, so that x + p still fits: found by trying; its square root is by (p+1)/4.
        BigInteger p = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 224) + BigInteger.Pow(2, 192)
            + BigInteger.Pow(2, 96) - 1;
        BigInteger b = Number("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
        using DiffieHellman ours = DiffieHellman.Generate(DhGroup.P256);
        for (BigInteger x = 1; x < 20; x++)
        {
            BigInteger square = BigInteger.Remainder((x * x * x) - (3 * x) + b + p, p);
            BigInteger y = BigInteger.ModPow(square, (p + 1) / 4, p);
            bool isOnCurve = BigInteger.ModPow(y, 2, p) == square;
            Assert.AreEqual(isOnCurve, ours.TryDerive([.. Octets(x, 32), .. Octets(y, 32)], out _));
            Assert.IsFalse(ours.TryDerive([.. Octets(x + p, 32), .. Octets(y, 32)], out _));
        }
    }

    [TestMethod]
    public void The_exchanges_of_RFC_5903_come_to_their_secrets()
    {
        Assert.HasCount(3, EcdhVector.All);
        foreach (EcdhVector vector in EcdhVector.All)
        {
            NamedCurve curve = Curve(vector.Group);
            using ECDiffieHellman keyI = Key(curve, vector.PrivateI, vector.PublicI);
            using ECDiffieHellman keyR = Key(curve, vector.PrivateR, vector.PublicR);
            using CurveAgreement i = new(curve, keyI);
            using CurveAgreement r = new(curve, keyR);

            Assert.AreEqual(vector.PublicI, Convert.ToHexString(i.PublicValue()));
            Assert.AreEqual(vector.Secret, Convert.ToHexString(i.Derive(Convert.FromHexString(vector.PublicR))!));
            Assert.AreEqual(vector.Secret, Convert.ToHexString(r.Derive(Convert.FromHexString(vector.PublicI))!));
        }
    }

    [TestMethod]
    public void A_secret_or_a_coordinate_with_leading_zeros_keeps_its_length()
    {
        using DiffieHellman ours = DiffieHellman.Generate(DhGroup.P256);
        bool isSecretShort = false;
        bool isValueShort = false;
        for (int tries = 0; tries < 20_000 && !(isSecretShort && isValueShort); tries++)
        {
            using DiffieHellman other = DiffieHellman.Generate(DhGroup.P256);
            Assert.AreEqual(64, other.PublicValue.Length);
            Assert.IsTrue(ours.TryDerive(other.PublicValue.Span, out byte[]? secret));
            Assert.HasCount(32, secret);
            isValueShort |= other.PublicValue.Span[0] == 0;
            isSecretShort |= secret[0] == 0;
            if (secret[0] == 0)
            {
                Assert.IsTrue(other.TryDerive(ours.PublicValue.Span, out byte[]? same));
                CollectionAssert.AreEqual(secret, same);
            }
        }

        Assert.IsTrue(isSecretShort && isValueShort);
    }

    [TestMethod]
    public void A_MODP_secret_with_leading_zeros_keeps_its_length()
    {
        using DiffieHellman one = DiffieHellman.Generate(DhGroup.Modp1536);
        byte[] value = new byte[192];
        for (int candidate = 2; candidate < 5_000; candidate++)
        {
            value[^2] = (byte)(candidate >> 8);
            value[^1] = (byte)candidate;
            Assert.IsTrue(one.TryDerive(value, out byte[]? secret));
            Assert.HasCount(192, secret);
            if (secret[0] == 0)
            {
                return;
            }
        }

        Assert.Fail("One secret in 256 begins with a zero.");
    }

    [TestMethod]
    [DataRow(DhGroup.Modp1536)]
    [DataRow(DhGroup.Modp2048)]
    [DataRow(DhGroup.Modp3072)]
    public void Zero_one_and_what_is_near_the_prime_are_refused(DhGroup group)
    {
        using DiffieHellman ours = DiffieHellman.Generate(group);
        BigInteger p = Number(Primes.Single(row => row.Group == group).Hex);
        int length = DiffieHellman.PublicLength(group);
        BigInteger[] refused = [0, 1, p - 1, p, p + 1, p + 2, BigInteger.Pow(256, length) - 1];
        BigInteger[] taken = [2, 3, p - 2, p - 3];

        foreach (BigInteger value in refused)
        {
            Assert.IsFalse(ours.TryDerive(Octets(value, length), out byte[]? secret));
            Assert.IsNull(secret);
        }

        foreach (BigInteger value in taken)
        {
            Assert.IsTrue(ours.TryDerive(Octets(value, length), out _));
        }
    }

    [TestMethod]
    [DataRow(DhGroup.Modp1536)]
    [DataRow(DhGroup.Modp2048)]
    [DataRow(DhGroup.Modp3072)]
    public void A_MODP_secret_is_what_plain_arithmetic_says(DhGroup group)
    {
        BigInteger p = Number(Primes.Single(row => row.Group == group).Hex);
        using DiffieHellman ours = DiffieHellman.Generate(group);
        foreach (int exponent in new[] { 1, 2, 65_537, 1_000_003 })
        {
            // Whoever has g^e for a known e comes to (our value)^e.
            byte[] value = Octets(BigInteger.ModPow(2, exponent, p), DiffieHellman.PublicLength(group));
            Assert.IsTrue(ours.TryDerive(value, out byte[]? secret));
            BigInteger expected = BigInteger.ModPow(
                new BigInteger(ours.PublicValue.Span, isUnsigned: true, isBigEndian: true), exponent, p);
            CollectionAssert.AreEqual(Octets(expected, secret.Length), secret);
        }
    }

    [TestMethod]
    public void The_primes_are_made_of_pi_as_RFC_3526_says()
    {
        BigInteger pi = Pi(3100);
        foreach ((DhGroup group, string hex, int bits, int offset) in Primes)
        {
            BigInteger expected = BigInteger.Pow(2, bits) - BigInteger.Pow(2, bits - 64) - 1
                + (BigInteger.Pow(2, 64) * ((pi >> (3100 - (bits - 130))) + offset));
            Assert.AreEqual(expected, Number(hex), group.ToString());
        }
    }

    [TestMethod]
    public void The_primes_are_safe_primes_and_two_makes_the_large_subgroup()
    {
        foreach ((DhGroup group, string hex, int bits, _) in Primes)
        {
            BigInteger p = Number(hex);
            BigInteger q = (p - 1) / 2;
            Assert.AreEqual(bits, p.GetBitLength());
            Assert.AreEqual(BigInteger.One, BigInteger.ModPow(2, q, p), group.ToString());
            Assert.AreEqual(BigInteger.One, BigInteger.ModPow(3, p - 1, p), group.ToString());
            Assert.AreEqual(BigInteger.One, BigInteger.ModPow(3, q - 1, q), group.ToString());
        }
    }

    [TestMethod]
    public void Groups_that_are_not_supported_are_named_as_such()
    {
        foreach (int number in new[] { 0, 1, 2, 5, 6, 10, 12, 255 })
        {
            DhGroup group = (DhGroup)number;
            Assert.IsFalse(DiffieHellman.IsSupported(group));
            Assert.AreEqual(0, DiffieHellman.PublicLength(group));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => DiffieHellman.Generate(group));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Groups))]
    public void No_octets_of_a_peer_make_an_exception(DhGroup group)
    {
        FuzzSource source = new(Property.Seed);
        using DiffieHellman ours = DiffieHellman.Generate(group);
        byte[] value = ours.PublicValue.ToArray();
        for (int i = 0; i < 200; i++)
        {
            byte[] mutated = source.Mutate(value);
            bool derived = ours.TryDerive(mutated, out byte[]? secret);
            Assert.AreEqual(derived, secret is not null);
            Assert.IsTrue(!derived || mutated.Length == value.Length);
        }
    }

    private static NamedCurve Curve(DhGroup group) => group switch
    {
        DhGroup.P256 => NamedCurve.P256,
        DhGroup.P384 => NamedCurve.P384,
        _ => NamedCurve.P521,
    };

    private static ECDiffieHellman Key(NamedCurve curve, string privateKey, string publicValue)
    {
        ECParameters numbers = curve.PublicKey(Convert.FromHexString(publicValue));
        numbers.D = Convert.FromHexString(privateKey);
        return ECDiffieHellman.Create(numbers);
    }

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte[] Octets(BigInteger number, int length)
    {
        byte[] octets = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - octets.Length], .. octets];
    }

    /// <summary>pi * 2^bits, rounded down, by Machin: pi = 16 atan(1/5) - 4 atan(1/239).</summary>
    private static BigInteger Pi(int bits)
    {
        const int Guard = 32;
        return ((16 * InverseTangent(5, bits + Guard)) - (4 * InverseTangent(239, bits + Guard))) >> Guard;
    }

    private static BigInteger InverseTangent(int divisor, int bits)
    {
        BigInteger power = (BigInteger.One << bits) / divisor;
        BigInteger sum = power;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power = -power / (divisor * divisor);
            sum += power / n;
        }

        return sum;
    }
}
