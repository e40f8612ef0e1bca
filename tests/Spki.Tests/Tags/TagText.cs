using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Tests.Tags;

/// <summary>Reads the tags of these tests: words, "strings", #hex#, [hint]s and lists, enough and no more.</summary>
internal static class TagText
{
    private const string Stops = " ()[]\"#";

    public static SexpNode Node(string text)
    {
        int at = 0;
        SexpNode node = Read(text, ref at);
        Assert.AreEqual(text.Length, at, $"the test's own text is wrong: {text}");
        return node;
    }

    public static TagExpression Tag(string text)
    {
        Assert.IsTrue(
            TagExpression.TryParse(Node(text), out TagExpression? tag, out TagFault fault),
            $"{Short(text)}: {fault}");
        Assert.AreEqual(TagFault.None, fault);
        return tag;
    }

    public static TagExpression Request(string text)
    {
        bool isRequest = TagExpression.TryParseRequest(Node(text), out TagExpression? tag, out TagFault fault);
        Assert.IsTrue(isRequest, $"{text}: {fault}");
        Assert.IsTrue(tag!.IsGround);
        return tag;
    }

    public static TagFault FaultOf(string text) => FaultOf(Node(text));

    public static TagFault FaultOf(SexpNode node)
    {
        bool isTag = TagExpression.TryParse(node, out TagExpression? tag, out TagFault fault);
        Assert.AreEqual(isTag, tag is not null);
        return fault;
    }

    /// <summary>The intersection of two tags as text, in both orders; "empty" if it is empty.</summary>
    public static string Meet(string a, string b)
    {
        TagExpression? meet = TagExpression.Intersect(Tag(a), Tag(b), out TagOutcome outcome);
        TagExpression? back = TagExpression.Intersect(Tag(b), Tag(a), out TagOutcome outcomeBack);
        Assert.AreEqual(meet, back);
        Assert.AreEqual(outcome, outcomeBack);
        Assert.AreEqual(meet is null ? TagOutcome.Empty : TagOutcome.Granted, outcome);
        return meet?.ToString() ?? "empty";
    }

    /// <summary>The start of a text, for messages.</summary>
    public static string Short(string text) => text.Length <= 200 ? text : text[..200] + "...";

    private static SexpNode Read(string text, ref int at)
    {
        if (text[at] != '(')
        {
            return ReadAtom(text, ref at);
        }

        at++;
        List<SexpNode> items = [];
        while (text[at] != ')')
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            items.Add(Read(text, ref at));
        }

        at++;
        return new SexpList([.. items]);
    }

    private static SexpAtom ReadAtom(string text, ref int at)
    {
        if (text[at] != '[')
        {
            return new SexpAtom(ReadOctets(text, ref at));
        }

        at++;
        byte[] hint = ReadOctets(text, ref at);
        at++;
        return new SexpAtom(ReadOctets(text, ref at), hint);
    }

    private static byte[] ReadOctets(string text, ref int at)
    {
        char first = text[at];
        if (first is '"' or '#')
        {
            int end = text.IndexOf(first, at + 1);
            string inside = text[(at + 1)..end];
            at = end + 1;
            return first == '#' ? Convert.FromHexString(inside) : Encoding.UTF8.GetBytes(inside);
        }

        int start = at;
        while (at < text.Length && !Stops.Contains(text[at]))
        {
            at++;
        }

        return Encoding.UTF8.GetBytes(text[start..at]);
    }
}
