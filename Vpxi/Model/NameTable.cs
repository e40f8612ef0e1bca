namespace HiperNet.Vpxi.Model;

/// <summary>The whole names of a description: what each stands for, and which nodes are in it.</summary>
internal sealed class NameTable
{
    private const string Any = "[*]";

    private readonly Dictionary<string, List<int>> nodes = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<string, SourcePlace> taken = [];

    /// <summary>All names of which one may speak.</summary>
    public IEnumerable<string> Names => nodes.Keys;

    /// <summary>Takes a name; where it was taken before, if it was.</summary>
    public SourcePlace? Take(string name, SourcePlace place)
    {
        if (taken.TryGetValue(name, out SourcePlace before))
        {
            return before;
        }

        taken.Add(name, place);
        return null;
    }

    /// <summary>Makes a name known that stands for a group or an array, which may be empty.</summary>
    public void Open(string name, int? count)
    {
        nodes.TryAdd(name, []);
        if (count is int copies)
        {
            counts.TryAdd(name, copies);
        }
    }

    /// <summary>Says that a node is what a name stands for, or belongs to it.</summary>
    public void Add(string name, int node)
    {
        if (!nodes.TryGetValue(name, out List<int>? list))
        {
            nodes.Add(name, list = []);
        }

        list.Add(node);
    }

    /// <summary>The nodes of a path, used in a scope: a whole name of a group, or empty. Null: there is none.</summary>
    public IReadOnlyList<int>? Find(string path, string scope)
    {
        while (true)
        {
            string whole = scope.Length == 0 ? path : scope + "." + path;
            if (FindWhole(whole) is { } found)
            {
                return found;
            }

            if (scope.Length == 0)
            {
                return null;
            }

            int dot = scope.LastIndexOf('.');
            scope = dot < 0 ? "" : scope[..dot];
        }
    }

    private List<int>? FindWhole(string path)
    {
        if (nodes.TryGetValue(path, out List<int>? found))
        {
            return found;
        }

        int any = path.IndexOf(Any, StringComparison.Ordinal);
        if (any < 0 || !counts.TryGetValue(path[..any], out int copies))
        {
            return null;
        }

        return any + Any.Length == path.Length
            ? nodes[path[..any]]
            : FindInCopies(path[..any], copies, path[(any + Any.Length)..]);
    }

    private List<int>? FindInCopies(string array, int copies, string rest)
    {
        List<int> all = [];
        for (int copy = 1; copy <= copies && all.Count <= ModelLimits.MaxMembers; copy++)
        {
            if (FindWhole($"{array}[{copy}]{rest}") is not { } some)
            {
                return null;
            }

            all.AddRange(some);
        }

        return all;
    }
}
