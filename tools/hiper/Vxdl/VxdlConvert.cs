using System.CommandLine;
using System.Text;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Cli.Vxdl;

/// <summary><c>hiper vxdl convert</c>: reads any form and writes one.</summary>
internal static class VxdlConvert
{
    private const string TextForm = "text";
    private const string XmlForm = "xml";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> to = new Option<string>("--to")
        {
            Description = "The form to write: text, with all parameters put in, or XML of VXDL 2.0.",
            Required = true,
        }.AcceptOnlyFromAmong(TextForm, XmlForm);
        Argument<string> file = VxdlCommands.File();
        Option<string[]> set = VxdlCommands.Set();
        return Verb.Of(
            "convert",
            "Read a description in any form and write it in one; what that cannot say is told on the standard error.",
            [to, file, set],
            parsed => Run(
                parsed.GetRequiredValue(to),
                VxdlFile.Load(parsed.GetRequiredValue(file), parsed.GetValue(set)),
                parsed.GetValue(Verb.Json)));
    }

    private static Answer Run(string form, VxdlFile file, bool json)
    {
        Description description = file.NeedRight();
        List<Finding> warnings = [.. file.Findings];
        string text;
        if (form == XmlForm)
        {
            // What is wrong would be lost on the way, and nobody would see it.
            (file with { Findings = Checker.Check(description).Findings }).NeedRight();
            text = VxdlXml.Write(description, out IReadOnlyList<Finding> lost);
            warnings.AddRange(lost);
        }
        else
        {
            text = VxdlText.Write(description);
        }

        if (!json)
        {
            Console.Error.Write(FindingText.Plain(file.Name, warnings));
        }

        return new Answer(Encoding.UTF8.GetBytes(text), writer =>
        {
            writer.WriteString("form", form);
            writer.WriteString("document", text);
            FindingText.Json(writer, warnings);
        });
    }
}
