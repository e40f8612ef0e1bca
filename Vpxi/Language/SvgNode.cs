using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Draws a node.</summary>
internal static class SvgNode
{
    /// <summary>Half of a node's width, in pixels.</summary>
    public const double HalfWidth = 80;

    /// <summary>Half of its height, in pixels.</summary>
    public const double HalfHeight = 26;

    private const int MostLetters = 22;
    private const int MostSmallLetters = 30;

    /// <summary>The node's shape with its name and, below it, what it is asked for.</summary>
    public static void Draw(SvgCanvas canvas, Node node, (double X, double Y) at)
    {
        string capacities = GraphLabels.Of(node);
        canvas.Begin(node.Id + (capacities.Length == 0 ? "" : ": " + capacities));
        canvas.Shape(node.Function, at.X, at.Y, HalfWidth, HalfHeight);
        bool hasMore = capacities.Length > 0;
        canvas.Label(at.X, at.Y + (hasMore ? -2 : 4), Cut(GraphLabels.Short(node.Id), MostLetters), "name");
        if (hasMore)
        {
            canvas.Label(at.X, at.Y + 13, Cut(capacities, MostSmallLetters), "capacity");
        }

        canvas.End();
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
