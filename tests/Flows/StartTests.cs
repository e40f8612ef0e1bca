using System.Net;
using System.Net.Sockets;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Keys;
using HiperNet.Testing;

namespace HiperNet.Flows.Tests;

/// <summary>A registrar that cannot start says why, in one line, and with the exit code that fits.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class StartTests
{
    [TestMethod]
    [DataRow(2, "--name", "--data", "d")]
    [DataRow(2, "--name must have", "--name", "a b")]
    [DataRow(2, "no address with a port", "--name", "a", "--listen", "nowhere")]
    [DataRow(2, "loopback", "--name", "a", "--metrics", "0.0.0.0:9464")]
    [DataRow(2, "2 to 3600", "--name", "a", "--patience-seconds", "1")]
    [DataRow(3, "no private key", "--name", "a", "--key", "public.key")]
    [DataRow(3, "p256, p384 or RSA", "--name", "a", "--key", "ed25519.key")]
    [DataRow(2, "nothing.key", "--name", "a", "--admin", "nothing.key")]
    [DataRow(3, "empty.key", "--name", "a", "--admin", "empty.key")]
    [DataRow(2, "nothing.key", "--name", "a", "--key", "nothing.key")]
    [DataRow(2, "file/data", "--name", "a", "--data", "file/data")]
    public void What_is_wrong_is_said(int code, string words, params string[] arguments)
    {
        using TemporaryDirectory place = new();
        Directory.CreateDirectory(place.Place);
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        KeyFile.Save(Path.Combine(place.Place, "ed25519.key"), key.ToSexp());
        KeyFile.Save(Path.Combine(place.Place, "public.key"), key.Public.Sexp);
        File.WriteAllText(Path.Combine(place.Place, "file"), "");
        File.WriteAllText(Path.Combine(place.Place, "empty.key"), "");
        string[] files = ["empty.key", "public.key", "ed25519.key", "nothing.key", "file/data", "d"];
        string[] placed = [.. arguments.Select(word => files.Contains(word) ? Path.Combine(place.Place, word) : word)];

        ProgramRun run = ProgramRun.Of(
            Programs.Registrar, default, placed.Contains("--data") ? placed : [.. placed, "--data", place.Place]);

        Assert.AreEqual(code, run.ExitCode, run.Errors);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.AreEqual(1, run.Errors.Count(letter => letter == '\n'), run.Errors);
    }

    [TestMethod]
    public void A_port_that_is_taken_is_said()
    {
        using TemporaryDirectory place = new();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string address = ((IPEndPoint)taken.LocalEndpoint).ToString();

        ProgramRun run = ProgramRun.Of(
            Programs.Registrar,
            default,
            "--name", "a", "--data", place.Place, "--listen", address);

        Assert.AreEqual(4, run.ExitCode, run.Errors);
        Assert.Contains("hiper-registrar: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("in use", run.Errors, StringComparison.Ordinal);
    }
}
