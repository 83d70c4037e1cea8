using System.Net;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Search;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>
/// "This view" of the pages of administration, of exports, imports, search and the evaluation: as many rows as the page has, to whom the
/// page is open.
/// </summary>
public sealed class PageFileTests(DashboardApp app) : IClassFixture<DashboardApp>, IAsyncLifetime
{
    private long cycle;
    private long unit;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        if (!await db.Communities.AnyAsync(Stop)) await FillAsync(db);
        cycle = await db.EvaluationCycles.Select(one => one.Id).SingleAsync(Stop);
        unit = await db.CoBuilders.OrderBy(one => one.Id).Select(one => one.Id).FirstAsync(Stop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PagesOfAdministrators_AnswerAdministratorsOnly_AndNeverTellAKey()
    {
        var admin = await app.BrowserOfAsync("file-admin", Role.Administrator);
        await app.AddAccountAsync("file-worker", Role.Worker, [TestStore.Xinsheng]);
        var secret = await app.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "BI", Role.Analyst, [], Stop);
        var keys = await BookAsync(admin, "api-keys");
        var row = Assert.Single(keys.Records());
        Assert.Equal(["BI", secret[..row["Begins with"]!.ToString()!.TrimEnd('…').Length] + "…", "all"],
            [row["Name"], row["Begins with"], row["Communities"]]);
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var stored = await db.ApiKeys.SingleAsync(Stop);
        foreach (var cell in keys.Sheets.SelectMany(sheet => keys.Rows(sheet)).SelectMany(cells => cells)
            .Select(cell => cell?.ToString() ?? ""))
        {
            Assert.DoesNotContain(secret, cell);
            Assert.DoesNotContain(stored.Hash, cell, StringComparison.OrdinalIgnoreCase);
        }

        var accounts = (await BookAsync(admin, "accounts")).Records();
        Assert.Equal((await app.Get<AccountQueries>().ListAsync(Stop))
            .Select(one => (object)one.UserName), accounts.Select(one => one["User name"]!));
        Assert.Equal("Xinsheng Garden", accounts.Single(one => one["User name"] is "file-worker")["Communities"]);
        Assert.Equal(await db.PetitionCategories.CountAsync(Stop), (await BookAsync(admin, "office-lists")).Records().Count);
        foreach (var role in new[] { Role.Leader, Role.Analyst, Role.Worker })
        {
            var other = await app.BrowserOfAsync($"file-no-{role}", role, role == Role.Worker ? [TestStore.Xinsheng] : []);
            foreach (var page in new[] { "accounts", "api-keys", "office-lists" })
                Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/views/{page}/export.xlsx", Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task ASearch_GivesTheOwnRecords_Masked_AndTheTrailKeepsNoNameInClear()
    {
        await app.Get<SearchIndexer>().CatchUpAsync(Stop);
        var worker = await app.BrowserOfAsync("file-search", Role.Worker, TestStore.Xinsheng);
        var leader = await app.BrowserOfAsync("file-search-all", Role.Leader);
        Assert.Equal(2, (await BookAsync(leader, "search", "q=路灯")).Records().Count);
        var row = Assert.Single((await BookAsync(worker, "search", "q=路灯")).Records());
        Assert.Equal(["Petition", "路灯不亮一"], [row["Kind"], row["Title"]]);

        var byName = await BookAsync(worker, "search", "q=张晓明");
        Assert.Single(byName.Records());
        Assert.DoesNotContain("张晓明", string.Join('\n', byName.Sheets.SelectMany(sheet => byName.Rows(sheet)).SelectMany(cells => cells)));
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var line = await db.AuditEntries.Where(one => one.Kind == PageExports.Kind && one.By == "file-search")
            .OrderByDescending(one => one.Id).FirstAsync(Stop);
        Assert.Contains("\"Page\":\"search\"", line.After);
        Assert.Contains("张**", line.After);
        Assert.DoesNotContain("张晓明", line.After);
        Assert.Empty((await BookAsync(worker, "search")).Records());
    }

    [Fact]
    public async Task ListsOfSeveralPages_AreWhole_AndOnlyWhatTheCallerMaySee()
    {
        var own = await app.AddAccountAsync("file-lists", Role.Worker, TestStore.Xinsheng);
        var worker = app.Browser();
        await TestApp.SignInAsync(worker, "file-lists", TestApp.Password);
        var admin = await app.BrowserOfAsync("file-lists-admin", Role.Administrator);
        await using (var db = await app.Factory.CreateDbContextAsync(Stop))
        {
            for (var i = 0; i < ImportRuns.PageSize + 5; i++)
            {
                var byOwn = i < ImportRuns.PageSize + 2;
                db.ImportRuns.Add(new()
                {
                    Kind = "petition",
                    FileName = $"{i}.csv",
                    FileBytes = 1,
                    FileHash = "x",
                    Language = "en",
                    AskedBy = "x",
                    AskedById = byOwn ? own : null,
                    AskedAt = TestStore.Start.UtcDateTime,
                    State = ImportState.Done
                });
                db.ExportRuns.Add(new()
                {
                    Key = $"key {i}",
                    Template = "street-summary",
                    Language = "en",
                    PeriodFrom = new(2026, 1, 1),
                    PeriodTo = new(2026, 1, 31),
                    AskedBy = "x",
                    AskedAt = TestStore.Start.UtcDateTime,
                    State = ExportState.Done,
                    Communities = byOwn ? "xinsheng" : null,
                    IsLimited = byOwn
                });
            }

            await db.SaveChangesAsync(Stop);
        }

        foreach (var page in new[] { "imports", "exports" })
        {
            Assert.Equal(ImportRuns.PageSize + 2, (await BookAsync(worker, page)).Records().Count);
            Assert.Equal(ImportRuns.PageSize + 5, (await BookAsync(admin, page)).Records().Count);
        }

        Assert.Equal((await app.Get<ExportSchedules>().AllAsync(Stop)).Count, (await BookAsync(admin, "schedules")).Records().Count);
        Assert.Equal("Xinsheng Garden", (await BookAsync(worker, "exports")).Records()[0]["Communities"]);
    }

    [Fact]
    public async Task PagesOfTheEvaluation_GiveWhatTheyShow()
    {
        var leader = await app.BrowserOfAsync("file-evaluation", Role.Leader);
        var caller = new CurrentUser("file-evaluation", Role.Leader, null);
        Assert.Equal("Evaluated", Assert.Single((await BookAsync(leader, "evaluations")).Records())["Title"]);
        var board = (await app.Get<EvaluationQueries>().BoardAsync(caller, cycle, null, Stop))!;
        var rows = (await BookAsync(leader, "evaluation", $"of={cycle}")).Records();
        Assert.Equal(board.Lines.Select(line => line.Unit.NameEn), rows.Select(row => row["Co-builder"]));
        Assert.Equal(board.Lines.Select(line => (double)line.Score.Total),
            rows.Select(row => Convert.ToDouble(row["Score"], System.Globalization.CultureInfo.InvariantCulture)));

        var view = (await app.Get<EvaluationQueries>().UnitAsync(caller, cycle, unit, null, Stop))!;
        var book = await BookAsync(leader, "evaluation-unit", $"of={cycle}/{unit}");
        Assert.Equal(["How the score comes about", "Evidence", "The panel's scores", "Bonuses and deductions",
            "What one more would have changed"[..31], "Appeals", "Manifest"], book.Sheets);
        Assert.Equal(view.Line.Score.Steps.Count + 1, book.Records(book.Sheets[0]).Count);
        Assert.Equal(view.Evidence.Count, book.Records("Evidence").Count);
        Assert.NotEmpty(view.Evidence);

        var rules = await BookAsync(leader, "evaluation-rules", $"of={cycle}&version=1");
        Assert.Equal(board.Scheme.Criteria.Count + 1, rules.Records("Criteria").Count);
        Assert.Equal(board.Scheme.Adjustments.Count, rules.Records("Bonuses and deductions").Count);
        var nominations = (await BookAsync(leader, "evaluation-awards", $"of={cycle}")).Records("Nominations");
        Assert.Equal("王**", Assert.Single(nominations)["Who"]);
        var worker = await app.BrowserOfAsync("file-hall", Role.Worker, TestStore.Xinsheng);
        Assert.Equal("清理堆物", Assert.Single((await BookAsync(worker, "evaluation-hall")).Records())["Title"]);
        Assert.Equal(2, (await BookAsync(leader, "evaluation-hall")).Records().Count);
        foreach (var address in new[] { "evaluation/export.xlsx", "evaluation/export.xlsx?of=99",
            $"evaluation-unit/export.xlsx?of={cycle}/99", $"evaluation-rules/export.xlsx?of={cycle}&version=9",
            "evaluation-awards/export.xlsx?of=x" })
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/views/{address}", Stop)).StatusCode);
        var panel = await app.BrowserOfAsync("file-panel", Role.Panel);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await panel.GetAsync($"/views/evaluation-unit/export.xlsx?of={cycle}/{unit}", Stop)).StatusCode);
    }

    [Fact]
    public async Task Targets_AreNumbersAndDays_ToCountWith()
    {
        await using (var db = await app.Factory.CreateDbContextAsync(Stop))
        {
            db.Add(new MetricTarget
            {
                MetricKey = "petitions.on-time-rate",
                AmountMilli = 955,
                FirstDay = new(2030, 1, 1),
                LastDay = new(2030, 12, 31)
            });
            await db.SaveChangesAsync(Stop);
        }

        var leader = await app.BrowserOfAsync("file-targets", Role.Leader);
        var row = (await BookAsync(leader, "targets")).Records().Single(one => one["Metric"] is "Closed on time");
        Assert.Equal((95.5, "%"), ((double)row["Target"]!, row["Unit"]));
        Assert.Equal((new DateTime(2030, 1, 1), new DateTime(2030, 12, 31)), (row["First day"], row["Last day"]));
    }

    [Fact]
    public async Task InChinese_HeadsAndWordsAreChinese()
    {
        var admin = await app.BrowserOfAsync("file-chinese", Role.Administrator);
        admin.DefaultRequestHeaders.Remove("Accept-Language");
        admin.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        Assert.Contains("用户名", (await BookAsync(admin, "accounts")).Records()[0].Keys);
        Assert.Contains("Evaluated", (await BookAsync(admin, "evaluations")).Records()[0].Values);
        foreach (var (page, query) in new[] { ("api-keys", ""), ("office-lists", ""), ("imports", ""), ("exports", ""),
            ("schedules", ""), ("search", "q=路灯"), ("evaluation-appeals", $"of={cycle}"), ("evaluation-awards", $"of={cycle}"),
            ("evaluation-rules", $"of={cycle}"), ("evaluation-unit", $"of={cycle}/{unit}"), ("evaluation-hall", "") })
        {
            var book = await BookAsync(admin, page, query);
            Assert.Equal("说明", book.Sheets[^1]);
            foreach (var sheet in book.Sheets)
                Assert.Contains(book.Rows(sheet)[0], head => head is string text && text.Any(letter => letter > 'ÿ'));
        }
    }

    private static async Task<SheetBook> BookAsync(HttpClient browser, string page, string query = "")
    {
        var answer = await browser.GetAsync($"/views/{page}/export.xlsx?{query}", Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
        var book = new SheetBook(await answer.Content.ReadAsByteArrayAsync(Stop)).AssertValid();
        Assert.All(book.Rows(book.Sheets[^1]).Where(row => row is ["Sheet" or "工作表", ..]).Zip(book.Sheets), pair =>
            Assert.Equal((pair.First[2], pair.First[3]),
                ((object?)(book.Rows(pair.Second).Count - 1.0), (object?)(book.Rows(pair.Second).Count - 1.0))));
        return book;
    }

    private async Task FillAsync(Concentric.Data.DashboardDbContext db)
    {
        db.Communities.AddRange(
            new Community { Id = TestStore.Xinsheng, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden", SortOrder = 1 },
            new Community { Id = TestStore.Xinshun, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden", SortOrder = 2 });
        await db.SaveChangesAsync(Stop);
        db.Actor = CurrentUser.System;
        var units = new[] { new CoBuilder { Name = "甲公司", NameEn = "Unit A", Kind = CoBuilderKind.Enterprise, JoinedOn = new(2024, 1, 1) },
            new CoBuilder { Name = "乙公司", NameEn = "Unit B", Kind = CoBuilderKind.Enterprise, JoinedOn = new(2024, 1, 1) } };
        db.AddRange(units);
        db.AddRange(
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 2), petition => (petition.Title, petition.PetitionerName) = ("路灯不亮一", "张晓明")),
            Make.Petition(TestStore.Xinshun, new(2026, 3, 3), petition => (petition.Title, petition.PetitionerName) = ("路灯不亮二", "张晓明")));
        await db.SaveChangesAsync(Stop);
        foreach (var community in new[] { TestStore.Xinsheng, TestStore.Xinshun })
            db.Add(new Commitment
            {
                CommunityId = community,
                Title = "清理堆物",
                Owner = "甲公司",
                CoBuilderId = units[0].Id,
                DueOn = new(2026, 2, 1)
            });
        var opened = await app.Get<CycleCommands>()
            .OpenAsync(new CurrentUser("leader", Role.Leader, null), new(2026, "Evaluated", Guid.NewGuid()), Stop);
        var volunteer = new Volunteer { CommunityId = TestStore.Xinsheng, Name = "王小红", RegisteredOn = new(2025, 1, 1) };
        db.Add(volunteer);
        await db.SaveChangesAsync(Stop);
        db.Add(new Nomination { CycleId = opened.Id, VolunteerId = volunteer.Id, NominatedBy = "馨盛园", Reason = "热心" });
        await db.SaveChangesAsync(Stop);
        app.Get<CommunityDirectory>().Forget();
    }
}
