using System.CommandLine;
using System.Text;
using HiperNet.Vpxi.Language;

namespace HiperNet.Cli.Vxdl;

/// <summary><c>hiper vxdl graph</c>: draws a description.</summary>
internal static class VxdlGraph
{
    private const string Dot = "dot";
    private const string Mermaid = "mermaid";
    private const string Svg = "svg";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> to = new Option<string>("--to")
        {
            Description = "The form to draw in: dot of Graphviz, mermaid, or SVG, which needs no other program.",
            Required = true,
        }.AcceptOnlyFromAmong(Dot, Mermaid, Svg);
        Argument<string> file = VxdlCommands.File();
        Option<string[]> set = VxdlCommands.Set();
        return Verb.Of(
            "graph",
            "Draw the nodes and links of a description.",
            [to, file, set],
            parsed => Run(
                parsed.GetRequiredValue(to), VxdlFile.Load(parsed.GetRequiredValue(file), parsed.GetValue(set))));
    }

    private static Answer Run(string form, VxdlFile file)
    {
        CheckResult result = Checker.Check(file.NeedRight());
        (file with { Findings = result.Findings }).NeedRight();
        string drawing = form switch
        {
            Dot => GraphText.Dot(result.Infrastructure),
            Mermaid => GraphText.Mermaid(result.Infrastructure),
            _ => GraphSvg.Draw(result.Infrastructure),
        };
        return new Answer(Encoding.UTF8.GetBytes(drawing), json =>
        {
            json.WriteString("form", form);
            json.WriteString("drawing", drawing);
            json.WriteNumber("nodes", result.Infrastructure.Nodes.Count);
            json.WriteNumber("links", result.Infrastructure.Links.Count);
        });
    }
}
