using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Draws an infrastructure as SVG, by itself: no other program and no font file is needed.</summary>
public static class GraphSvg
{
    private const double Margin = 40;
    private const double LeastWidth = 760;
    private const double LineHeight = 12;
    private const double TitleHeight = 56;
    private const double LegendHeight = 50;

    /// <summary>Links above which their labels would only cover each other.</summary>
    private const int MostLabels = 60;

    /// <summary>The drawing, complete with a title and a legend.</summary>
    public static string Draw(Infrastructure infrastructure)
    {
        Dictionary<string, int> numbers = [];
        foreach (Node node in infrastructure.Nodes)
        {
            numbers.Add(node.Id, numbers.Count);
        }

        (int From, int To)[] links =
            [.. infrastructure.Links.Select(link => (numbers[link.Source.Path], numbers[link.Target.Path]))];
        GraphLayout layout = new([.. infrastructure.Nodes.Select(node => node.Group ?? "")], links);
        layout.Run();
        for (int i = 0; i < layout.Positions.Length; i++)
        {
            (double x, double y) = layout.Positions[i];
            layout.Positions[i] = (x + Margin, y + Margin + TitleHeight);
        }

        double right = layout.Positions.Select(at => at.X).DefaultIfEmpty().Max();
        double bottom = layout.Positions.Select(at => at.Y).DefaultIfEmpty(TitleHeight).Max();
        double width = Math.Max(LeastWidth, right + (GraphLayout.StepX / 2) + Margin);
        double height = bottom + (GraphLayout.StepY / 2) + Margin + LegendHeight;
        SvgCanvas canvas = new(width, height);
        Title(canvas, infrastructure);
        SvgGroups.Draw(canvas, infrastructure, layout.Positions);
        Links(canvas, infrastructure, links, layout.Positions);
        for (int i = 0; i < infrastructure.Nodes.Count; i++)
        {
            SvgNode.Draw(canvas, infrastructure.Nodes[i], layout.Positions[i]);
        }

        Legend(canvas, infrastructure, height - (LegendHeight / 2));
        return canvas.Text();
    }

    private static void Title(SvgCanvas canvas, Infrastructure infrastructure)
    {
        string counts = $"{infrastructure.Nodes.Count} nodes, {infrastructure.Links.Count} links";
        string window = infrastructure.Period.Window is { } known ? $" · {known}" : "";
        canvas.Label(Margin, 34, GraphLabels.Short(infrastructure.Id), "title");
        canvas.Label(Margin, 56, counts + window, "small");
    }

    private static void Links(
        SvgCanvas canvas, Infrastructure infrastructure, (int From, int To)[] links, (double X, double Y)[] positions)
    {
        Dictionary<(int From, int To), int> parallel = [];
        bool hasLabels = links.Length <= MostLabels;
        List<(double X, double Y, string Text)> labels = [];
        for (int i = 0; i < links.Length; i++)
        {
            (int from, int to) = links[i];
            (int From, int To) pair = (Math.Min(from, to), Math.Max(from, to));
            int before = parallel[pair] = parallel.GetValueOrDefault(pair, -1) + 1;
            (double X, double Y) middle = canvas.Link(positions[from], positions[to], before);
            if (hasLabels)
            {
                labels.Add((middle.X, middle.Y, GraphLabels.Of(infrastructure.Links[i])));
            }
        }

        foreach ((double x, double y, string text) in labels)
        {
            string[] lines = text.Split(", ");
            for (int i = 0; i < lines.Length; i++)
            {
                canvas.Label(x, y + ((i - ((lines.Length - 1) / 2.0)) * LineHeight), lines[i], "link");
            }
        }
    }

    private static void Legend(SvgCanvas canvas, Infrastructure infrastructure, double y)
    {
        const double step = 140;
        double x = Margin + 10;
        foreach (ElementaryFunction function in infrastructure.Nodes.Select(node => node.Function).Distinct().Order())
        {
            canvas.Shape(function, x, y, 18, 12);
            canvas.Label(x + 20, y + 4, function.ToString().ToLowerInvariant(), "legend");
            x += step;
        }
    }
}
