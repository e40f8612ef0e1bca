namespace HiperNet.Vpxi.Model;

/// <summary>Finds what somebody may have meant.</summary>
public static class NearestName
{
    /// <summary>Names that are looked at; further ones are not.</summary>
    private const int MaxCandidates = 10_000;

    /// <summary>Characters of a name below which one change makes another name of it.</summary>
    private const int ShortLength = 4;

    /// <summary>Characters of a name above which nothing is looked for.</summary>
    private const int MaxLength = 64;

    /// <summary>The name that is most like <paramref name="name"/>; null if none is like it.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? best = null;
        int least = name.Length < ShortLength ? 2 : Math.Max(2, name.Length / 3) + 1;
        foreach (string candidate in candidates.Take(MaxCandidates))
        {
            int distance = candidate.Length > MaxLength ? int.MaxValue : Distance(name, candidate);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>"did you mean ...?", or null.</summary>
    public static string? Question(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is string nearest ? $"did you mean '{nearest}'?" : null;

    /// <summary>Insertions, deletions and changes from one to the other; case counts for nothing.</summary>
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > left.Length / 2)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 0; i < left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                bool same = char.ToLowerInvariant(left[i]) == char.ToLowerInvariant(right[j]);
                int cost = Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j + 1]) + 1);
                (diagonal, row[j + 1]) = (row[j + 1], cost);
            }
        }

        return row[^1];
    }
}
