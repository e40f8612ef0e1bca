using System.Security.Cryptography;
using System.Text;
using HiperNet.Spki.Keys;

namespace HiperNet.Vectors.Decisions;

/// <summary>
/// The keys of the cases, by name. They are public, private parts included, and protect nothing. A name of letters
/// is an Ed25519 key whose seed is the SHA-256 of "HiperNet vector key " and the name; the others stand here.
/// </summary>
internal static class VectorKeys
{
    /// <summary>PKCS#8 in base 64, without the lines around it.</summary>
    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["P256a"] =
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggJJiTWogwV7qU0bAIlMVwIKULtdYXSSs6Djenu41fd6hRANC"
            + "AARuk/sT+ni5d8m40AZ7xKWR9aRA8VZNquU8WbHvZAtnby+w31LShwj0iV9ophCcZhHfJLRpqbFFDlkbjwUzxzf2",
        ["P256b"] =
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7/EbRfZDCdG6KyTNhxSLIoCkC2aXoSXYUcMVRdXPiEWhRANC"
            + "AAQcVNeYJ3cxjrw7WFISpsFlqdB7WiBq91mBQ0tmDk7OmGeDNXHoZh4Dc1Fm4wf5eFMa25uHULmsi1Y7pmgjX4AE",
        ["P384a"] =
            "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAVQXTxA6Yhds9ycXpDgnOhMEuu1fT31Ch6wAAeEFaPv1Vb05Sz"
            + "kirH7xN5/Qa6Qq6hZANiAASMph0wqXFsVGcTKU2Z4T//D/vT3FglPJ8nRb+sBkUn1YnvXNnOOJ2L/hI9J8XLoLrGMXHaQWzJ"
            + "H7StEJ08flWYYpFemLi6Oy40DDIqLbcyJ1mVL3RUX6Bi1nnJROCB15I=",
        ["Rsa2048a"] =
            "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCbfntdt2OWd+//BX8M6pCnfbdwFb0w+aTYG6NQjkRGxlqE"
            + "jBOZ+me5BGiTr4ByQaP8NlAg42FuoLKUDAyOZ1LLjyyUzFffYK8CpbF7CMWATs5YRyrrCa/OqqiSYpfkbOIpoGzA5v+8PMM+"
            + "XBvsdVHdDwclW6lCO0SI3dnfiCn+k9u26JdHACbWS0B04/JVRhB6M4chiY/fjHiEyJoOg5rgtcUB8Y75VMxOBxmOuzAKyWJE"
            + "k12IJBw1pI2Ny6TK3v+gMGgV+gP3S6ADuuhElQVYYpSsoJ6CxfVVJV5kzfG0J1wdxJxsomHFa160uHD4qd+qS6OMQg2J5kAv"
            + "FGHnt+FnAgMBAAECggEADrqNW8dj3IkVDgmd19uQ9i/EJEIHsk+2jwd9kcM+fmgj6aUNgKrydj92DgwBIh5LnTe71ITiFSuN"
            + "ntTOJhMHCbC3K76ra18dVL/cyIDmzFkqou88bOUPAFS0AQge+r+OY+kGEPbdYVEHVK0Lsns7O0t4HtBiGQIqL/JSKyIa8DoF"
            + "ScrHkBNq8YBfOpj7MLr6li7krXR1BGlUtp3jEQyFSSpRRDAJdEeKMQ6oFimeiLXmjReM08utZ/9CsG5/+sYQ/pdphhll/tWE"
            + "O3d1/wORbUa1MKvIHp73rDKs20OKj5PmRH630sp+lb8Xl6mYog7tzlJ4w5vhlmkFo8pQ96csQQKBgQDZFsiY6wItBuz1LCMC"
            + "bDmcRkE4MiUce2DlWk4kZGQsmZvMTZquURG4j5BkbYyId/4h3KPVzujkvhYLZgxoeWno0ZvYdNdPK3bLq8bjebt1QIKE4RTp"
            + "WjnVQA203D8FvDRPmfxmRDr9lADsAcrHchxYjLCkA8letq50ETV+t1azhwKBgQC3XWPfuaMcOQQ3OATIe1bTpZA5bWMDPqD9"
            + "96f1bINYkPe1lJb6FIFDAvmqqZpXNfkZErVHsvE35JBJTvLfugLtB6/hggUvER2WfJGv66s74e4H0gmu6BJT7cUEpe2rkNFd"
            + "C6FeSV1yFrTk6jA3lN9VftWR2ACDpQfPak3FaGibIQKBgFc5TEgExM8KpVKs9TQX/93GbJYDr92NxRTh/9unaohw/6RK2geI"
            + "EzKwnDd9vKVocPdyC3HwvKqLpZfW3M1tWxxse82wxIHO2OBkmHj1hFhMHyT8usY3tlz0a41roPbQ88O3/y2n5HvWZ7hrz+nq"
            + "83Cwtphv3QztIZMJBxFu4KspAoGBAJKbMdJcC4TyNWOs/24H53kbJAA2bHbYqUHFtF2u4Cl85wEgh8H1iRA6HcKNDmDyP3MD"
            + "mTt1YBYPQinK3LdycwpvHfnQyjJCngSHHrioVeVwE6/fCGz3EkhWkDLSM//7rtmVBfVr9THV49YvRFP8TMB/w2Rzbp3S4ja9"
            + "SOcwPorhAoGBAIghSzlDPvNUjVg7piYH/n6jppXtkxgcAC2MyQH8c5zLoOuCi38+CbpT7SvZMxu/QvfqlTZlKZbuzsaM9KNT"
            + "yB23zHo3yaET9Kn9nPtFmEPX+L64y00ekglL/+6pXXUpgSKyrpccMxmm4oqQSS+h9a1EEpZx1+soWbMDzG3sil2C",
        ["Rsa3072a"] =
            "MIIG/AIBADANBgkqhkiG9w0BAQEFAASCBuYwggbiAgEAAoIBgQDYRKGofTa8UxjtO2DLYDenmyPaewKVG2TK9XG+tT2r19ce"
            + "rgaEB7asCzeU+h8JdptsbixE8gTTzNjuF8QGfhx4eEy4PuHPt3QC6Kk1Tgml9nCqgzmISSm0O6yZ8qQnw/SkfSbRLdFWHGEL"
            + "UbVFJwxsXG35YaQE/CjsQioSovKw6aY0wQ5V+wsXj4ZPeIuUkiEW2hFUbNlAiqkTSPdzGeYeuBVoKiU5D7q3EpI/a9YR6c4d"
            + "YLMO3DxamJVTGBF/9VVVeup6oqX2ZSoqCa17Ro2C5fYCYS8pUDj/n+WWyrJA0rEVRb7Jv6DGebYNQfQ1DZxrAGs/VPC1VLjM"
            + "L4+wAmU5p5vJ2igr+wTcpz8kvxSXeRzFAjoEFZeloeL7Cae8IzBhAAX+X04rVYWJ83pI/bUJoxN4WOzMVA+73d1e+u2cdOKI"
            + "NgIqI2A2pBj5TGJp6/Tanv+No31MrkvD73Aylbu2zqOTanuidPUH2+LbBcRvmc1D5cIvbVYwli0R6gRpnHMCAwEAAQKCAYBA"
            + "0hlOAfG08ocnG8QAUR99Sf+uDW6RuHs2Zeioy3PnnLLqjCiBzDoRSO9o5KsG0Bj3n/H+3DdcMCrY+iCT/ZqU9SGxm49dDdRk"
            + "xs1on7I+nyXXxasp0RwB3Fz4a4SOMqqR3r0St1PmJm1j0iKtzm1n0TBZLc3WfKnbXl1z5oktQ2rApxif5rXFYwxTp4LWjhIC"
            + "4muNTW60bJsOn7EjO6EAlhY8eV1cw/0nwBY7khvAlL5licVBb/tbAB7JoA4mtyZGgZkbQCp6m7jqEwckVCfQ0azqJFlmG9dO"
            + "2DGUcdtOrhEgEqGbf+uzKSkIfl7mdLqhw/1xXPGNC2oQwXz+6Zo8NFO3P8ip9AWUFi6uVTQxynr1nufztplqEONGESOli9bL"
            + "N62lajqX/fA4sLVkMO7KmCwzyiiwg9LmtV0B+u9+CRsjO6M/68dfjd31ODliUYHR9hc7cd6gLLmA/+X8rMHAg64BaMizzqqH"
            + "6HzFhV8juoyCIkmujuwL/UPTaVYaJskCgcEA7TPdhoXqn2XEshDSkSCeWXvKDYSjTtjOG5ZPAF2X62oYCa1YUBmU3MljQ0M2"
            + "Bpg1sGb/i/TwldcCUNV4U9fFGAGtHgvZfQBRrUc00ChkCDk2FU/1hW9s6IrhkCKPvjioFn38rbS0OfZKxdjFuXu7OSxyA/Tv"
            + "3wfF6IwMEFmBqy9nvhDDE/UuK6zR7sXzqdrAwjBAvMStEghcS67/X2x5wvEsrIOcMY4c4NX7xQasabW9ldvSZ/P99RFx/Jyu"
            + "MBbFAoHBAOloETrw6BV0M3cPgMa8EXoekqfwgVfWV4CXiL0Wm8efJ6wvw/Tg2OBBRRH4E/2XT6DuEJ/Bf6xtKPH7EtUdVI7G"
            + "rzHXClSuJwEwzNKdnb2SY02TTr5LFIkPRdOTT4crZDCedlug5FSLG47GlB+oThbnvlk2fB3dKq7+hEeh/SpcDMbZ5gOselSc"
            + "NjpW6GPI2DI9BfrpjSZJYcGox7gOfv5xJLrktTvQpTaiyy7VtOU/iMHTM7UQZeRQJYMMO2xZ1wKBwGXgxOCmW+MiXpzsRMQ4"
            + "ckqUtG+h7FJNJBkNMdlCWaGu66wcW7XrhthdVtjo4Sdr8INXeaKvDTYOJtx5EzlPj0OEVMp25G6f2HTIBJLzBiPSDryQny80"
            + "cF5gaAj0DzDwPKGMcx5YYqASfIMFW8cSsZMY18+DQBNWz1XV8MiE6QCRV8l2gZLs12vCylf3hXQKlIfTGbr57iu0k4+eFejy"
            + "OknUNA/UZx2RoC2hOoWhHCQ6/raCt5gWX5kGaSLKWLYm0QKBwGuWdcLGgyRIgOSTt9djn2a8KvvQh752ZbU3pGcMwdfdTAs5"
            + "pUj+T9nnHDBxOr28/o5+zhjlt7VCSApqoj6sG2sIuH7v0apA8GfDF9bJoolcrft3OGfM8fVPne8tyw3SeYdTs9j+q+Ewkg5Z"
            + "CLQi/4PdZMd4rvORG/i4Bz+BstHQxm7ux/DPkz/nFbQElXBRhx55NIV5HIAWeUIsS4tS20Tr4HNpswSUY2Nw3NmE1rKJe79k"
            + "XERM/7qjGvdyLv391wKBwD0UFXC7/KN3mNvD5NQKEFxFZeeoyxYEF0kew2LMyin/l3uls1gepuvaI5yhZ2Fxx1ICeNzKr+vU"
            + "mEgicKtd31gG616BHiudy2Hq9Z8jME80850y2zgkks9pRPkGS4d/qRPp5JtbH1xR0SRJK7fsgZilxMUDhkBFflmznGKRucFa"
            + "zMcfv6Y0JmrIplZJWb+EyYZw1B7XCA8kWdoemFUM1Es2Gn7zbqeZaq0FgS/M3xti5TSVFUtyQAfMAabcpB9x9Q==",
    };

    private static readonly Dictionary<string, PrivateKey> Loaded = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    /// <summary>The key with this name.</summary>
    public static PrivateKey Of(string name)
    {
        lock (Gate)
        {
            return Loaded.TryGetValue(name, out PrivateKey? key) ? key : Loaded[name] = Load(name);
        }
    }

    /// <summary>The public part of the key with this name.</summary>
    public static PublicKey Public(string name) => Of(name).Public;

    private static PrivateKey Load(string name)
    {
        string octets = Written.TryGetValue(name, out string? known) ? known : Convert.ToBase64String(FromSeed(name));
        string pem = $"-----BEGIN PRIVATE KEY-----\n{octets}\n-----END PRIVATE KEY-----\n";
        return Pkcs8.TryImport(pem, [], out PrivateKey? key, out KeyFault fault)
            ? key
            : throw new InvalidOperationException($"The key {name} of the tables cannot be read: {fault}.");
    }

    /// <summary>The PKCS#8 of an Ed25519 key (RFC 8410 section 7): a fixed beginning, then the seed.</summary>
    private static byte[] FromSeed(string name) =>
    [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
        .. SHA256.HashData(Encoding.ASCII.GetBytes("HiperNet vector key " + name)),
    ];
}
