using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Certificates;

/// <summary>The tags of what a registrar grants and asks for: spec/registrar-api.md, section 4.2.</summary>
public static class GrantTags
{
    /// <summary><c>(registry NAME ...)</c>; of no words it is every right in this registrar.</summary>
    public static TagExpression Registry(string name, params string[] words) => Of("registry", Atom(name), words);

    /// <summary><c>(vpxi ID ...)</c>.</summary>
    public static TagExpression Vpxi(string id, params string[] words) => Of("vpxi", Atom(id), words);

    /// <summary><c>(offer ID ...)</c>.</summary>
    public static TagExpression Offer(string id, params string[] words) => Of("offer", Atom(id), words);

    /// <summary><c>(net ID)</c>: to take part in an infrastructure's network.</summary>
    public static TagExpression Net(string id) => Of("net", Atom(id), []);

    /// <summary><c>(vm RESOURCE ...)</c>, the resource named by its principal in 32 octets.</summary>
    public static TagExpression Machine(Principal resource, params string[] words) =>
        Of("vm", new SexpAtom(resource.ToArray()), words);

    /// <summary><c>(member NAME)</c>.</summary>
    public static TagExpression Member(string name) => Of("member", Atom(name), []);

    /// <summary><c>(vpxi)</c>: every right to every infrastructure.</summary>
    public static TagExpression EveryVpxi() => Of("vpxi");

    /// <summary><c>(offer)</c>: every right to every offer.</summary>
    public static TagExpression EveryOffer() => Of("offer");

    private static TagExpression Of(string kind) =>
        TagExpression.TryParse(SexpList.Of(kind), out TagExpression? tag, out TagFault fault)
            ? tag
            : throw new ArgumentException($"No tag: {fault}.", nameof(kind));

    private static SexpAtom Atom(string text) => SexpAtom.Of(text);

    /// <summary>One word is a request; several are a set of what may be asked for.</summary>
    private static TagExpression Of(string kind, SexpAtom about, string[] words)
    {
        SexpNode[] rest = words.Length switch
        {
            0 => [],
            1 => [words[0]],
            _ => [SexpList.Of(["*", "set", .. words.Select(word => (SexpNode)word)])],
        };
        return TagExpression.TryParse(SexpList.Of([kind, about, .. rest]), out TagExpression? tag, out TagFault fault)
            ? tag
            : throw new ArgumentException($"No tag: {fault}.", nameof(words));
    }
}
