using System.Globalization;
using System.Text;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Lists;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>"This list" as a file: the caller's rows in the page's order, masked, in the reader's language, written down.</summary>
public sealed class ListExportTests : IAsyncLifetime
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services =>
            services.AddSingleton<CommunityDirectory>().AddSingleton<Concentric.Exports.Views.ViewFile>().AddSingleton<ListExports>());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task AList_HoldsTheCallersRows_InTheirOrder_Masked()
    {
        await store.AddAsync(
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 2), petition => petition.Title = "=1+1"),
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 9)),
            Make.Petition(TestStore.Xinshun, new(2026, 3, 10)));
        var rows = await ExportAsync("petition", TestStore.WorkerOfXinsheng, new(Sort: "received-on"));
        Assert.Equal([new DateTime(2026, 3, 2), new DateTime(2026, 3, 9)], rows.Select(row => row["受理日期"]));
        Assert.Equal("=1+1", rows[0]["标题"]);
        Assert.Equal(["张**", "138****5678", "馨盛园", "环境卫生"], [rows[0]["诉求人"], rows[0]["电话"], rows[0]["社区"], rows[0]["类别"]]);
        Assert.Equal("同心圆-诉求-2026-03-18.xlsx", store.Get<ListExports>()
            .FileName(store.Get<RecordRegister>().Find("petition")!, ListFormat.Xlsx, Chinese));
    }

    [Fact]
    public async Task AFile_TellsHowManyAttachmentsEachRecordHas()
    {
        var with = await store.AddAsync(Make.Hazard(TestStore.Xinsheng));
        await store.AddAsync(Make.Hazard(TestStore.Xinsheng));
        // One of another kind with the same id is another's.
        var petition = await store.AddAsync(Make.Petition());
        await AttachAsync("hazard", with.Id, 1);
        await AttachAsync("hazard", with.Id, 2);
        await AttachAsync("petition", petition.Id, 3);

        var rows = await ExportAsync("hazard", TestStore.WorkerOfXinsheng, new());
        Assert.Equal([2d, 0d], rows.OrderBy(row => (string)row["编号"]! == with.Number ? 0 : 1).Select(row => Convert.ToDouble(row["附件数"])));
        Assert.Equal(1d, Convert.ToDouble((await ExportAsync("petition", TestStore.WorkerOfXinsheng, new()))[0]["附件数"]));

        async Task AttachAsync(string kind, long id, int seed)
        {
            using var content = new MemoryStream(Documents.Pdf(seed: seed));
            await store.Get<AttachmentCommands>().AddAsync(TestStore.WorkerOfXinsheng, new(kind, id), $"{seed}.pdf", content, Stop);
        }
    }

    [Fact]
    public async Task FiltersAndViews_HoldAsOnThePage_AndTheTrailTellsThem()
    {
        await store.AddAsync(Make.Petition(receivedOn: new(2026, 3, 2)),
            Make.Petition(receivedOn: new(2026, 3, 9), with: petition => petition.ClosedOn = TestStore.Today));
        var request = new ListRequest(Search: "张建国",
            View: "open")
        { Filters = new Dictionary<string, string> { ["received-on"] = "2026-03-01..2026-03-05" } };
        // By a name finds who may reveal it.
        Assert.Empty(await ExportAsync("petition", TestStore.WorkerOfXinshun, request));
        var rows = await ExportAsync("petition", TestStore.WorkerOfXinsheng, request);
        Assert.Single(rows);
        await using var db = store.Open();
        var line = await db.AuditEntries.SingleAsync(line => line.Action == "Exported" && line.By == "王芳", Stop);
        Assert.Equal(("王芳", "petition"), (line.By, line.Kind));
        Assert.Contains("\"Rows\":1", line.After);
        Assert.Contains("2026-03-01..2026-03-05", line.After);
        Assert.DoesNotContain("张建国", line.After);
    }

    [Fact]
    public async Task TheManifest_TellsTheFiltersInWords_AndRowsMatchedAndWritten()
    {
        await store.AddAsync(Make.Petition(receivedOn: new(2026, 3, 2)), Make.Petition(receivedOn: new(2026, 3, 9)),
            Make.Petition(TestStore.Xinshun, new(2026, 3, 9)));
        var request = new ListRequest(Search: "张建国",
            Sort: "-received-on")
        {
            Filters = new Dictionary<string, string>
            {
                ["community"] = "xinsheng",
                ["received-on"] = "2026-03-01..",
                ["stage"] = "Collected"
            }
        };
        var book = await BookAsync("petition", TestStore.WorkerOfXinsheng, request);
        Assert.Equal("说明", book.Sheets[^1]);
        var lines = book.Rows("说明").Select(row => (row[0]?.ToString(), row[1]?.ToString(), row[2], row[3])).ToList();
        Assert.Contains(("社区", "馨盛园", null, null), lines);
        Assert.Contains(("受理日期", "2026-03-01 –", null, null), lines);
        Assert.Contains(lines, line => line.Item1 == "阶段" && line.Item2 == "收集");
        Assert.Contains(("搜索", "张**", null, null), lines);
        Assert.Contains(("工作表", "诉求", 2.0, 2.0), lines);
        Assert.Contains(lines, line => line.Item1 == "内容哈希（SHA-256）" && line.Item2!.Length == 64);
    }

    [Fact]
    public async Task CommaSeparated_IsInTheReadersLanguage()
    {
        await store.AddAsync(Make.Hazard(with: hazard => hazard.Title = "+通道"));
        using var stream = new MemoryStream();
        await store.Get<ListExports>()
            .WriteAsync(store.Get<RecordRegister>().Find("hazard")!, TestStore.Leader, new(), ListFormat.Csv, English, stream, Stop);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n");
        Assert.StartsWith("\uFEFFNumber,Community,Title", lines[0]);
        Assert.Contains(",Xinsheng Garden,'+通道,", lines[1]);
    }

    [Fact]
    public async Task WhoMayNotExport_GetsNothing() =>
        await Assert.ThrowsAsync<ExportException>(() => ExportAsync("petition", new("评审", Role.Panel), new()));

    private async Task<IReadOnlyList<IDictionary<string, object?>>> ExportAsync(string kind, CurrentUser caller, ListRequest request) =>
        (await BookAsync(kind, caller, request)).Records();

    private async Task<SheetBook> BookAsync(string kind, CurrentUser caller, ListRequest request)
    {
        using var stream = new MemoryStream();
        await store.Get<ListExports>()
            .WriteAsync(store.Get<RecordRegister>().Find(kind)!, caller, request, ListFormat.Xlsx, Chinese, stream, Stop);
        return new SheetBook(stream.ToArray()).AssertValid();
    }
}
