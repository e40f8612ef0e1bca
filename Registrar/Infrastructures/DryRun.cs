using System.Globalization;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Plans without holding anything, and says what would be otherwise than now.</summary>
public sealed class DryRun
{
    private readonly InfrastructureParts parts;
    private readonly Lifecycle lifecycle;
    private readonly RunReader reader;

    /// <summary>Plans.</summary>
    public DryRun(InfrastructureParts parts, Lifecycle lifecycle)
    {
        (this.parts, this.lifecycle) = (parts, lifecycle);
        reader = new RunReader(parts);
    }

    /// <summary>What would be granted now.</summary>
    /// <param name="owner">Who asks, in hexadecimal.</param>
    /// <param name="request">What for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<PlanView>> PlanAsync(
        string owner, PlanRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Allocation? plan, AllocatorResult? failure) = await parts.Allocator.PlanAsync(
            request.Document, lifecycle.Options(owner), cancellation);
        if (plan is null)
        {
            return Outcome<PlanView>.Failed(failure!);
        }

        Allocation? before = null;
        if (request.Compare is { } id)
        {
            Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
            if (found.Value is null)
            {
                return found.As<PlanView>();
            }

            before = found.Value.Vpxi?.Allocation;
        }

        return Outcome<PlanView>.Done(new PlanView(
            Views.Json(plan), before is null ? [] : [.. Changes(Lines(before), Lines(plan))]));
    }

    private static IEnumerable<PlanChange> Changes(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        foreach (string element in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            string? was = before.GetValueOrDefault(element);
            string? becomes = after.GetValueOrDefault(element);
            if (was != becomes)
            {
                yield return new PlanChange(
                    element, was is null ? "added" : becomes is null ? "removed" : "changed", was, becomes);
            }
        }
    }

    private static Dictionary<string, string> Lines(Allocation plan) => plan.Nodes
        .Select(grant => (grant.Node, Text: $"{grant.Resource} {Amounts(grant.Amounts)}"))
        .Concat(plan.Links.Select(grant => (
            grant.Link, Text: $"{string.Join(' ', grant.Path)} {Amounts(grant.Amounts)}")))
        .ToDictionary(line => line.Item1, line => line.Text, StringComparer.Ordinal);

    private static string Amounts(IEnumerable<TimedAmount> amounts) => string.Join(
        ' ',
        amounts.Select(amount => string.Create(
            CultureInfo.InvariantCulture, $"{amount.Capacity.Name}={amount.Amount}")));
}
