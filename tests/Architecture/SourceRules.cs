using System.Text.RegularExpressions;

namespace HiperNet.Architecture.Tests;

/// <summary>Rules about single files, each with its reason in its message.</summary>
internal static partial class SourceRules
{
    /// <summary>The most lines of a file.</summary>
    public const int MaxLines = 600;

    /// <summary>The most characters of a line.</summary>
    public const int MaxColumns = 120;

    private const int TimeoutMilliseconds = 10_000;

    private static readonly string[] UnsafeFolders = ["HipStack/Link", "HipStack/Transport"];
    private static readonly string[] NativeFolders = ["Spki/Keys", "HipStack/Crypto", .. UnsafeFolders];
    private static readonly string[] UnsafeProjects = ["HiperNet.Spki", "HiperNet.HipStack"];

    public static IEnumerable<string> UnsafeCode(IEnumerable<SourceFile> sources) => sources
        .Where(file => !file.IsIn(UnsafeFolders) && UnsafeKeyword().IsMatch(file.Code))
        .Select(file => $"{file.Path} must not use unsafe, because pointers stand only at the kernel boundary");

    public static IEnumerable<string> UnsafeBlocks(IEnumerable<ProjectFile> projects) => projects
        .Where(project => project.AllowsUnsafe && !UnsafeProjects.Contains(project.Name))
        .Select(project => $"{project.Path} must not allow unsafe blocks, because nothing in it meets native code");

    public static IEnumerable<string> NativeImports(IEnumerable<SourceFile> sources) => sources
        .Where(file => !file.IsIn(NativeFolders) && Import().IsMatch(file.Code))
        .Select(file => $"{file.Path} must not import native code, because libcrypto stands in Spki/Keys and "
            + "HipStack/Crypto, and libc in HipStack's Link and Transport");

    public static IEnumerable<string> SeveralTypes(IEnumerable<SourceFile> sources) =>
        from file in sources
        let types = TopLevelTypes(file.Code)
        where types.Count > 1
        select $"{file.Path} holds {string.Join(", ", types)}: one type a file, because its name is how it is found";

    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> sources) => sources
        .Where(file => file.Text.Split('\n').Length > MaxLines)
        .Select(file => $"{file.Path} has over {MaxLines} lines: split it, because a file is read as a whole");

    public static IEnumerable<string> LongLines(IEnumerable<SourceFile> sources) =>
        from file in sources
        from line in file.Text.Split('\n').Index()
        where line.Item.Length > MaxColumns
        select $"{file.Path}:{line.Index + 1} has over {MaxColumns} columns, because two files must fit side by side";

    public static IEnumerable<string> ForeignPlaces(IEnumerable<SourceFile> texts) =>
        from file in texts
        from Match match in Places().Matches(file.Text)
        select $"{file.Path} names {match.Value}: the tree must build and test on any machine";

    public static IEnumerable<string> CommandLineBeyondIdentity(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.IsIn("tools/hiper")
        from Match match in HipStackFolder().Matches(file.Code)
        where match.Groups["folder"].Value is not ("Identity" or "Control")
        select $"{file.Path} must not use {match.Value}, because the command line talks to the daemon by its socket "
            + "and takes only names of keys from HipStack (docs/adr/0005)";

    private static List<string> TopLevelTypes(string code)
    {
        List<string> types = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == '{' && depth++ == 0)
            {
                types.AddRange(TypeName().Matches(code[start..i]).Select(match => match.Groups["name"].Value));
            }
            else if (code[i] == '}' && --depth == 0)
            {
                start = i + 1;
            }
        }

        // Types without a body end in a semicolon.
        types.AddRange(TypeName().Matches(depth == 0 ? code[start..] : "").Select(match => match.Groups["name"].Value));
        return types;
    }

    [GeneratedRegex(@"\bunsafe\b", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex UnsafeKeyword();

    [GeneratedRegex(@"\[\s*(LibraryImport|DllImport)\b", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Import();

    [GeneratedRegex(
        @"\b(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+[\w.<>\[\]?]+)\s+(?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bHiperNet\.HipStack\.(?<folder>\w+)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex HipStackFolder();

    /// <summary>Working folders of particular machines, and hosts of package registries.</summary>
    [GeneratedRegex(
        @"/wor[k]/|/roo[t]/|/Use[r]s/|\.\./share[d]|https?://[^\s""<>]*(nuge[t]|artifactor[y])|<packageSource[s]>",
        RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Places();
}
