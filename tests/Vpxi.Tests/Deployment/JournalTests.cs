using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Vpxi.Tests.Deployment;

[TestClass]
public sealed class JournalTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"hiper-journal-{Environment.ProcessId}");

    private static JournalRecord Sample { get; } =
        new() { Kind = JournalKind.Process, Node = "a", Process = 7, Started = 99, Target = "" };

    [ClassInitialize]
    public static void Make(TestContext context) => Directory.CreateDirectory(Folder);

    [ClassCleanup]
    public static void Remove() => Directory.Delete(Folder, recursive: true);

    [TestMethod]
    public void What_is_written_is_read_and_a_line_that_was_broken_off_is_not()
    {
        string path = PathOf("broken");
        using (Journal journal = Journal.Create(path))
        {
            journal.Append(new JournalRecord { Kind = JournalKind.Begin, Target = "p", Version = Journal.Version });
            journal.Append(Sample);
        }

        File.AppendAllText(path, "{\"kind\":\"device\",\"tar");
        using (Journal journal = Journal.Open(path, isAlone: true))
        {
            Assert.HasCount(2, journal.Records);
            Assert.AreEqual(Sample, journal.Records[1]);
            Assert.IsNull(journal.DamagedLine);
            journal.Append(new JournalRecord { Kind = JournalKind.Complete });
        }

        using Journal again = Journal.Open(path, isAlone: false);
        Assert.IsTrue(again.IsComplete, "what came later stands on a line of its own");
    }

    [TestMethod]
    public void Who_writes_is_alone()
    {
        string path = PathOf("alone");
        using Journal journal = Journal.Create(path);
        Assert.ThrowsExactly<IOException>(() => Journal.Create(path));
        Assert.ThrowsExactly<IOException>(() => Journal.Open(path, isAlone: true));
        Assert.ThrowsExactly<IOException>(() => Journal.Open(path, isAlone: false));
    }

    [TestMethod]
    [DataRow("{}", DisplayName = "no kind")]
    [DataRow("{\"kind\":\"3\"}", DisplayName = "a kind by number")]
    [DataRow("{\"kind\":\"device\",\"target\":null}", DisplayName = "no target")]
    [DataRow("{\"kind\":\"device\",\"more\":1}", DisplayName = "something unknown")]
    [DataRow("{\"kind\":\"begin\",\"target\":\"p\",\"version\":2}", DisplayName = "a later version")]
    [DataRow("[[[[[[]]]]]]", DisplayName = "something deep")]
    [DataRow("null", DisplayName = "nothing")]
    public void A_line_that_is_no_record_is_told_and_the_others_are_read(string line)
    {
        string path = PathOf("damaged");
        File.WriteAllText(path, "{\"kind\":\"device\",\"target\":\"x\"}\n" + line + "\n{\"kind\":\"complete\"}\n");
        using Journal journal = Journal.Open(path, isAlone: false);
        Assert.AreEqual(2, journal.DamagedLine);
        Assert.HasCount(2, journal.Records);
    }

    [TestMethod]
    public void Any_octets_are_read_without_a_failure()
    {
        byte[] good = "{\"kind\":\"process\",\"target\":\"\",\"node\":\"a\",\"process\":7,\"started\":9}\n"u8.ToArray();
        string path = PathOf("fuzzed");
        int whole = FuzzRun.Each(500, source => source.Mutate(good), input =>
        {
            File.WriteAllBytes(path, input);
            using Journal journal = Journal.Open(path, isAlone: false);
            return journal.Records.Count == 1;
        });
        Assert.IsGreaterThan(0, whole);
    }

    [TestMethod]
    [DataRow(nameof(JournalKind.Folder), "/state/p", true)]
    [DataRow(nameof(JournalKind.Folder), "/state", false)]
    [DataRow(nameof(JournalKind.Folder), "/etc", false)]
    [DataRow(nameof(JournalKind.Namespace), "hiper.p.alpha", true)]
    [DataRow(nameof(JournalKind.Namespace), "hiper.p2.alpha", false)]
    [DataRow(nameof(JournalKind.Namespace), "hiper.p./../x", false)]
    [DataRow(nameof(JournalKind.Device), "eth0", false)]
    [DataRow(nameof(JournalKind.Cgroup), "/sys/fs/cgroup/hiper.p.alpha", true)]
    [DataRow(nameof(JournalKind.Cgroup), "/sys/fs/cgroup/system.slice", false)]
    [DataRow(nameof(JournalKind.Cgroup), "/sys/../etc/hiper.p.alpha", false)]
    public void A_plan_owns_what_bears_its_name(string kind, string target, bool isOurs) => Assert.AreEqual(
        isOurs,
        new Names("/state", "p").IsOurs(new JournalRecord { Kind = Enum.Parse<JournalKind>(kind), Target = target }));

    private static string PathOf(string name) => Path.Combine(Folder, name);
}
