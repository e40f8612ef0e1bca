using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>Numbers and lengths of the RFCs, written here a second time.</summary>
[TestClass]
public sealed class WireNumberTests
{
    [TestMethod]
    [DataRow(1, 16, 20, 16, 12, 0)]
    [DataRow(7, 0, 32, 0, 16, 0)]
    [DataRow(8, 16, 32, 16, 16, 0)]
    [DataRow(9, 32, 32, 16, 16, 0)]
    [DataRow(10, 19, 0, 8, 8, 3)]
    [DataRow(11, 19, 0, 8, 16, 3)]
    [DataRow(12, 20, 0, 8, 8, 4)]
    [DataRow(13, 20, 0, 8, 16, 4)]
    [DataRow(14, 0, 16, 0, 12, 0)]
    [DataRow(15, 0, 20, 8, 16, 4)]
    public void An_ESP_suite_has_its_lengths(int id, int encryption, int authentication, int iv, int icv, int salt)
    {
        EspSuiteId suite = (EspSuiteId)id;

        Assert.IsTrue(suite.IsKnown());
        Assert.AreEqual(encryption, suite.EncryptionKeyLength());
        Assert.AreEqual(authentication, suite.AuthenticationKeyLength());
        Assert.AreEqual(iv, suite.IvLength());
        Assert.AreEqual(icv, suite.IcvLength());
        Assert.AreEqual(salt, suite.SaltLength());
        Assert.AreEqual(encryption == 0, suite.IsUnencrypted());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2)]
    [DataRow(6)]
    [DataRow(16)]
    public void A_reserved_or_deprecated_ESP_suite_is_not_known(int id)
    {
        Assert.IsFalse(((EspSuiteId)id).IsKnown());
        Assert.AreEqual(0, ((EspSuiteId)id).IcvLength());
    }

    [TestMethod]
    [DataRow(1, 0, 0)]
    [DataRow(2, 16, 16)]
    [DataRow(4, 32, 16)]
    public void A_cipher_has_its_lengths(int id, int key, int iv)
    {
        Assert.IsTrue(((HipCipherId)id).IsKnown());
        Assert.AreEqual(key, ((HipCipherId)id).KeyLength());
        Assert.AreEqual(iv, ((HipCipherId)id).IvLength());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(5)]
    public void A_reserved_cipher_is_not_known(int id) => Assert.IsFalse(((HipCipherId)id).IsKnown());

    [TestMethod]
    [DataRow(0, 8)]
    [DataRow(4, 8)]
    [DataRow(5, 16)]
    [DataRow(12, 16)]
    [DataRow(13, 24)]
    public void A_parameter_is_padded_as_the_formula_of_RFC_7401_says(int contents, int total) =>
        Assert.HasCount(total, HipParameters.Encode(new RawParameter((ParameterType)40000, new byte[contents])));

    [TestMethod]
    [DataRow(NotifyType.RegRequired, true)]
    [DataRow((NotifyType)16383, true)]
    [DataRow(NotifyType.I2Acknowledgement, false)]
    [DataRow(NotifyType.NatKeepalive, false)]
    [DataRow((NotifyType)65535, false)]
    public void Notifications_below_16384_are_errors(NotifyType type, bool isError) =>
        Assert.AreEqual(isError, new NotificationParameter(type).IsError);

    [TestMethod]
    public void Lifetimes_of_registrations_are_powers_of_two_in_eighths()
    {
        Assert.AreEqual(TimeSpan.Zero, RegistrationLifetime.Decode(0));
        Assert.AreEqual(TimeSpan.FromSeconds(1), RegistrationLifetime.Decode(64));
        Assert.AreEqual(TimeSpan.FromSeconds(2), RegistrationLifetime.Decode(72));
        Assert.AreEqual(178, (int)Math.Round(RegistrationLifetime.Decode(255).TotalDays));
        Assert.AreEqual((byte)0, RegistrationLifetime.Encode(TimeSpan.Zero));
        Assert.AreEqual((byte)0, RegistrationLifetime.Encode(TimeSpan.MinValue));
        Assert.AreEqual((byte)1, RegistrationLifetime.Encode(TimeSpan.FromTicks(1)));
        Assert.AreEqual((byte)255, RegistrationLifetime.Encode(TimeSpan.MaxValue));
        for (int field = 1; field <= byte.MaxValue; field++)
        {
            Assert.AreEqual((byte)field, RegistrationLifetime.Encode(RegistrationLifetime.Decode((byte)field)));
        }
    }

    [TestMethod]
    public void A_lifetime_is_never_granted_longer_than_it_was_meant()
    {
        for (int seconds = 1; seconds < 100_000; seconds += 37)
        {
            TimeSpan meant = TimeSpan.FromSeconds(seconds);
            byte field = RegistrationLifetime.Encode(meant);

            Assert.IsLessThanOrEqualTo(meant, RegistrationLifetime.Decode(field));
            Assert.IsGreaterThan(meant, RegistrationLifetime.Decode((byte)(field + 1)));
        }
    }
}
