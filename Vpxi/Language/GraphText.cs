using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Draws an infrastructure in languages of other programs.</summary>
public static class GraphText
{
    /// <summary>A graph of Graphviz, with a box for each group.</summary>
    public static string Dot(Infrastructure infrastructure)
    {
        StringBuilder text = new();
        text.Append("graph ").Append(Quoted(infrastructure.Id)).Append(" {\n");
        text.Append("  layout=dot; node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        new GraphGroups(infrastructure).Visit(
            (group, depth) => Indent(text, depth)
                .Append("subgraph ").Append(Quoted("cluster " + group.Id)).Append(" {\n")
                .Append(' ', (depth * 2) + 4).Append("label=").Append(Quoted(group.Id)).Append(";\n"),
            depth => Indent(text, depth).Append("}\n"),
            (node, depth) => Indent(text, depth)
                .Append(Quoted(node.Id)).Append(" [label=").Append(Quoted(Label(node))).Append(", shape=")
                .Append(DotShape(node.Function)).Append("];\n"));
        foreach (Link link in infrastructure.Links)
        {
            text.Append("  ").Append(Quoted(link.Source.Path)).Append(" -- ").Append(Quoted(link.Target.Path))
                .Append(" [label=").Append(Quoted(GraphLabels.Of(link))).Append("];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>A flowchart of Mermaid, with a subgraph for each group.</summary>
    public static string Mermaid(Infrastructure infrastructure)
    {
        Dictionary<string, string> names = [];
        foreach (Node node in infrastructure.Nodes)
        {
            names[node.Id] = $"n{names.Count}";
        }

        int groups = 0;
        StringBuilder text = new("flowchart TD\n");
        new GraphGroups(infrastructure).Visit(
            (group, depth) => Indent(text, depth)
                .Append("subgraph g").Append(groups++).Append("[\"").Append(Entities(group.Id)).Append("\"]\n"),
            depth => Indent(text, depth).Append("end\n"),
            (node, depth) => Indent(text, depth).Append(names[node.Id]).Append(MermaidShape(node)).Append('\n'));
        foreach (Link link in infrastructure.Links)
        {
            string label = Entities(GraphLabels.Of(link));
            text.Append("  ").Append(names[link.Source.Path])
                .Append(label.Length == 0 ? " --- " : $" ---|\"{label}\"| ")
                .Append(names[link.Target.Path]).Append('\n');
        }

        return text.ToString();
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', (depth * 2) + 2);

    private static string Label(Node node)
    {
        string capacities = GraphLabels.Of(node);
        return GraphLabels.Short(node.Id) + (capacities.Length == 0 ? "" : "\n" + capacities);
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\r", " ", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    private static string DotShape(ElementaryFunction function) => function switch
    {
        ElementaryFunction.Storage => "cylinder",
        ElementaryFunction.Routing => "ellipse",
        ElementaryFunction.Access => "hexagon",
        ElementaryFunction.Visualization => "parallelogram",
        _ => "box",
    };

    private static string MermaidShape(Node node)
    {
        string label = "\"" + Entities(Label(node)).Replace("\n", "<br/>", StringComparison.Ordinal) + "\"";
        return node.Function switch
        {
            ElementaryFunction.Storage => $"[({label})]",
            ElementaryFunction.Routing => $"(({label}))",
            ElementaryFunction.Access => $"{{{{{label}}}}}",
            ElementaryFunction.Visualization => $"[/{label}/]",
            _ => $"[{label}]",
        };
    }

    /// <summary>Mermaid's own spelling of what has a meaning to it.</summary>
    private static string Entities(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char character in text)
        {
            bool isSpecial = character is '"' or '#' or '<' or '>' or '&' or ';' or '`' or '\\';
            safe.Append(isSpecial ? $"#{(int)character};" : character.ToString());
        }

        return safe.ToString();
    }
}
