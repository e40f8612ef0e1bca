using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The text form of descriptions, <c>.vxdl</c>; spec/vxdl.md describes it.</summary>
public static class VxdlText
{
    /// <summary>Reads a description.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameters">Values of parameters, instead of those that the text gives; may be empty.</param>
    /// <returns>The description and all that is wrong; with an error of syntax only those.</returns>
    public static ReadResult Read(string text, IReadOnlyDictionary<string, string> parameters)
    {
        FindingList findings = new();
        LineTable lines = new(text);
        if (text.Length > LanguageLimits.MaxBytes)
        {
            findings.Error("limit", new SourcePlace(1, 1), $"the text has over {LanguageLimits.MaxBytes} characters");
            return new ReadResult(null, findings.InOrder());
        }

        VxdlInput start = new(text);
        IReadOnlyList<Statement> statements = StatementGrammar.Document(start);
        if (!start.Faults.IsEmpty)
        {
            start.Faults.Tell(lines, findings);
            return new ReadResult(null, findings.InOrder());
        }

        Description? description = new Binder(lines, findings, parameters).Document(statements);
        return new ReadResult(description, findings.InOrder());
    }

    /// <summary>Reads a description without parameters from outside.</summary>
    public static ReadResult Read(string text) => Read(text, new Dictionary<string, string>());

    /// <summary>Writes a description so that reading it gives an equal one.</summary>
    public static string Write(Description description) => new TextWriterOf(description).Write();
}
