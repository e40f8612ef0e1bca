using System.Text;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

[TestClass]
public sealed class VxdlXmlTests
{
    private const string Begin =
        "<description xmlns=\"http://www.vxdlforum.org/vxdl\"><virtualInfrastructure><id>x</id>";

    private const string End = "</virtualInfrastructure></description>";

    [TestMethod]
    [DataRow("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><description>&b;</description>", "syntax")]
    [DataRow("<description><virtualInfrastructure>", "syntax")]
    [DataRow("<description/>", "missing")]
    [DataRow(Begin + "<vNode/>" + End, "missing")]
    [DataRow(Begin + "<vLink><id>l</id><source>x</source></vLink>" + End, "missing")]
    [DataRow(Begin + "<vArray><id>a</id></vArray>" + End, "missing")]
    [DataRow(Begin + "<vNode><id>n</id><memory><simple>4</simple></memory></vNode>" + End, "unit")]
    [DataRow(Begin + "<vNode><id>n</id><memory><unit>GHz</unit><simple>4</simple></memory></vNode>" + End, "unit")]
    [DataRow(Begin + "<vNode><id>n</id><memory><unit>Mb</unit><simple>4</simple></memory></vNode>" + End, "unit")]
    [DataRow(Begin + "<vNode><id>n</id><memory><unit>GB</unit></memory></vNode>" + End, "missing")]
    [DataRow(Begin + "<vNode><id>n</id><memory><unit>GB</unit><simple>NaN</simple></memory></vNode>" + End, "range")]
    [DataRow(Begin + "<vNode><id>n</id><image>a</image><image>b</image></vNode>" + End, "repeated-attribute")]
    [DataRow(Begin + "<totalTime>-PT4H</totalTime>" + End, "range")]
    [DataRow(Begin + "<startDate>yesterday</startDate>" + End, "range")]
    [DataRow(Begin + "<vNode><id>n</id><exclusivity>perhaps</exclusivity></vNode>" + End, "range")]
    public void What_is_wrong_is_refused_by_its_rule(string document, string rule)
    {
        Finding[] errors = [.. Read(document).Findings.Where(finding => finding.Severity == Severity.Error)];

        Assert.HasCount(1, errors, string.Join('\n', errors.AsEnumerable()));
        Assert.AreEqual(rule, errors[0].Rule);
    }

    [TestMethod]
    public void Deep_nesting_is_refused() => Assert.AreEqual(
        "limit", Read(string.Concat(Enumerable.Repeat("<a>", 100_000))).Findings.Single().Rule);

    [TestMethod]
    public void An_older_dialect_is_read_as_far_as_it_goes()
    {
        ReadResult result = Read("""
            <virtualInfrastructure id="old" owner="me">
              <vNode id="a"><software>mpi</software><software>gcc</software><security>gold</security>
                <cpu><cores><simple>2</simple></cores></cpu><interface alias="eth0"/></vNode>
              <vRouter id="r"><controlPlane layer="L3" routingProtocol="OPENFLOW"/></vRouter>
              <vLink id="l"><source>a</source><destination>r</destination></vLink>
            </virtualInfrastructure>
            """);
        Assert.IsTrue(result.IsRight, string.Join('\n', result.Findings));
        Node node = (Node)result.Description!.Elements[0];
        Node router = (Node)result.Description.Elements[1];

        Assert.AreEqual("me", result.Description.Owner);
        CollectionAssert.AreEqual(new[] { "mpi", "gcc" }, node.Software.ToArray());
        Assert.AreEqual(new Label("security", "gold"), node.Labels.Single());
        Assert.AreEqual("OPENFLOW", router.ControlPlane!.Protocol);
        Assert.Contains(finding => finding.Message.Contains("<interface>", StringComparison.Ordinal), result.Findings);
        Assert.IsTrue(Checker.Check(result.Description).IsRight);
    }

    [TestMethod]
    public void All_that_2_0_can_say_comes_back()
    {
        Description description = VxdlText.Read("""
            infrastructure all {
              owner me
              users "a", "b"
              window 2026-12-01T08:00:00Z for 4 h
              event peak after 90 s
              cluster rack {
                count 3
                location l1
                node n { cores 1 to 4; memory 1 GB to 8 GB step 1 GB }
                node m { }
                link l from n to m { bandwidth 10 Mbps; latency at most 5 ms }
              }
              node n {
                window 2026-12-01T09:00:00Z for 1 h
                frequency one of 1 GHz, 2 GHz
                storage at least 10 GB after peak
                architecture x86; region r; image i; devices gpu, fpga; model m; exclusive
                label k v
              }
              storage s { storage 1 TB; type ssd; image i; region r }
              router r {
                memory 2 GB
                region r
                routing { layer a; type b; protocol c; table 4; route from n to s in u out u }
              }
              access p { balance { endpoints n, s; addresses 2; region r }; nat { endpoints n; inside 1; outside 2 } }
              link u from r to n { forward 1 kbps; reverse at least 1 Gbps; latency 1 us to 2 ms; location z }
            }
            """).Description!;
        string xml = VxdlXml.Write(description, out IReadOnlyList<Finding> warnings);
        ReadResult result = Read(xml);

        Assert.IsEmpty(warnings);
        Assert.IsEmpty(result.Findings);
        Assert.AreEqual(description, result.Description);
    }

    [TestMethod]
    public void What_2_0_cannot_say_is_told_and_the_rest_is_a_right_document()
    {
        Description description = VxdlText.Read("""
            infrastructure x {
              node w[3] { confidentiality secret; command "run" }
              mesh m of w { bandwidth 1 Gbps; cost at most 4 }
            }
            """).Description!;
        string xml = VxdlXml.Write(description, out IReadOnlyList<Finding> warnings);
        ReadResult result = Read(xml);
        CheckResult check = Checker.Check(result.Description!);

        CollectionAssert.AreEquivalent(
            new[] { "expanded", "not-in-xml", "not-in-xml", "not-in-xml" }, warnings.Select(w => w.Rule).ToArray());
        Assert.IsEmpty(check.Findings);
        Assert.HasCount(3, check.Infrastructure.Nodes);
        Assert.HasCount(3, check.Infrastructure.Links);
    }

    private static ReadResult Read(string document) => VxdlXml.Read(Encoding.UTF8.GetBytes(document));
}
