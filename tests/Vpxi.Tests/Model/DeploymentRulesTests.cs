using System.Net;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

[TestClass]
public sealed class DeploymentRulesTests
{
    private static DeploymentNode Node { get; } = new() { Name = "a", Command = ["true"] };

    private static DeploymentEnd End { get; } = new() { Node = "a", Interface = "eth0" };

    private static DeploymentPlan Good { get; } = new()
    {
        Id = "p",
        Nodes = [Node, Node with { Name = "b" }],
        Links = [new DeploymentLink { Name = "l", Ends = [End, End with { Node = "b" }] }],
    };

    public static IEnumerable<object[]> Wrong =>
    [
        ["no label of at most", Good with { Id = "../p" }],
        ["no label of at most", Good with { Id = "" }],
        ["1 to 1000 nodes", Good with { Nodes = [] }],
        ["node a stands twice", Good with { Nodes = [Node, Node, Node with { Name = "b" }] }],
        ["the name is no label", Of(Node with { Name = "A" })],
        ["'-x' is no host name", Of(Node with { Hostname = "-x" })],
        ["processors are 0, or", Of(Node with { CpuMillis = 1 })],
        ["memory and disk are", Of(Node with { MemoryBytes = -1 })],
        ["memory and disk are", Of(Node with { DiskBytes = 0 })],
        ["there is no command", Of(Node with { Command = [] })],
        ["no whole path", Of(Node with { Root = "root" })],
        ["no whole path", Of(Node with { Root = "/a,upperdir=/etc" })],
        ["no whole path", Of(Node with { Files = [new DeploymentFile("/a", "/b/../../c")] })],
        ["no whole path", Of(Node with { Hipd = new DeploymentHipd("hipd") })],
        ["with a NUL", Of(Node with { Command = ["a\0b"] })],
        ["over 1000 texts", Of(Node with { Command = [.. Enumerable.Repeat("x", 1_001)] })],
        ["no name of a variable", Of(Node with { Environment = new Dictionary<string, string> { ["A=B"] = "" } })],
        ["too few ends", With(End)],
        ["there is no node 'c'", With(End, End with { Node = "c" })],
        ["no name of an interface", With(End, End with { Node = "b", Interface = "-n" })],
        ["no name of an interface", With(End, End with { Node = "b", Interface = "lo" })],
        ["end a eth0 stands twice", With(End, End)],
        ["a rate is 0, or", With(End, End with { Node = "b", SendRate = 1 })],
        ["out of its range", With(End, End with { Node = "b", Addresses = [new(IPAddress.Loopback, 33)] })],
        ["'x y' is no host name", Good with { Hosts = new Dictionary<string, IPAddress> { ["x y"] = IPAddress.Any } }],
    ];

    [TestMethod]
    public void A_plan_that_is_right_has_no_faults() => Assert.IsEmpty(DeploymentRules.Faults(Good));

    [TestMethod]
    [DynamicData(nameof(Wrong))]
    public void A_plan_that_is_wrong_says_why(string fault, object plan)
    {
        string[] faults = [.. DeploymentRules.Faults((DeploymentPlan)plan)];
        Assert.HasCount(1, faults, string.Join('\n', faults));
        Assert.Contains(fault, faults[0], StringComparison.Ordinal);
    }

    private static DeploymentPlan Of(DeploymentNode node) => new() { Id = "p", Nodes = [node] };

    private static DeploymentPlan With(params DeploymentEnd[] ends) =>
        Good with { Links = [new DeploymentLink { Name = "l", Ends = ends }] };
}
