using System.Collections.Frozen;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The attributes that every element has.</summary>
internal static class CommonAttributes
{
    /// <summary>What each attribute does.</summary>
    public static FrozenDictionary<string, Func<Element, Arguments, Element>> Table { get; } =
        new Dictionary<string, Func<Element, Arguments, Element>>
        {
            ["count"] = (element, a) => element with { Count = a.Integer(1, ModelLimits.MaxCount) },
            ["location"] = (element, a) => element with { Location = a.Text("a location") },
            ["window"] = (element, a) => element with { Period = a.Period() },
            ["users"] = (element, a) => Secure(element, security => security with { Users = a.Texts() }),
            ["community"] = (element, a) =>
                Secure(element, security => security with { Community = a.Text("a community") }),
            ["confidentiality"] = (element, a) =>
                Secure(element, security => security with { Confidentiality = Level(a) }),
            ["exclusive"] = (element, a) => Secure(element, security => security with { Exclusive = true }),
            ["cost"] = Cost,
            ["price"] = (element, a) => element with { Price = a.Money() },
            ["model"] = (element, a) => element with { Model = a.Text("a model") },
            ["label"] = (element, a) => element with { Labels = element.Labels.With(Label(a), a) },
        }.ToFrozenDictionary();

    /// <summary>The words of a level, from the lowest.</summary>
    public static IReadOnlyList<string> Levels { get; } =
        [.. Enum.GetNames<Confidentiality>().Select(name => name.ToLowerInvariant())];

    private static Element Secure(Element element, Func<Security, Security> change) =>
        element with { Security = change(element.Security) };

    private static Element Cost(Element element, Arguments arguments)
    {
        arguments.Need("at");
        arguments.Need("most");
        return element with { MaximumCost = arguments.Money() };
    }

    private static Label Label(Arguments arguments)
    {
        string key = arguments.Text("a key");
        return new Label(key, arguments.Text("a value"));
    }

    private static Confidentiality Level(Arguments arguments)
    {
        for (int level = 0; level < Levels.Count; level++)
        {
            if (arguments.Take(Levels[level]))
            {
                return (Confidentiality)level;
            }
        }

        throw arguments.Expected($"one of {string.Join(", ", Levels)}");
    }
}
