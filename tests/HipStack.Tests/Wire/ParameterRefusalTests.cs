using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>Contents that have no meaning: TryRead refuses them.</summary>
[TestClass]
public sealed class ParameterRefusalTests
{
    private static bool IsRead(ParameterType type, ReadOnlySpan<byte> contents) =>
        ParameterKinds.Get(type).Read(contents.ToArray()) is not null;

    [TestMethod]
    [DataRow(ParameterType.EspInfo, 12)]
    [DataRow(ParameterType.R1Counter, 12)]
    [DataRow(ParameterType.Seq, 4)]
    [DataRow(ParameterType.TransactionPacing, 4)]
    [DataRow(ParameterType.CandidatePriority, 4)]
    [DataRow(ParameterType.Nominate, 4)]
    [DataRow(ParameterType.InnerFamilies, 4)]
    [DataRow(ParameterType.From, 16)]
    [DataRow(ParameterType.RegFrom, 20)]
    [DataRow(ParameterType.RelayFrom, 20)]
    [DataRow(ParameterType.RelayTo, 20)]
    [DataRow(ParameterType.RelayedAddress, 20)]
    [DataRow(ParameterType.MappedAddress, 20)]
    [DataRow(ParameterType.PeerPermission, 48)]
    public void A_parameter_of_fixed_length_has_that_length(ParameterType type, int length)
    {
        Assert.IsTrue(IsRead(type, new byte[length]));
        Assert.IsFalse(IsRead(type, new byte[length - 1]));
        Assert.IsFalse(IsRead(type, new byte[length + 1]));
        Assert.IsFalse(IsRead(type, []));
    }

    [TestMethod]
    [DataRow(ParameterType.Puzzle, 4)]
    [DataRow(ParameterType.Solution, 4)]
    [DataRow(ParameterType.Encrypted, 4)]
    [DataRow(ParameterType.HipSignature, 2)]
    [DataRow(ParameterType.HipSignature2, 2)]
    [DataRow(ParameterType.HipMac, 0)]
    [DataRow(ParameterType.HipMac2, 0)]
    [DataRow(ParameterType.RvsHmac, 0)]
    [DataRow(ParameterType.RelayHmac, 0)]
    [DataRow(ParameterType.DhGroupList, 0)]
    [DataRow(ParameterType.HitSuiteList, 0)]
    [DataRow(ParameterType.HipCipher, 0)]
    [DataRow(ParameterType.TransportFormatList, 0)]
    [DataRow(ParameterType.EspTransform, 2)]
    [DataRow(ParameterType.NatTraversalMode, 2)]
    [DataRow(ParameterType.Ack, 0)]
    [DataRow(ParameterType.ViaRvs, 0)]
    [DataRow(ParameterType.DiffieHellman, 3)]
    [DataRow(ParameterType.HostId, 6)]
    [DataRow(ParameterType.Notification, 3)]
    [DataRow(ParameterType.Cert, 3)]
    [DataRow(ParameterType.RegInfo, 1)]
    [DataRow(ParameterType.RegRequest, 0)]
    [DataRow(ParameterType.RegFailed, 0)]
    public void A_parameter_without_what_it_is_for_is_refused(ParameterType type, int most)
    {
        for (int length = 0; length <= most; length++)
        {
            Assert.IsFalse(IsRead(type, new byte[length]), $"{length}");
        }
    }

    [TestMethod]
    public void A_SOLUTION_has_two_numbers_of_one_length()
    {
        Assert.IsTrue(IsRead(ParameterType.Solution, new byte[4 + 64]));
        Assert.IsFalse(IsRead(ParameterType.Solution, new byte[4 + 65]));
        Assert.ThrowsExactly<ArgumentException>(() => new SolutionParameter(0, 0, new byte[32], new byte[31]));
    }

    [TestMethod]
    public void A_list_of_two_octet_identifiers_is_even()
    {
        Assert.IsFalse(IsRead(ParameterType.HipCipher, [0, 2, 0]));
        Assert.IsFalse(IsRead(ParameterType.EspTransform, [0, 0, 0, 8, 0]));
        Assert.IsFalse(IsRead(ParameterType.TransportFormatList, [0x0F]));
    }

    [TestMethod]
    public void More_than_six_suites_are_read_as_the_first_six_and_never_sent()
    {
        byte[] eight = [.. Enumerable.Range(1, 8).SelectMany(id => (byte[])[0, (byte)id])];

        Assert.IsTrue(HipCipherParameter.TryRead(eight, out HipCipherParameter? ciphers));
        Assert.IsTrue(EspTransformParameter.TryRead((byte[])[0, 0, .. eight], out EspTransformParameter? transform));

        CollectionAssert.AreEqual(
            Enumerable.Range(1, 6).Select(id => (HipCipherId)id).ToArray(), ciphers.Ciphers.ToArray());
        Assert.HasCount(6, transform.Suites);
        Assert.ThrowsExactly<ArgumentException>(() => new HipCipherParameter(new HipCipherId[7]));
        Assert.ThrowsExactly<ArgumentException>(() => new EspTransformParameter([]));
    }

    [TestMethod]
    public void A_HIT_suite_stands_in_the_upper_half_of_its_octet()
    {
        Assert.IsTrue(HitSuiteListParameter.TryRead(new byte[] { 0x10, 0x20, 0x50 }, out HitSuiteListParameter? list));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 5 }, list.Suites.ToArray());

        Assert.IsFalse(IsRead(ParameterType.HitSuiteList, [0x10, 0x21]));
    }

    [TestMethod]
    public void A_public_value_has_the_length_that_stands_before_it()
    {
        Assert.IsTrue(IsRead(ParameterType.DiffieHellman, [7, 0, 2, 1, 2]));
        Assert.IsFalse(IsRead(ParameterType.DiffieHellman, [7, 0, 1, 1, 2]));
        Assert.IsFalse(IsRead(ParameterType.DiffieHellman, [7, 0, 3, 1, 2]));
        Assert.IsFalse(IsRead(ParameterType.DiffieHellman, [7, 0xFF, 0xFF, 1, 2]));
    }

    [TestMethod]
    public void The_lengths_in_a_HOST_ID_add_up()
    {
        Assert.IsTrue(IsRead(ParameterType.HostId, [0, 1, 0x10, 2, 0, 7, 9, 8, 8]));
        Assert.IsFalse(IsRead(ParameterType.HostId, [0, 1, 0x10, 1, 0, 7, 9, 8, 8]));
        Assert.IsFalse(IsRead(ParameterType.HostId, [0, 2, 0x10, 2, 0, 7, 9, 8, 8]));
        Assert.IsFalse(IsRead(ParameterType.HostId, [0xFF, 0xFF, 0x1F, 0xFF, 0, 7, 9, 8, 8]));
        Assert.IsFalse(IsRead(ParameterType.HostId, [0, 0, 0x10, 3, 0, 7, 9, 8, 8]));
    }

    [TestMethod]
    public void A_HOST_ID_without_a_type_of_name_has_no_name()
    {
        Assert.IsTrue(IsRead(ParameterType.HostId, [0, 1, 0, 0, 0, 7, 9]));
        Assert.IsFalse(IsRead(ParameterType.HostId, [0, 1, 0, 1, 0, 7, 9, 8]));
        Assert.ThrowsExactly<ArgumentException>(
            () => new HostIdParameter(7, new byte[9], DomainIdentifierType.None, new byte[1]));
        Assert.ThrowsExactly<ArgumentException>(
            () => new HostIdParameter(7, new byte[9], DomainIdentifierType.Nai, new byte[4096]));
        Assert.ThrowsExactly<ArgumentException>(() => new HostIdParameter(7, new byte[9], (DomainIdentifierType)16));
        Assert.ThrowsExactly<ArgumentException>(() => new HostIdParameter(7, default));
    }

    [TestMethod]
    [DataRow(1, 0, DisplayName = "the number is zero")]
    [DataRow(2, 3, DisplayName = "the number is above the count")]
    [DataRow(0, 0, DisplayName = "the count is zero")]
    public void Certificates_are_numbered_from_one_to_their_count(int count, int id)
    {
        Assert.IsTrue(IsRead(ParameterType.Cert, [1, 3, 3, 2, 9]));
        Assert.IsFalse(IsRead(ParameterType.Cert, [1, (byte)count, (byte)id, 2, 9]));
    }

    [TestMethod]
    public void An_ACK_holds_whole_numbers_and_not_too_many()
    {
        Assert.IsFalse(IsRead(ParameterType.Ack, new byte[5]));
        Assert.IsTrue(IsRead(ParameterType.Ack, new byte[4 * HipProtocol.MaxAcknowledged]));
        Assert.IsFalse(IsRead(ParameterType.Ack, new byte[4 * (HipProtocol.MaxAcknowledged + 1)]));
    }

    [TestMethod]
    public void Lists_of_octets_and_addresses_have_limits()
    {
        Assert.IsTrue(IsRead(ParameterType.DhGroupList, new byte[HipProtocol.MaxListedIds]));
        Assert.IsFalse(IsRead(ParameterType.DhGroupList, new byte[HipProtocol.MaxListedIds + 1]));
        Assert.IsFalse(IsRead(ParameterType.HitSuiteList, new byte[HipProtocol.MaxListedIds + 1]));
        Assert.IsFalse(IsRead(ParameterType.RegInfo, new byte[2 + HipProtocol.MaxListedIds + 1]));
        Assert.IsTrue(IsRead(ParameterType.ViaRvs, new byte[16 * HipProtocol.MaxServers]));
        Assert.IsFalse(IsRead(ParameterType.ViaRvs, new byte[16 * (HipProtocol.MaxServers + 1)]));
        Assert.IsFalse(IsRead(ParameterType.ViaRvs, new byte[17]));
    }

    [TestMethod]
    public void Encrypted_data_is_split_from_a_vector_only_if_there_is_some()
    {
        Assert.IsTrue(EncryptedParameter.TryRead(new byte[4 + 17], out EncryptedParameter? encrypted));

        Assert.IsTrue(encrypted.TrySplit(16, out ReadOnlyMemory<byte> iv, out ReadOnlyMemory<byte> data));
        Assert.AreEqual((16, 1), (iv.Length, data.Length));
        Assert.IsTrue(encrypted.TrySplit(0, out iv, out data));
        Assert.AreEqual((0, 17), (iv.Length, data.Length));
        Assert.IsFalse(encrypted.TrySplit(17, out iv, out data));
        Assert.AreEqual((0, 0), (iv.Length, data.Length));
    }
}
