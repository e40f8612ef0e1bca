using BenchmarkDotNet.Attributes;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Tags;

namespace HiperNet.Bench;

/// <summary>
/// Intersection and inclusion of tags as they are issued. The aim: an intersection under 1 microsecond.
/// </summary>
public class TagBenchmarks
{
    private TagExpression wideVm = TagExpression.All;
    private TagExpression narrowVm = TagExpression.All;
    private TagExpression requestVm = TagExpression.All;
    private TagExpression wideNet = TagExpression.All;
    private TagExpression narrowNet = TagExpression.All;

    [GlobalSetup]
    public void Setup()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        Principal resource = key.Public.Principal;
        wideVm = Issuing.Vm(resource, "use", "console", "start", "stop");
        narrowVm = Issuing.Vm(resource, "use", "start");
        requestVm = Issuing.Vm(resource, "start");
        wideNet = Issuing.Net(resource, 1, 1023);
        narrowNet = Issuing.Net(resource, 22, 22);
    }

    [Benchmark]
    public TagExpression? IntersectVm() => TagExpression.Intersect(wideVm, narrowVm);

    [Benchmark]
    public TagExpression? IntersectNet() => TagExpression.Intersect(wideNet, narrowNet);

    [Benchmark]
    public bool IncludesVm() => wideVm.Includes(requestVm);
}
