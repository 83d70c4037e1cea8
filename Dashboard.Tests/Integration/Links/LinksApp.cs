using System.Net;
using Concentric.Alerts;
using Concentric.Dashboard.Jobs;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Notices;
using Concentric.People;
using Concentric.Petitions;
using Concentric.PublishedFigures;
using Concentric.Robots;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration.Links;

/// <summary>
/// The application in memory with the demo street and what the demo leaves out: a workbook that was made, a schedule, a key.
/// </summary>
public sealed class LinksApp : TestApp, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await FillWithDemoAsync();
        await Get<MetricCube>().BuildAsync(Stop);
        var analyst = new CurrentUser("link-maker", Role.Analyst, UserId: await AddAccountAsync("link-maker", Role.Analyst));
        var id = await Get<ExportRequests>()
            .AskAsync(analyst, new("meeting-pack", Period.MonthOf(Get<OfficeClock>().Today.AddMonths(-1)), PeriodKind.Month, null, "en"),
                Stop);
        await Get<ExportRunner>().RunAsync(id, Stop);
        await Get<ScheduleCommands>()
            .AddAsync(analyst, new("Weekly", "street-summary", new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "en", [], null, true,
                []), Stop);
        await Get<RobotCommands>().AddAsync(CurrentUser.System,
            new("Office group", RobotForm.WeCom, null, "key", null, false, [], "en", true, false, false), Stop);
        await Get<AlertCommands>().SaveAsync(analyst, null, 0, new("petitions.overdue", AlertCondition.PastLimit, AlertSide.Above, 0, null,
            null, null, AlertScope.EachCommunity, [], 1, [analyst.UserId!.Value], [], null), Stop);
        var importer = new CurrentUser("link-importer", Role.Administrator,
            UserId: await AddAccountAsync("link-importer", Role.Administrator));
        await Get<ImportBatches>().UploadAsync(importer, "hazard", ImportRig.Uploads(
            ("甲.csv", ImportRig.Csv("标题,隐患类别,发现日期,社区\n楼道堆物,消防,2026-03-02,xinsheng\n")), ("乙.csv", [1, 2, 3])),
            ImportTexts.Cultures[0], Stop);
        await Get<ImportWorker>().IdleAsync(Stop);
        await Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "BI", Role.Analyst, null, Stop);
    }

    /// <summary>A browser in a language, signed in by a new account of the role; null for nobody.</summary>
    /// <param name="isLimited">True for a reader of one community.</param>
    public async Task<HttpClient> BrowserAsync(Role? role, string language, bool isLimited = false)
    {
        var browser =
            CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        if (role is not { } known) return browser;
        var name = $"{known}-{language}{(isLimited ? "-limited" : "")}".ToLowerInvariant();
        int[] communities = known == Role.Worker || isLimited
            ? [(await Get<CommunityDirectory>().GetAsync(Stop)).Find("xinsheng")!.Id]
            : [];
        await TellAsync(await AddAccountAsync(name, known, communities), known, communities);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, name, Password)).StatusCode);
        return browser;
    }

    /// <summary>Who is told of what.</summary>
    public static IReadOnlyList<NoticeKind> ToldTo(Role role) => role switch
    {
        Role.Worker =>
        [
            NoticeKind.DueSoon, NoticeKind.Overdue, NoticeKind.Assigned, NoticeKind.Entered, NoticeKind.Shared, NoticeKind.Returned,
            NoticeKind.Offered, NoticeKind.Declined, NoticeKind.Accepted, NoticeKind.Denied,
            NoticeKind.EscalatedToSecretary, NoticeKind.Instructed, NoticeKind.InstructionReturned, NoticeKind.InstructionAccepted,
            NoticeKind.InstructionWithdrawn, NoticeKind.Commented,
            NoticeKind.AppealUpheld, NoticeKind.AppealDismissed, NoticeKind.ResultPublished,
        ],
        Role.Leader =>
        [
            NoticeKind.Escalated, NoticeKind.InstructionAnswered, NoticeKind.InstructionUnheld,
            NoticeKind.AppealFiled, NoticeKind.AppealOverdue,
            NoticeKind.ClaimHolds, NoticeKind.ClaimExceeded, NoticeKind.ClaimShort, NoticeKind.ClaimUncounted,
            NoticeKind.AlertBegan, NoticeKind.AlertOver, NoticeKind.AlertsMoved,
        ],
        Role.Analyst => [NoticeKind.Workbook, NoticeKind.NoWorkbook],
        Role.Reader => [],
        Role.Panel => [NoticeKind.JudgingOpen, NoticeKind.ResultPublished, NoticeKind.AppealUpheld, NoticeKind.AppealDismissed],
        _ => [NoticeKind.StoreDamaged, NoticeKind.JobFailed, NoticeKind.BackupFailed, NoticeKind.BackupMissing, NoticeKind.CalendarMissing,
            NoticeKind.RobotRefused],
    };

    /// <summary>
    /// Gives an account a notice of every kind that its role is told of: of each kind of record, and where a morning does so, of many.
    /// </summary>
    private async Task TellAsync(int user, Role role, int[] communities)
    {
        await using var db = await Factory.CreateDbContextAsync(Stop);
        var caller = new CurrentUser("", role, role == Role.Worker ? communities : null);
        (string Kind, long Id)[] records =
        [
            (RecordKinds.NameOf<Petition>(), await db.Petitions.ReadableBy(caller).MinAsync(record => record.Id, Stop)),
            (RecordKinds.NameOf<Hazard>(), await db.Hazards.ReadableBy(caller).MinAsync(record => record.Id, Stop)),
            (RecordKinds.NameOf<Commitment>(), await db.Commitments.ReadableBy(caller).MinAsync(record => record.Id, Stop)),
        ];
        (string Kind, long Id) cycle = (RecordKinds.NameOf<EvaluationCycle>(), await db.EvaluationCycles.MinAsync(one => one.Id, Stop));
        foreach (var kind in ToldTo(role))
        {
            (string Kind, long Id)[] about = kind switch
            {
                NoticeKind.DueSoon or NoticeKind.Overdue => [.. records, .. records.Select(record => (record.Kind, 0L))],
                NoticeKind.Escalated or NoticeKind.EscalatedToSecretary => [.. records, .. records.Select(record => (record.Kind, 0L))],
                NoticeKind.Assigned or NoticeKind.Shared or NoticeKind.Offered or NoticeKind.Declined or NoticeKind.Denied
                    or NoticeKind.Accepted or NoticeKind.Instructed or NoticeKind.InstructionReturned
                    or NoticeKind.InstructionAccepted or NoticeKind.InstructionWithdrawn or NoticeKind.InstructionAnswered
                    or NoticeKind.InstructionUnheld or NoticeKind.Commented => [records[0]],
                NoticeKind.Returned => [records[1]],
                NoticeKind.Entered => records,
                NoticeKind.Workbook or NoticeKind.NoWorkbook =>
                    [(ExportRunChanges.Kind, await db.ExportRuns.MinAsync(run => run.Id, Stop))],
                NoticeKind.ClaimHolds or NoticeKind.ClaimExceeded or NoticeKind.ClaimShort or NoticeKind.ClaimUncounted =>
                    [(RecordKinds.NameOf<PublishedFigure>(), await db.PublishedFigures.MinAsync(figure => figure.Id, Stop))],
                NoticeKind.AlertBegan or NoticeKind.AlertOver or NoticeKind.AlertsMoved => [(AlertTelling.Kind, 1), (AlertTelling.Kind, 0)],
                NoticeKind.StoreDamaged or NoticeKind.JobFailed or NoticeKind.BackupFailed or NoticeKind.BackupMissing
                    or NoticeKind.CalendarMissing =>
                    [(AdministratorNotices.RecordKind, 0)],
                _ => [cycle],
            };
            db.Notices.AddRange(about.Select(one => new Notice
            {
                UserId = user,
                Kind = kind,
                RecordKind = one.Kind,
                RecordId = one.Id,
                Day = Get<OfficeClock>().Today,
                // Beside those that the morning made.
                StepId = 1,
                Title = one.Id == 0 ? null : "链接",
                Count = one.Id == 0 ? 30 : 1,
                At = Clock.GetUtcNow().UtcDateTime,
            }));
        }

        await db.SaveChangesAsync(Stop);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            // The workbook is made here, before anybody looks for it.
            foreach (var server in services.Where(service => service.ImplementationType == typeof(JobServer)).ToList())
                services.Remove(server);
        });
    }
}
