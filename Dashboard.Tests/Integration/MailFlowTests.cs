using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>Mails through the whole application.</summary>
public sealed class MailFlowTests : IAsyncLifetime
{
    private static readonly CurrentUser Keeper = new("陈静", Role.Analyst);

    private readonly SmtpServer server = new();
    private readonly TestApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        app.Set("Mail:Host", "127.0.0.1").Set("Mail:Port", $"{server.Port}").Set("Mail:Security", "None")
            .Set("Mail:From", "office@example.cn").Set("Mail:Site", "http://office.example.cn");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task AServerThatHangs_HoldsUpNeitherWorkbooksNorNotices()
    {
        server.Manner = SmtpManner.HangsWithTheMail;
        await ScheduleAsync();
        await RunNowAsync();
        // The first mail hangs with the server from here on.
        await server.NextAsync();
        var id = await app.Get<ExportRequests>()
            .AskAsync(CurrentUser.System, new("street-summary", new(new(2026, 3, 1), new(2026, 3, 31)), Time.PeriodKind.Custom, null, "en"),
                Cancellation);
        Assert.Equal(ExportState.Done, (await app.EndOfExportAsync(id)).State);
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(OutboxState.Sending, (await db.ExportDeliveries.SingleAsync(Cancellation)).State);
        Assert.Single(await db.Notices.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task AScheduledWorkbook_IsMailedAtOnce()
    {
        await ScheduleAsync();
        await RunNowAsync();
        var mail = await server.NextAsync();
        Assert.Contains("Street summary", mail.Subject);
        Assert.Contains("http://office.example.cn/exports/", mail.TextBody);
    }

    private async Task ScheduleAsync()
    {
        var leader = await app.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, "mailed", new AccountDetails("刘敏", Role.Leader, [], "leader@example.cn"), TestApp.Password,
                Cancellation);
        await app.Get<ScheduleCommands>()
            .AddAsync(Keeper, new("weekly", "street-summary",
                new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "en", [], null, true, [leader]),
                Cancellation);
    }

    private async Task RunNowAsync()
    {
        var schedule = (await app.Get<ExportSchedules>().AllAsync(Cancellation)).Single(found => found.Name == "weekly");
        Assert.True(await app.Get<ScheduleCommands>().RunNowAsync(Keeper, schedule.Id, Cancellation));
    }
}
