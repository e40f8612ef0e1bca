using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Registrar.Bookings;

/// <summary>Reads what somebody asks for.</summary>
internal static class WantedDocument
{
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
