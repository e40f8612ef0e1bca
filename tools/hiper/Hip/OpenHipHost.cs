using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml.Linq;
using HiperNet.HipStack.Identity;

namespace HiperNet.Cli.Hip;

/// <summary>A <c>host_identity</c> of known_host_identities.xml, as far as it means something here.</summary>
internal sealed record OpenHipHost(
    Hit Hit, string? Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<IPAddress> RendezvousServers)
{
    private const int HexDigits = 2 * Hit.Length;

    /// <summary>Reads an element.</summary>
    /// <param name="element">A <c>host_identity</c>.</param>
    /// <param name="warnings">Takes a line for what cannot be kept.</param>
    /// <returns>Null if the host cannot be kept at all.</returns>
    public static OpenHipHost? Of(XElement element, List<string> warnings)
    {
        string? name = Text(element, "name");
        string label = name ?? Text(element, "HIT") ?? "a host without a name";
        if (!TryReadHit(Text(element, "HIT"), out Hit hit))
        {
            warnings.Add($"{label} is left out: it has no HIT of HIP version 2 (RFC 7343)");
            return null;
        }

        if (element.Attribute("incoming") is { Value: "no" })
        {
            warnings.Add($"{label}: incoming=\"no\" is not kept: certificates say who may talk to us");
        }

        if (Text(element, "LSI") is { } lsi && lsi != Lsi.Of(hit).ToString())
        {
            warnings.Add($"{label}: its LSI {lsi} is not kept: it is {Lsi.Of(hit)} here, from its HIT");
        }

        return new OpenHipHost(
            hit, name, Places(element, "addr", label, warnings), Places(element, "RVS", label, warnings));
    }

    /// <summary>The host in JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("hit", Hit.ToString());
        json.WriteString("name", Name);
        WriteAll(json, "addresses", Addresses);
        WriteAll(json, "rvs", RendezvousServers);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IReadOnlyList<IPAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (IPAddress address in addresses)
        {
            json.WriteStringValue(address.ToString());
        }

        json.WriteEndArray();
    }

    private static List<IPAddress> Places(
        XElement element, string child, string label, List<string> warnings)
    {
        List<IPAddress> addresses = [];
        foreach (string text in element.Elements(child).Select(item => item.Value.Trim()))
        {
            // A trailing /32 or /64 is a mask of OpenHIP's, which it does not use either.
            bool isGood = IPAddress.TryParse(text.Split('/')[0], out IPAddress? address)
                && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
            if (isGood && !addresses.Contains(address!))
            {
                addresses.Add(address!);
            }
            else if (!isGood && text.Length > 0)
            {
                warnings.Add($"{label}: '{text}' is no IP address, and is left out");
            }
        }

        return addresses;
    }

    /// <summary>An IPv6 address, or 32 hexadecimal digits as older files have them.</summary>
    private static bool TryReadHit(string? text, out Hit hit)
    {
        if (text is { Length: HexDigits } && text.All(char.IsAsciiHexDigit))
        {
            return Hit.TryRead(Convert.FromHexString(text), out hit);
        }

        return Hit.TryParse(text, out hit);
    }

    private static string? Text(XElement element, string child) =>
        element.Elements(child).Select(item => item.Value.Trim()).FirstOrDefault(text => text.Length > 0);
}
