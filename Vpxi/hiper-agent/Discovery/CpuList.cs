namespace HiperNet.Agent.Discovery;

/// <summary>Lists of processors as the kernel writes them, such as <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>No machine has more.</summary>
    private const int MostCpus = 8_192;

    /// <summary>How many processors a list names, each once; 0 if it is no list.</summary>
    public static int Count(string text)
    {
        HashSet<int> cpus = [];
        foreach (string part in text.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries).Take(MostCpus))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2
                || SystemFiles.Number(ends[0]) is not { } first
                || SystemFiles.Number(ends[^1]) is not { } last
                || last < first || last >= MostCpus)
            {
                return 0;
            }

            cpus.UnionWith(Enumerable.Range((int)first, (int)(last - first) + 1));
        }

        return cpus.Count;
    }
}
