using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Finds lines and columns in logarithmic time.</summary>
internal sealed class LineTable
{
    private readonly List<int> starts = [0];

    /// <summary>The table of a text.</summary>
    public LineTable(string text)
    {
        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            starts.Add(end + 1);
        }
    }

    /// <summary>Line and column of a place with so many characters before it.</summary>
    public SourcePlace At(int position)
    {
        int found = starts.BinarySearch(position);
        int line = found < 0 ? ~found - 1 : found;
        return new SourcePlace(line + 1, position - starts[line] + 1);
    }
}
