using System.Globalization;
using System.Text;
using HiperNet.Vpxi.Language;

namespace HiperNet.Bench;

/// <summary>
/// How long large descriptions take to be read and checked: the best of some runs, after one that is not counted. It is
/// the processor's time, garbage collection included, so that other work on the machine matters little.
/// </summary>
internal static class VxdlTimes
{
    private const int Runs = 7;

    /// <summary>vxdl-read; prints a row for each document.</summary>
    /// <returns>0, or 1 if a document is wrong.</returns>
    public static int Run()
    {
        Console.WriteLine("| document | size | read | check | allocated by both |");
        Console.WriteLine("|---|---|---|---|---|");
        bool isRight = Row("19,000 links", Links(19_000)) && Row("190,000 links", Links(190_000))
            && Row("60,000 nodes with attributes", Nodes(60_000));
        return isRight ? 0 : 1;
    }

    private static bool Row(string name, string text)
    {
        (double read, double check, long allocated) = (double.MaxValue, double.MaxValue, 0);
        for (int run = 0; run <= Runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            ReadResult result = VxdlText.Read(text);
            double readTime = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
            start = Environment.CpuUsage.TotalTime;
            bool isRight = result.IsRight && Checker.Check(result.Description!).IsRight;
            double checkTime = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (!isRight)
            {
                Console.Error.WriteLine($"{name}: {string.Join(", ", result.Findings)}");
                return false;
            }

            (read, check) = run == 0 ? (read, check) : (Math.Min(read, readTime), Math.Min(check, checkTime));
        }

        const double mega = 1e6;
        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {text.Length / mega:F1} MB | {read:F0} ms | {check:F0} ms | {allocated / mega:F0} MB |"));
        return true;
    }

    private static string Links(int count)
    {
        const int nodes = 10_000;
        StringBuilder text = new("infrastructure large {\n  node w[10000]\n");
        for (int i = 0; i < count; i++)
        {
            // Another distance each time round, so that no two links join the same nodes.
            int from = i % nodes;
            int to = (from + 1 + (i / nodes)) % nodes;
            text.Append(CultureInfo.InvariantCulture, $"  link l{i} from w[{from + 1}] to w[{to + 1}]\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Nodes(int count)
    {
        StringBuilder text = new("infrastructure large {\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  node n{i} {{ cores 4 to 8; memory {1 + (i % 64)} GB }}\n");
        }

        return text.Append("}\n").ToString();
    }
}
