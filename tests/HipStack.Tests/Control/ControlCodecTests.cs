using System.Text;
using System.Text.Json;
using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Control;

[TestClass]
public sealed class ControlCodecTests
{
    private const int Mutations = 20_000;

    private static readonly ControlAnswer Full = new()
    {
        Version = 1,
        Status = ControlFault.Refused,
        Error = "why",
        Now = SampleRecords.Now,
        Daemon = SampleRecords.Daemon,
        Association = SampleRecords.Association,
        Peer = SampleRecords.Peer,
        Explanation = SampleRecords.Explanation,
        Ping = new() { Sequence = 1, Rtt = TimeSpan.FromMilliseconds(0.1), Path = SampleRecords.Path },
        Capture = new() { Pcapng = FixedDaemon.Octets, Packets = 1, Lost = 2, Keys = ["key"] },
        Event = SampleRecords.Event,
        Change = new() { Changed = 3, Notes = ["a note"] },
    };

    private static readonly ControlRequest FullRequest = new()
    {
        Version = 1,
        Verb = ControlVerb.AddHost,
        Peer = "beta",
        Count = 3,
        Host = SampleRecords.Host,
        Capture = new() { Inner = true, Keys = true, Count = 4, Peer = "beta" },
        Objects = [[1, 2, 3]],
        Certificate = "aa",
    };

    [TestMethod]
    public void An_answer_comes_back_as_it_was()
    {
        byte[] line = ControlCodec.Encode(Full);

        Assert.IsTrue(ControlCodec.TryDecode(line, out ControlAnswer? back));
        Assert.AreEqual(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(ControlCodec.Encode(back)));
        Assert.AreEqual(SampleRecords.Path.Rtt, back.Association!.Path!.Rtt);
        Assert.AreEqual(SampleRecords.Path.Remote, back.Association.Path.Remote);
        Assert.AreSequenceEqual(FixedDaemon.Octets, back.Capture!.Pcapng.ToArray());
    }

    [TestMethod]
    public void A_request_comes_back_as_it_was()
    {
        byte[] line = ControlCodec.Encode(FullRequest);

        Assert.IsTrue(ControlCodec.TryDecode(line, out ControlRequest? back, out _));
        Assert.AreEqual(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(ControlCodec.Encode(back)));
    }

    [TestMethod]
    public void Lists_that_are_left_out_are_empty()
    {
        byte[] line = """
            {"version":1,"verb":"add-host","host":{"hit":"::1"},"association":{"local_hit":"::1","peer_hit":"::2",
            "state":"closed","since":"2026-11-21T12:00:00Z"}}
            """u8.ToArray();

        Assert.IsTrue(ControlCodec.TryDecode(line, out ControlRequest? request, out _));
        Assert.IsEmpty(request.Host!.Addresses);
        Assert.IsTrue(ControlCodec.TryDecode(line, out ControlAnswer? answer));
        Assert.IsEmpty(answer.Association!.Chain);
        Assert.IsEmpty(answer.Association.Drops);
    }

    [TestMethod]
    public void A_line_has_one_line_end_whatever_names_hold()
    {
        byte[] line = ControlCodec.Encode(Full with { Error = "one\ntwo\r\n" });

        Assert.AreEqual(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
    }

    [TestMethod]
    public void States_are_the_words_of_the_RFC()
    {
        string[] expected =
        [
            "UNASSOCIATED", "I1-SENT", "I2-SENT", "R2-SENT", "ESTABLISHED", "CLOSING", "CLOSED", "E-FAILED",
        ];

        AssociationState[] states = [.. Enum.GetValues<AssociationState>().Skip(1)];

        Assert.AreSequenceEqual(expected, [.. states.Select(state => ControlWord.Of(state).ToUpperInvariant())]);
    }

    [TestMethod]
    public void Members_and_words_of_a_later_version_are_let_be()
    {
        byte[] later = """
            {"version":1,"new":{"a":[1]},"event":{"at":"2026-11-21T12:00:00Z","change":"merged","local_hit":"::1",
            "peer_hit":"::2","colour":"red"}}
            """u8.ToArray();

        Assert.IsTrue(ControlCodec.TryDecode(later, out ControlAnswer? answer));
        Assert.AreEqual(AssociationChange.Unknown, answer.Event!.Change);
    }

    [TestMethod]
    [DataRow("", ControlFault.Malformed)]
    [DataRow("null", ControlFault.Malformed)]
    [DataRow("[]", ControlFault.Malformed)]
    [DataRow("{", ControlFault.Malformed)]
    [DataRow("""{"verb":"status"}""", ControlFault.Malformed)]
    [DataRow("""{"version":1}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":7}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"status","verb":"shutdown"}""", ControlFault.Malformed)]
    [DataRow("""{"version":2,"verb":"status"}""", ControlFault.UnsupportedVersion)]
    [DataRow("""{"version":0,"verb":"status"}""", ControlFault.UnsupportedVersion)]
    [DataRow("""{"version":1,"verb":"format-disk"}""", ControlFault.UnknownVerb)]
    [DataRow("""{"version":1,"verb":"unknown"}""", ControlFault.UnknownVerb)]
    [DataRow("""{"version":1,"verb":"explain"}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"rst","peer":""}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"rst","peer":"a\u001bb"}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"ping","peer":"a","count":0}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"ping","peer":"a","count":1001}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"capture","capture":{"count":0}}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-cert"}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-cert","objects":[]}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-cert","objects":[null]}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-cert","objects":["*"]}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-host"}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-host","host":{"hit":"x"}}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-host","host":{"hit":null}}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-host","host":{"hit":"::1","addresses":[null]}}""", ControlFault.Malformed)]
    [DataRow("""{"version":1,"verb":"add-host","host":{"hit":"::1","addresses":null}}""", ControlFault.Malformed)]
    public void A_request_that_is_none_is_refused(string line, ControlFault expected)
    {
        Assert.IsFalse(ControlCodec.TryDecode(Encoding.UTF8.GetBytes(line), out _, out ControlFault fault));
        Assert.AreEqual(expected, fault);
    }

    [TestMethod]
    public void A_request_beyond_the_limits_is_refused()
    {
        Refused(FullRequest with { Peer = new string('a', ControlLimits.MaxName + 1) });
        Refused(FullRequest with { Objects = [.. Enumerable.Repeat<byte[]>([1], ControlLimits.MaxObjects + 1)] });
        Refused(FullRequest with
        {
            Host = SampleRecords.Host with
            {
                Addresses =
                    [.. Enumerable.Repeat(SampleRecords.Path.Local, ControlLimits.MaxAddresses + 1)],
            },
        });
    }

    [TestMethod]
    public void Deep_nesting_is_refused()
    {
        string deep = "{\"version\":1,\"verb\":\"status\",\"x\":" + new string('[', 100_000);

        Assert.IsFalse(ControlCodec.TryDecode(Encoding.UTF8.GetBytes(deep), out _, out ControlFault fault));
        Assert.AreEqual(ControlFault.Malformed, fault);
    }

    [TestMethod]
    public void Mutated_lines_are_decoded_or_refused()
    {
        FuzzSource source = new(Property.Seed);
        byte[] request = ControlCodec.Encode(FullRequest);
        byte[] answer = ControlCodec.Encode(Full);
        for (int i = 0; i < Mutations; i++)
        {
            if (ControlCodec.TryDecode(source.Mutate(request), out ControlRequest? read, out ControlFault fault))
            {
                _ = ControlCodec.Encode(read);
                Assert.AreEqual(ControlFault.None, fault);
            }

            _ = ControlCodec.TryDecode(source.Mutate(answer), out ControlAnswer? _);
        }
    }

    [TestMethod]
    public void Records_stand_in_other_JSON_as_in_answers()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            ControlCodec.Write(writer, SampleRecords.Daemon);
        }

        JsonElement json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.AreEqual(76 * 3600, json.GetProperty("uptime_seconds").GetDouble());
        Assert.AreEqual("2001:22:aaaa::1", json.GetProperty("identities")[0].GetProperty("hit").GetString());
    }

    private static void Refused(ControlRequest request)
    {
        Assert.IsFalse(ControlCodec.TryDecode(ControlCodec.Encode(request), out _, out ControlFault fault));
        Assert.AreEqual(ControlFault.Malformed, fault);
    }
}
