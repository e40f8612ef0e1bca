using System.Globalization;
using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Sexp;

/// <summary>What spec/sexp.md says is what the code does.</summary>
[TestClass]
public sealed class SexpSpecTests
{
    private static readonly string[] Spec = File.ReadAllLines(RepositoryFiles.PathOf("spec", "sexp.md"));

    [TestMethod]
    public void Every_fault_is_explained()
    {
        foreach (SexpFault fault in Enum.GetValues<SexpFault>().Where(fault => fault != SexpFault.None))
        {
            string name = $"`{fault}`";
            Assert.IsTrue(
                Spec.Any(line => line.StartsWith('|') && line.Contains(name, StringComparison.Ordinal)), name);
        }
    }

    [TestMethod]
    public void The_limits_are_those_of_the_table()
    {
        AssertRow("MaxDepth", limits => limits.MaxDepth);
        AssertRow("MaxAtomBytes", limits => limits.MaxAtomBytes);
        AssertRow("MaxElements", limits => limits.MaxElements);
        AssertRow("MaxTotalBytes", limits => limits.MaxTotalBytes);
    }

    [TestMethod]
    public void The_first_example_is_one_expression_in_three_forms()
    {
        int start = Array.FindIndex(Spec, line => line.StartsWith("(tag (net", StringComparison.Ordinal));
        SexpNode[] forms = [.. Spec.Skip(start).Take(3).Select(Example)];

        Assert.AreEqual(forms[0], forms[1]);
        Assert.AreEqual(forms[0], forms[2]);
        Assert.AreEqual("(tag (net [text/plain]\"a b\" #00ff#))", forms[0].ToString());
    }

    private static SexpNode Example(string line)
    {
        string text = line[..line.IndexOf("   ", StringComparison.Ordinal)];
        byte[] bytes = Encoding.Latin1.GetBytes(text.Replace("<00 ff>", "\0\u00FF", StringComparison.Ordinal));
        Assert.IsTrue(SexpText.TryParse(bytes, null, out SexpNode? node, out SexpTextError error), error.ToString());
        return node;
    }

    private static void AssertRow(string limit, Func<SexpLimits, int> value)
    {
        string row = Spec.Single(line => line.StartsWith($"| `{limit}`", StringComparison.Ordinal));
        string network = value(SexpLimits.Network).ToString("N0", CultureInfo.InvariantCulture);
        string file = value(SexpLimits.File).ToString("N0", CultureInfo.InvariantCulture);
        Assert.StartsWith($"| `{limit}` | {network} | {file} |", row, StringComparison.Ordinal);
    }
}
