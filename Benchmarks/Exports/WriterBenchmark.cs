using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;
using Concentric.Sheets;
using MiniExcelLibs;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Exports;

/// <summary>
/// Writing rows that are in memory already, by our writer, MiniExcel and ClosedXML side by side. Each attempt is a process of its
/// own, so that none profits from another's warm code or pays for another's memory; the best of several counts.
/// </summary>
internal static class WriterBenchmark
{
    private const int Columns = 8;

    /// <summary>
    /// One attempt, in a process of its own: prints seconds, bytes, and the peak of the resident size over what it was before, in MB.
    /// </summary>
    public static async Task<int> AttemptAsync(string writer, int rows, CancellationToken cancellationToken)
    {
        var data = Rows(rows);
        var file = Path.GetTempFileName();
        try
        {
            // Compiled and warm.
            await WriteAsync(writer, data[..Math.Min(2_000, rows)], file, cancellationToken);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var idle = process.WorkingSet64;
            var peak = idle;
            using var ended = new CancellationTokenSource();
            var watch = Task.Run(async () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    process.Refresh();
                    peak = Math.Max(peak, process.WorkingSet64);
                    await Task.Delay(20, CancellationToken.None);
                }
            }, CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            await WriteAsync(writer, data, file, cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await ended.CancelAsync();
            await watch;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{seconds:R} {new FileInfo(file).Length} {(peak - idle) / 1_000_000.0:R}"));
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        PrintMachine();
        foreach (var rows in new[] { 100_000, 1_000_000 })
        {
            Attempt? mini = null;
            foreach (var writer in rows == 100_000 ? new[] { "miniexcel", "closedxml", "own" } : ["miniexcel", "own"])
            {
                var best = await BestAsync(writer, rows, writer == "closedxml" ? 2 : 3, cancellationToken);
                if (writer == "miniexcel") mini = best;
                Print($"{writer}, {rows:#,##0} rows of {Columns} cells", string.Create(CultureInfo.InvariantCulture,
                    $"{best.Seconds:0.00} s ({best.Seconds / mini!.Seconds:0.000} of MiniExcel), {best.Bytes / 1_000_000.0:0.0} MB "
                        + $"({best.Bytes / (double)mini.Bytes:0.000}), {best.Memory:0} MB above idle"));
            }
        }

        return 0;
    }

    private static async Task<Attempt> BestAsync(string writer, int rows, int times, CancellationToken cancellationToken)
    {
        var all = new List<Attempt>();
        for (var i = 0; i < times; i++)
        {
            using var process =
                Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
                {
                    ArgumentList = { "export-attempt", writer,
                    rows.ToString(CultureInfo.InvariantCulture) },
                    RedirectStandardOutput = true
                })!;
            var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim().Split(' ');
            await process.WaitForExitAsync(cancellationToken);
            all.Add(new(double.Parse(said[0], CultureInfo.InvariantCulture), long.Parse(said[1], CultureInfo.InvariantCulture),
                double.Parse(said[2], CultureInfo.InvariantCulture)));
        }

        return new(all.Min(one => one.Seconds), all[0].Bytes, all.Max(one => one.Memory));
    }

    private static async Task WriteAsync(string writer, Row[] rows, string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.ReadWrite);
        switch (writer)
        {
            case "own":
                await WriteOwnAsync(stream, rows, cancellationToken);
                break;
            case "miniexcel":
                await stream.SaveAsAsync(rows, cancellationToken: cancellationToken);
                break;
            default:
                using (var book = new XLWorkbook(XLEventTracking.Disabled))
                {
                    book.AddWorksheet("a").Cell(1, 1).InsertData(rows);
                    book.SaveAs(stream);
                }
                break;
        }
    }

    private static async Task WriteOwnAsync(Stream stream, Row[] rows, CancellationToken cancellationToken)
    {
        await using var table = new XlsxWriter(stream, CultureInfo.GetCultureInfo("zh-CN"));
        await table.BeginAsync("a",
        [
            new("编号", SheetType.Identifier, 17), new("社区", SheetType.Text, 12), new("标题", SheetType.Text, 36),
            new("受理日期", SheetType.Day, 12), new("到期日", SheetType.Day, 12),
            new("人次", SheetType.Whole, 10), new("金额", SheetType.Money, 12), new("结果", SheetType.Text, 10),
        ], cancellationToken);
        foreach (var row in rows)
        {
            table.Identifier(row.Number);
            table.Text(row.Community);
            table.Text(row.Title);
            table.Day(DateOnly.FromDateTime(row.ReceivedOn));
            table.Day(DateOnly.FromDateTime(row.DueOn));
            table.Whole(row.Count);
            table.Money((long)(row.Amount * 100));
            table.Text(row.Outcome);
            await table.EndRowAsync(cancellationToken);
        }

        await table.CompleteAsync(cancellationToken);
    }

    private static Row[] Rows(int count)
    {
        var random = new Random(1);
        string[] communities = [.. Enumerable.Range(1, 50).Select(i => $"第{i}社区")], outcomes = ["解决", "未解决", "不予受理", "转办"];
        string[] titles = ["楼道堆物影响通行", "路灯不亮", "下水堵塞返水", "电动车进楼充电", "噪声扰民", "垃圾清运不及时"];
        return [.. Enumerable.Range(0, count).Select(i => new Row(
            $"SQ-2026-{i:000000}", communities[random.Next(50)],
            $"{random.Next(1, 40)}号楼{random.Next(1, 7)}单元{titles[random.Next(titles.Length)]}",
            new DateTime(2025, 1, 1).AddDays(random.Next(365)), new DateTime(2025, 2, 1)
                .AddDays(random.Next(365)), random.Next(0, 500), random.Next(0, 1_000_000) / 100m, outcomes[random.Next(4)]))];
    }

    private sealed record Row(string Number, string Community, string Title, DateTime ReceivedOn, DateTime DueOn, int Count, decimal Amount,
        string Outcome);

    private sealed record Attempt(double Seconds, long Bytes, double Memory);
}
