using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Lists that grow by one member at a time. Each step copies, so that there is a limit.</summary>
internal static class ListLimit
{
    /// <summary>The list with one more member, of a statement.</summary>
    /// <exception cref="BindException">It has <see cref="LanguageLimits.MaxItems"/> already.</exception>
    public static ModelList<T> With<T>(this ModelList<T> list, T item, Arguments arguments) =>
        list.Count < LanguageLimits.MaxItems
            ? [.. list, item]
            : throw new BindException(
                "limit", arguments.Statement.Position, $"there are over {LanguageLimits.MaxItems} of these here");

    /// <summary>The list with one more member, of an element of XML; a full list stays, with an error.</summary>
    public static ModelList<T> With<T>(this ModelList<T> list, T item, XmlPart part, FindingList findings)
    {
        if (list.Count < LanguageLimits.MaxItems)
        {
            return [.. list, item];
        }

        findings.Error("limit", part.Place, $"there are over {LanguageLimits.MaxItems} of these here");
        return list;
    }
}
