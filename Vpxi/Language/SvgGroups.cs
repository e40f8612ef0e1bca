using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Draws a frame around each group that stands by itself.</summary>
internal static class SvgGroups
{
    private const int MostGroups = 500;
    private const double Padding = 10;
    private const double Caption = 14;

    /// <summary>Draws frames, outer ones first. Where a foreign node would be inside, there is none.</summary>
    public static void Draw(SvgCanvas canvas, Infrastructure infrastructure, (double X, double Y)[] positions)
    {
        int drawn = 0;
        foreach (Group group in infrastructure.Groups.Take(MostGroups))
        {
            string inside = group.Id + ".";
            int[] members = [.. Enumerable.Range(0, positions.Length).Where(IsIn)];
            bool IsIn(int node) => infrastructure.Nodes[node].Group is { } name
                && (name == group.Id || name.StartsWith(inside, StringComparison.Ordinal));
            if (members.Length == 0)
            {
                continue;
            }

            double margin = Math.Max(2, Padding - (2 * group.Id.Count(letter => letter == '.')));
            double left = members.Min(node => positions[node].X) - SvgNode.HalfWidth - margin;
            double right = members.Max(node => positions[node].X) + SvgNode.HalfWidth + margin;
            double top = members.Min(node => positions[node].Y) - SvgNode.HalfHeight - margin - Caption;
            double bottom = members.Max(node => positions[node].Y) + SvgNode.HalfHeight + margin;
            int within = positions.Count(at => at.X > left && at.X < right && at.Y > top && at.Y < bottom);
            if (within == members.Length)
            {
                canvas.Frame(left, top, right - left, bottom - top, GraphLabels.Short(group.Id), drawn++);
            }
        }
    }
}
