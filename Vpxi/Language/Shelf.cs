namespace HiperNet.Vpxi.Language;

/// <summary>Puts rectangles side by side, and begins a new row where one is full.</summary>
internal sealed class Shelf(double mostWidth, double gap)
{
    private double x;
    private double y;
    private double height;

    /// <summary>The left upper corner for a rectangle.</summary>
    public (double X, double Y) Take(double width, double rectangleHeight)
    {
        if (x > 0 && x + width > mostWidth)
        {
            (x, y, height) = (0, y + height + gap, 0);
        }

        (double X, double Y) corner = (x, y);
        x += width + gap;
        height = Math.Max(height, rectangleHeight);
        return corner;
    }
}
