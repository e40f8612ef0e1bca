using System.Text;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>Infrastructures from text, for tests that are read.</summary>
internal static class Vxdl
{
    /// <summary>The first instant of all tests: 2026-12-01T00:00:00Z.</summary>
    public const long Midnight = 1_796_083_200;

    /// <summary>Who asks in all tests, unless a test says otherwise.</summary>
    public static AllocationOptions Options { get; } = new() { NotBefore = Midnight };

    /// <summary>An infrastructure with which nothing is wrong.</summary>
    public static Infrastructure Read(string text)
    {
        ReadResult read = VxdlDocument.Read(Encoding.UTF8.GetBytes(text), new Dictionary<string, string>());
        Assert.IsNotNull(read.Description, string.Join('\n', read.Findings));
        CheckResult result = Checker.Check(read.Description);
        Assert.IsTrue(result.IsRight, string.Join('\n', result.Findings));
        return result.Infrastructure;
    }

    /// <summary>A pool of which nothing is booked.</summary>
    public static PoolBookings Pool(string text) => new(new Pool(Read($"pool there {{ {text} }}")));

    /// <summary>A request for an hour.</summary>
    public static Infrastructure Request(string text) =>
        Read($"infrastructure wanted {{ window 2026-12-01T00:00:00Z for 1 h; {text} }}");

    /// <summary>The plan of a request.</summary>
    public static Allocation Plan(PoolBookings pool, string text, AllocationOptions? options = null)
    {
        options ??= Options;
        Infrastructure wanted = Request(text);
        AllocationResult result = Allocations.Plan(pool, wanted, options);
        Assert.IsNotNull(result.Allocation, result.Refusal?.Message);
        Assert.IsEmpty(AllocationJudge.Faults(pool.Pool.Infrastructure, [], wanted, options, result.Allocation));
        return result.Allocation;
    }

    /// <summary>Why a request has no plan.</summary>
    public static AllocationRefusal Refuse(PoolBookings pool, string text, AllocationOptions? options = null)
    {
        AllocationResult result = Allocations.Plan(pool, Request(text), options ?? Options);
        Assert.IsNull(result.Allocation);
        return result.Refusal!;
    }

    /// <summary>The pool after a request has been planned and booked.</summary>
    public static PoolBookings Booked(PoolBookings pool, string text, string id = "first")
    {
        AllocationResult result = Allocations.Plan(pool, Request(text), Options);
        Assert.IsNotNull(result.Allocation, result.Refusal?.Message);
        Assert.IsNull(pool.Book(id, result.Allocation, out PoolBookings booked));
        return booked;
    }
}
