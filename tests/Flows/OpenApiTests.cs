using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.Server.OpenApi;
using HiperNet.Registrar.Server.Routes;
using HiperNet.Testing;

namespace HiperNet.Flows.Tests;

/// <summary>
/// The OpenAPI document, committed as spec/openapi.json: HIPER_WRITE=1 writes it anew when these tests run.
/// </summary>
[TestClass]
public sealed partial class OpenApiTests
{
    private static readonly string Committed = RepositoryFiles.PathOf("spec", "openapi.json");

    private static readonly byte[] Octets = OpenApiDocument.Write(RouteTable.Documented(null!));

    private static JsonObject Document => JsonNode.Parse(Octets)!.AsObject();

    [TestMethod]
    public void The_committed_document_is_that_of_the_routes()
    {
        if (Environment.GetEnvironmentVariable("HIPER_WRITE") == "1")
        {
            File.WriteAllBytes(Committed, Octets);
        }

        Assert.AreEqual(File.ReadAllText(Committed), Encoding.UTF8.GetString(Octets), "HIPER_WRITE=1 writes it anew");
    }

    [TestMethod]
    [RequiresProgram("etcd")]
    public async Task The_served_document_is_the_same_for_everybody()
    {
        await using RegistrarLab lab = await RegistrarLab.StartAsync();
        using Wire wire = await Wire.OpenAsync(lab.Registrar.Address);
        RawRequest request = new("GET", "/v1/openapi.json") { Once = null };
        await wire.SendAsync(request.Head(lab.Registrar.Address.Authority, "connection: close"));

        string answer = await wire.EndAsync();

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.AreEqual(
            Encoding.UTF8.GetString(Octets), answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    [TestMethod]
    public void Every_reference_leads_to_something()
    {
        string[] references =
            [.. Reference().Matches(Encoding.UTF8.GetString(Octets)).Select(m => m.Groups["to"].Value)];

        Assert.IsGreaterThan(50, references.Length);
        foreach (string reference in references)
        {
            JsonNode? at = Document;
            foreach (string part in reference.Split('/').Skip(1))
            {
                at = at?[part];
            }

            Assert.IsNotNull(at, reference);
        }
    }

    [TestMethod]
    public void Every_route_is_an_operation_with_a_name_of_its_own()
    {
        HashSet<string> names = [];
        foreach (ApiRoute route in RouteTable.Documented(null!))
        {
            JsonNode operation = Document["paths"]![route.Pattern]![route.Method.ToLowerInvariant()]!;

            Assert.IsTrue(names.Add(operation["operationId"]!.GetValue<string>()), RouteSamples.Name(route));
            Assert.AreEqual(route.Takes is not null, operation["requestBody"] is not null);
            Assert.AreEqual(route.Access == RouteAccess.Everybody, operation["security"]![0]!.AsObject().Count == 0);
            Assert.IsNotNull(operation["responses"]!["default"]);
        }

        Assert.HasCount(names.Count, Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()));
    }

    [TestMethod]
    public void Every_part_of_a_path_in_braces_is_a_parameter_once_and_no_other_is()
    {
        foreach ((string path, JsonNode? item) in Document["paths"]!.AsObject())
        {
            string[] wanted =
                [.. Braces().Matches(path).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal)];
            foreach ((string method, JsonNode? operation) in item!.AsObject())
            {
                string[] found =
                [
                    .. (operation!["parameters"]?.AsArray() ?? [])
                        .Where(parameter => parameter!["in"]?.GetValue<string>() == "path")
                        .Select(parameter => parameter!["name"]!.GetValue<string>())
                        .Order(StringComparer.Ordinal),
                ];
                CollectionAssert.AreEqual(wanted, found, $"{method} {path}");
            }
        }
    }

    [TestMethod]
    public void A_contract_says_what_is_needed_what_may_be_left_out_and_what_is_base_64()
    {
        JsonNode schema = Document["components"]!["schemas"]!["AccountRequest"]!;
        string[] required = [.. schema["required"]!.AsArray().Select(name => name!.GetValue<string>())];

        Assert.Contains("name", required);
        Assert.DoesNotContain("invitation", required);
        Assert.AreEqual("base64", schema["properties"]!["acceptance"]!["contentEncoding"]!.GetValue<string>());
        Assert.AreEqual("string", schema["properties"]!["name"]!["type"]!.GetValue<string>());
    }

    [GeneratedRegex("\"\\$ref\": \"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();
}
