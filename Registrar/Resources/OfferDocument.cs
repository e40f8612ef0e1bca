using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Registrar.Resources;

/// <summary>Reads what somebody offers.</summary>
internal static class OfferDocument
{
    /// <summary>The pool of a document; null, and the first error, if it is wrong.</summary>
    public static Infrastructure? Read(string document, out string error)
    {
        ReadResult read = VxdlText.Read(document);
        CheckResult? result = read.Description is null ? null : Checker.Check(read.Description);
        Finding? first = read.Findings.Concat(result?.Findings ?? [])
            .FirstOrDefault(finding => finding.Severity == Severity.Error);
        error = first is not null ? $"{first.Place}: {first.Message}"
            : result!.Infrastructure.Kind != InfrastructureKind.Physical ? "it describes no pool"
            : "";
        return error.Length == 0 ? result!.Infrastructure : null;
    }

    /// <summary>Whether a text can be the name of an offer, which becomes that of a cluster.</summary>
    public static bool IsName(string name) =>
        name.Length <= 64
        && VxdlText.Read($"pool p {{ cluster {name} {{ node n {{ cores 1 }} }} }}").Findings
            .All(finding => finding.Severity != Severity.Error)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
