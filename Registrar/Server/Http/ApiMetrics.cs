using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace HiperNet.Registrar.Server.Http;

/// <summary>Counters and gauges as Prometheus reads them (text format 0.0.4). Labels are few and bounded.</summary>
internal sealed class ApiMetrics
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), long> requests = new();
    private readonly ConcurrentDictionary<string, long[]> seconds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> gauges = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> counters = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    public void Count(ApiRoute route, int status, TimeSpan took)
    {
        requests.AddOrUpdate((route.Method, route.Pattern, status), 1, (_, count) => count + 1);
        long[] buckets = seconds.GetOrAdd(route.Pattern, _ => new long[Bounds.Length + 1]);
        int bucket = Array.FindIndex(Bounds, bound => took.TotalSeconds <= bound);
        Interlocked.Increment(ref buckets[bucket < 0 ? Bounds.Length : bucket]);
        sums.AddOrUpdate(route.Pattern, took.TotalSeconds, (_, sum) => sum + took.TotalSeconds);
    }

    /// <summary>Adds to a counter, whose name ends in _total.</summary>
    public void Add(string name, long count) => counters.AddOrUpdate(name, count, (_, before) => before + count);

    /// <summary>Sets a gauge.</summary>
    public void Set(string name, double value) => gauges[name] = value;

    /// <summary>All of it.</summary>
    public string Write()
    {
        StringBuilder text = new();
        text.Append("# TYPE hiper_registrar_requests_total counter\n");
        foreach (((string method, string route, int status), long count) in requests.OrderBy(pair => pair.Key))
        {
            string labels = $"method=\"{method}\",route=\"{route}\",status=\"{status}\"";
            Line(text, $"hiper_registrar_requests_total{{{labels}}}", count);
        }

        text.Append("# TYPE hiper_registrar_request_seconds histogram\n");
        foreach ((string route, long[] buckets) in seconds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Histogram(text, route, buckets);
        }

        foreach ((string name, long count) in counters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} counter\n");
            Line(text, name, count);
        }

        foreach ((string name, double value) in gauges.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n");
            Line(text, name, value);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");

    private void Histogram(StringBuilder text, string route, long[] buckets)
    {
        long count = 0;
        for (int i = 0; i < buckets.Length; i++)
        {
            count += Interlocked.Read(ref buckets[i]);
            string bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, $"hiper_registrar_request_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}}", count);
        }

        Line(text, $"hiper_registrar_request_seconds_sum{{route=\"{route}\"}}", sums.GetValueOrDefault(route));
        Line(text, $"hiper_registrar_request_seconds_count{{route=\"{route}\"}}", count);
    }
}
