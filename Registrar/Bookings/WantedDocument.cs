using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Registrar.Bookings;

/// <summary>Reads what somebody asks for.</summary>
internal static class WantedDocument
{
    /// <summary>A part of an infrastructure: some of its nodes, and links and placements between them.</summary>
    public static Infrastructure Part(Infrastructure whole, IReadOnlySet<string> nodes) => whole with
    {
        Nodes = [.. whole.Nodes.Where(node => nodes.Contains(node.Id))],
        Links = [.. whole.Links.Where(link => nodes.Contains(link.Source.Path) && nodes.Contains(link.Target.Path))],
        Placements =
        [
            .. whole.Placements
                .Select(placement => placement with
                {
                    Members = [.. placement.Members.Where(member => nodes.Contains(member.Path))],
                })
                .Where(placement => placement.Members.Count > 1),
        ],
    };

    /// <summary>The infrastructure of a document; null, and the first error, if it is wrong.</summary>
    public static Infrastructure? Read(string document, out string error)
    {
        ReadResult read = VxdlText.Read(document);
        IEnumerable<Finding> findings = read.Findings;
        CheckResult? result = read.Description is null ? null : Checker.Check(read.Description);
        Finding? first = findings.Concat(result?.Findings ?? [])
            .FirstOrDefault(finding => finding.Severity == Severity.Error);
        error = first is null ? "" : $"{first.Place}: {first.Message}";
        if (first is null && result!.Infrastructure.Kind != InfrastructureKind.Virtual)
        {
            error = "it describes a pool";
        }

        return error.Length == 0 ? result!.Infrastructure : null;
    }
}
