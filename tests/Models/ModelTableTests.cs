using HiperNet.Testing;

namespace HiperNet.Models.Tests;

[TestClass]
public sealed class ModelTableTests
{
    /// <summary>Set, it writes the file instead of comparing it.</summary>
    private const string Write = "HIPER_WRITE_MODEL_TABLE";

    private static readonly string File = RepositoryFiles.PathOf("spec", "models", "table.inc");

    [TestMethod]
    public void The_models_states_and_transitions_are_those_of_the_code()
    {
        string expected = TableInclude.Render();
        if (Environment.GetEnvironmentVariable(Write) is not null)
        {
            System.IO.File.WriteAllText(File, expected);
        }

        Assert.AreEqual(
            expected,
            System.IO.File.ReadAllText(File),
            $"spec/models/table.inc is not what StateTable says; with {Write}=1 this test writes it.");
    }
}
