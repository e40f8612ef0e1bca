using System.Globalization;
using System.Text.Json;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Cli.Vxdl;

/// <summary>What <c>hiper vxdl plan</c> is asked.</summary>
/// <param name="File">The description.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Booked">Files with plans that are booked.</param>
/// <param name="Options">Who asks, and how long is looked.</param>
/// <param name="Explain">Whether choices are explained.</param>
internal sealed record PlanQuestion(
    VxdlFile File, VxdlFile Pool, string[] Booked, AllocationOptions Options, bool Explain)
{
    private const long MostOctets = 256 * 1024 * 1024;

    /// <summary>What is asked for.</summary>
    public Infrastructure Wanted() => Expand(File, InfrastructureKind.Virtual, "a pool, not what is asked for");

    /// <summary>The pool with what is booked of it.</summary>
    public PoolBookings Bookings()
    {
        PoolBookings bookings = new(new Pool(Expand(Pool, InfrastructureKind.Physical, "no pool")));
        for (int index = 0; index < Booked.Length; index++)
        {
            bookings = Book(bookings, index);
        }

        return bookings;
    }

    private static Infrastructure Expand(VxdlFile file, InfrastructureKind kind, string otherwise)
    {
        CheckResult result = Checker.Check(file.NeedRight());
        (file with { Findings = result.Findings }).NeedRight();
        return result.Infrastructure.Kind == kind
            ? result.Infrastructure
            : throw new CliException(ExitCode.Refused, $"{file.Name}: '{result.Infrastructure.Id}' is {otherwise}");
    }

    private PoolBookings Book(PoolBookings bookings, int index)
    {
        string name = Booked[index];
        try
        {
            if (new FileInfo(name).Length > MostOctets)
            {
                throw new InvalidDataException($"more than {MostOctets} octets");
            }

            using FileStream stream = System.IO.File.OpenRead(name);
            using JsonDocument json = JsonDocument.Parse(stream);
            string id = index.ToString(CultureInfo.InvariantCulture);
            string? conflict = bookings.Book(id, AllocationJson.Read(json.RootElement), out PoolBookings next);
            return conflict is null ? next : throw new CliException(ExitCode.Refused, $"{name}: {conflict}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or ArgumentException)
        {
            throw new CliException(ExitCode.Malformed, $"{name}: no plan of this pool: {exception.Message}", exception);
        }
    }
}
