namespace HiperNet.Architecture.Tests;

[TestClass]
public sealed class FolderArrowTests
{
    [TestMethod]
    public void Folders_use_only_what_the_design_lets_them() =>
        Expect.None(FolderArrows.Violations(Repository.Sources));

    [TestMethod]
    public void The_sources_of_this_repository_are_found() =>
        Assert.Contains("Spki/Sexp/CanonicalReader.cs", Repository.Sources.Select(file => file.Path));

    [TestMethod]
    [DataRow("Spki/Sexp", "using HiperNet.Spki.Keys;", "leaf")]
    [DataRow("Spki/Keys", "using HiperNet.Spki.Certs;", "they know no certificate")]
    [DataRow("Spki/Tags", "using static HiperNet.Spki.Keys.KeyFault;", "not about who grants")]
    [DataRow("Spki/Certs", "using HiperNet.Spki.Reduction;", "nothing is decided")]
    [DataRow("Spki/Certs", "using Search = HiperNet.Spki.Discovery.CertificatePool;", "nothing is decided")]
    [DataRow("Spki/Revocation", "using HiperNet.Spki.Reduction;", "know neither")]
    [DataRow("Spki/Reduction", "using HiperNet.Spki.Text;", "decision")]
    [DataRow("HipStack/Association", "using HiperNet.Spki.Keys;", "never sockets or SPKI")]
    [DataRow("HipStack/Esp", "using HiperNet.HipStack.Association;", "never by the handshake")]
    [DataRow("Vpxi/Planning", "using HiperNet.Vpxi.Language;", "model")]
    [DataRow("Registrar/State", "using HiperNet.Registrar.Audit;", "nothing of what is stored")]
    [DataRow("Registrar/Client/Signatures", "using HiperNet.Spki.Keys;", "it knows no key")]
    public void A_wrong_use_is_found(string folder, string statement, string reason) =>
        Expect.One(FolderArrows.Violations([Sample(folder, statement)]), reason);

    [TestMethod]
    public void A_use_that_is_only_spoken_of_is_none() =>
        Expect.None(FolderArrows.Violations([Sample("Spki/Sexp", "// HiperNet.Spki.Keys")]));

    [TestMethod]
    public void A_folder_without_a_row_is_found() =>
        Expect.One(FolderArrows.Violations([Sample("Spki/Odds", "")]), "no row");

    [TestMethod]
    public void A_namespace_that_is_not_the_folder_is_found() =>
        Expect.One(
            FolderArrows.Violations([new SourceFile("Spki/Sexp/X.cs", "namespace HiperNet.Spki;")]),
            "the layout is the architecture");

    private static SourceFile Sample(string folder, string statement) =>
        new(folder + "/X.cs", $"{statement}\nnamespace HiperNet.{folder.Replace('/', '.')};\n");
}
