using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Writes SVG.</summary>
internal sealed class SvgCanvas
{
    private const string Style = """
        text { font-family: "DejaVu Sans", "Helvetica Neue", Arial, sans-serif; fill: #1f2933; text-anchor: middle }
        .title { font-size: 22px; font-weight: bold; text-anchor: start }
        .small { font-size: 13px; fill: #52606d; text-anchor: start }
        .legend { font-size: 12px; text-anchor: start }
        .name { font-size: 13px; font-weight: bold }
        .capacity { font-size: 10px; fill: #3e4c59 }
        .link { font-size: 10px; fill: #3e4c59; paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
        .group { font-size: 12px; fill: #52606d; text-anchor: start }
        .edge { stroke: #7b8794; stroke-width: 1.6; fill: none }
        .frame { fill: #f5f7fa; stroke: #9aa5b1; stroke-dasharray: 6 4 }
        .compute { fill: #d9e8fb; stroke: #2f6fb5; stroke-width: 1.5 }
        .storage { fill: #fdebc8; stroke: #b7791f; stroke-width: 1.5 }
        .visualization { fill: #e9dcf7; stroke: #7143a8; stroke-width: 1.5 }
        .routing { fill: #d8f3e3; stroke: #2d7d52; stroke-width: 1.5 }
        .access { fill: #fbdada; stroke: #b83232; stroke-width: 1.5 }
        """;

    private readonly StringBuilder text = new();

    /// <summary>An empty drawing of a size in pixels.</summary>
    public SvgCanvas(double width, double height)
    {
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
            .Append($" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\">\n")
            .Append("<style>\n").Append(Style).Append("\n</style>\n")
            .Append($"<rect width=\"{N(width)}\" height=\"{N(height)}\" fill=\"#ffffff\"/>\n");
    }

    /// <summary>The whole drawing.</summary>
    public string Text() => text + "</svg>\n";

    /// <summary>Begins a group of shapes with a text that browsers show.</summary>
    public void Begin(string title) => text.Append("<g><title>").Append(Escape(title)).Append("</title>\n");

    /// <summary>Ends it.</summary>
    public void End() => text.Append("</g>\n");

    /// <summary>A text.</summary>
    public void Label(double x, double y, string label, string kind)
    {
        if (label.Length > 0)
        {
            text.Append($"<text class=\"{kind}\" x=\"{N(x)}\" y=\"{N(y)}\">{Escape(label)}</text>\n");
        }
    }

    /// <summary>A frame with a caption.</summary>
    public void Frame(double x, double y, double width, double height, string caption, int number)
    {
        text.Append($"<rect id=\"frame{number}\" class=\"frame\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" ")
            .Append($"height=\"{N(height)}\" rx=\"10\"/>\n");
        Label(x + 10, y + 16, caption, "group");
    }

    /// <summary>A link; further ones between the same nodes are bent.</summary>
    /// <returns>Where its label belongs.</returns>
    public (double X, double Y) Link((double X, double Y) from, (double X, double Y) to, int before)
    {
        (double x, double y) = ((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        bool isFarInRow = Math.Abs(from.Y - to.Y) < 1 && Math.Abs(from.X - to.X) > GraphLayout.StepX * 1.1;
        double bend = (before * 36) + (isFarInRow ? 60 : 0);
        if (bend == 0)
        {
            text.Append($"<path class=\"edge\" d=\"M{N(from.X)} {N(from.Y)}L{N(to.X)} {N(to.Y)}\"/>\n");
            // The lower end is where links of one node are farther apart.
            const double share = 0.58;
            (from, to) = from.Y <= to.Y ? (from, to) : (to, from);
            bool isLevel = to.Y - from.Y < 1;
            return isLevel ? (x, y + 3) : (from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
        }

        double length = Math.Max(1, Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)));
        (double dx, double dy) = (-(to.Y - from.Y) / length * bend, Math.Abs(to.X - from.X) / length * bend);
        text.Append($"<path class=\"edge\" d=\"M{N(from.X)} {N(from.Y)}")
            .Append($"Q{N(x + (2 * dx))} {N(y + (2 * dy))} {N(to.X)} {N(to.Y)}\"/>\n");
        return (x + dx, y + dy + 3);
    }

    /// <summary>The shape of a function.</summary>
    public void Shape(ElementaryFunction function, double x, double y, double halfWidth, double halfHeight)
    {
        string kind = function.ToString().ToLowerInvariant();
        (double left, double right) = (x - halfWidth, x + halfWidth);
        (double top, double bottom) = (y - halfHeight, y + halfHeight);
        double slant = halfHeight / 2;
        text.Append(function switch
        {
            ElementaryFunction.Routing =>
                $"<ellipse class=\"{kind}\" cx=\"{N(x)}\" cy=\"{N(y)}\" rx=\"{N(halfWidth)}\" ry=\"{N(halfHeight)}\"/>",
            ElementaryFunction.Storage => Path(kind,
                $"M{N(left)} {N(top)}A{N(halfWidth)} {N(slant / 2)} 0 0 1 {N(right)} {N(top)}V{N(bottom)}"
                + $"A{N(halfWidth)} {N(slant / 2)} 0 0 1 {N(left)} {N(bottom)}ZM{N(left)} {N(top)}"
                + $"A{N(halfWidth)} {N(slant / 2)} 0 0 0 {N(right)} {N(top)}"),
            ElementaryFunction.Access => Path(kind,
                $"M{N(left)} {N(y)}L{N(left + slant)} {N(top)}H{N(right - slant)}L{N(right)} {N(y)}"
                + $"L{N(right - slant)} {N(bottom)}H{N(left + slant)}Z"),
            ElementaryFunction.Visualization => Path(kind,
                $"M{N(left + slant)} {N(top)}H{N(right)}L{N(right - slant)} {N(bottom)}H{N(left)}Z"),
            _ => $"<rect class=\"{kind}\" x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(2 * halfWidth)}\" "
                + $"height=\"{N(2 * halfHeight)}\" rx=\"6\"/>",
        }).Append('\n');
    }

    private static string Path(string kind, string d) => $"<path class=\"{kind}\" d=\"{d}\"/>";

    private static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string label)
    {
        string safe = string.Concat(label.Select(letter =>
            char.IsSurrogate(letter) || !XmlConvert.IsXmlChar(letter) ? '\uFFFD' : letter));
        return SecurityElement.Escape(safe);
    }
}
