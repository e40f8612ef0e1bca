namespace HiperNet.Architecture.Tests;

[TestClass]
public sealed class SourceRuleTests
{
    [TestMethod]
    public void Pointers_stand_only_at_the_kernel_boundary()
    {
        Expect.None(SourceRules.UnsafeCode(Repository.Sources));
        Expect.One(
            SourceRules.UnsafeCode(
            [
                new SourceFile("Spki/Sexp/X.cs", "internal unsafe class X;"),
                new SourceFile("Spki/Sexp/Y.cs", "internal class Y; // not unsafe"),
                new SourceFile("HipStack/Link/Z.cs", "internal unsafe class Z;"),
            ]),
            "Spki/Sexp/X.cs");
    }

    [TestMethod]
    public void Native_code_is_imported_only_where_it_belongs()
    {
        Expect.None(SourceRules.NativeImports(Repository.Sources));
        Expect.One(
            SourceRules.NativeImports(
            [
                new SourceFile("Spki/Certs/X.cs", "[LibraryImport(\"c\")] static partial int X();"),
                new SourceFile("Spki/Keys/Y.cs", "[LibraryImport(\"crypto\")] static partial int Y();"),
                new SourceFile("tools/Z.cs", "string text = \"[DllImport]\";"),
            ]),
            "Spki/Certs/X.cs");
    }

    [TestMethod]
    public void A_file_holds_one_type()
    {
        Expect.None(SourceRules.SeveralTypes(Repository.Sources));
        Expect.One(
            SourceRules.SeveralTypes([new SourceFile("X.cs", "namespace A; record struct X(int I); enum Y { A, B }")]),
            "X, Y");
        Expect.None(SourceRules.SeveralTypes(
        [
            new SourceFile("X.cs", "namespace A; class X<T> where T : class { enum Inner { A } struct Other; }"),
            new SourceFile("Y.cs", "/* class Z { } */ class Y { string s = \"class Z { }\"; char c = '{'; }"),
        ]));
    }

    [TestMethod]
    public void Files_and_lines_have_a_length_that_can_be_read()
    {
        Expect.None(SourceRules.LongFiles(Repository.Sources));
        Expect.None(SourceRules.LongLines(Repository.Sources));
        Expect.One(SourceRules.LongFiles([new SourceFile("X.cs", new string('\n', SourceRules.MaxLines))]), "split");
        Expect.One(
            SourceRules.LongLines([new SourceFile("X.cs", "\n" + new string('x', SourceRules.MaxColumns + 1))]),
            "X.cs:2");
    }

    [TestMethod]
    [DataRow("/wo", "rk/x")]
    [DataRow("/ro", "ot/.profile")]
    [DataRow("..", "/shared/rfc")]
    [DataRow("https://", "registry.example/nuget/v3")]
    public void Nothing_names_a_machine_or_a_registry(string start, string end)
    {
        Expect.None(SourceRules.ForeignPlaces(Repository.Texts));
        Expect.One(SourceRules.ForeignPlaces([new SourceFile("X.md", $"see {start}{end}")]), "any machine");
    }

    [TestMethod]
    public void The_command_line_takes_only_names_of_keys_from_HipStack()
    {
        Expect.None(SourceRules.CommandLineBeyondIdentity(Repository.Sources));
        Expect.One(
            SourceRules.CommandLineBeyondIdentity(
            [
                new SourceFile("tools/hiper/X.cs", "using HiperNet.HipStack.Association;"),
                new SourceFile("tools/hiper/Y.cs", "using HiperNet.HipStack.Identity;"),
            ]),
            "docs/adr/0005");
    }

    [TestMethod]
    [DataRow("a // b\nc", "a  \nc")]
    [DataRow("a /* b\n */ c", "a  \n c")]
    [DataRow("x = \"a\\\"b\" + y", "x = \"\" + y")]
    [DataRow("x = @\"a\"\"b\\\" + y", "x = @\"\" + y")]
    [DataRow("x = \"\"\"a \" b\"\"\" + y", "x = \"\" + y")]
    [DataRow("x = '\"' + y", "x = \"\" + y")]
    public void Comments_and_literals_are_left_out(string text, string expected) =>
        Assert.AreEqual(expected, CSharpText.Strip(text));
}
