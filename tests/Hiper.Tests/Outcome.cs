using System.Text;
using System.Text.Json;

namespace HiperNet.Hiper.Tests;

/// <summary>What a process left: its exit code and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>The JSON on the standard output, which must be one line with a version and this status.</summary>
    public JsonElement Json(string status)
    {
        Assert.EndsWith("}\n", Text, StringComparison.Ordinal, Errors);
        Assert.AreEqual(1, Text.Count(character => character == '\n'), Text);
        JsonElement root = JsonDocument.Parse(Text).RootElement;
        Assert.AreEqual(1, root.GetProperty("version").GetInt32());
        Assert.AreEqual(status, root.GetProperty("status").GetString());
        return root;
    }

    /// <summary>
    /// Exactly this exit code, with nothing on the standard error exactly if all went well, or if the answer itself
    /// says why it did not.
    /// </summary>
    public Outcome Expect(int exitCode, bool quiet = false)
    {
        Assert.AreEqual(exitCode, ExitCode, Errors);
        if (exitCode == 0 || quiet)
        {
            Assert.AreEqual("", Errors);
        }
        else
        {
            Assert.StartsWith("hiper: ", Errors, StringComparison.Ordinal);
            Assert.AreEqual(1, Errors.Count(character => character == '\n'), Errors);
        }

        return this;
    }
}
