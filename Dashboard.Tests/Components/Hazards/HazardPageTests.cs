using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Notices;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Hazards;

public sealed class HazardPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public HazardPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task List_TellsMajorOverdueHazardsApart_AndLeadsToThem()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader);
        var page = context.Render<HazardsPage>();
        Assert.Empty(page.FindAll(".escalated"));

        await context.Store.AddAsync(Overdue(HazardSeverity.Major), Overdue(HazardSeverity.General), Overdue(HazardSeverity.General));
        page = context.Render<HazardsPage>();
        Assert.Equal("major hazards overdue: 1", page.Find("[data-escalated=Major]").TextContent);
        Assert.Equal("/hazards?view=escalated&severity=Major", page.Find("[data-escalated=Major]").GetAttribute("href"));
        Assert.Equal("general hazards more than 5 working days overdue: 2", page.Find("[data-escalated=General]").TextContent);
    }

    [Fact]
    public async Task Page_SaysToWhomTheHazardIsEscalated()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        await context.Store.AddAsync(
            new DashboardUser { UserName = "leader", DisplayName = "刘主任", Role = Role.Leader },
            new DashboardUser { UserName = "gone", DisplayName = "前主任", Role = Role.Leader, IsDisabled = true });
        var late = await context.Store.AddAsync(Overdue(HazardSeverity.General));
        var page = context.Render<HazardPage>(parameters => parameters.Add(shown => shown.Id, late.Id));
        Assert.Equal("It is more than 5 working days overdue. Escalated to the street office's leaders: 刘主任.",
            page.Find(".escalated").TextContent);

        var inCharge = await context.Store.AccountAsync("in-charge", Role.Leader);
        await context.Store.AddAsync(new Concentric.Instructions.CommunityCharge
        {
            CommunityId = late.CommunityId,
            LeaderId = inCharge.UserId!.Value,
        });
        page = context.Render<HazardPage>(parameters => parameters.Add(shown => shown.Id, late.Id));
        Assert.EndsWith("leaders: in-charge.", page.Find(".escalated").TextContent);
    }

    [Fact]
    public async Task Page_ReadsWhatToldOfTheHazard_AndNothingElse()
    {
        await using var context = await RecordPagesContext.CreateAsync(new("王芳", Role.Worker, [TestStore.Xinsheng], 1));
        var reader = await context.Store.AccountAsync("reader", Role.Worker, TestStore.Xinsheng);
        var office = await context.Store.AccountAsync("office", Role.Administrator);
        var hazards = context.Store.Get<HazardCommands>();
        var (opened, other) = (
            await hazards.EnterAsync(office, Make.HazardValues(), null, Cancellation),
            await hazards.EnterAsync(office, Make.HazardValues(), null, Cancellation));
        Assert.Equal(1, reader.UserId);
        context.Render<HazardPage>(parameters => parameters.Add(shown => shown.Id, opened.Id));
        // It is marked after the drawing, which nothing on the page tells of.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (await context.Store.Get<NoticeQueries>().CountUnreadAsync(reader, limit.Token) != 1) await Task.Yield();
        Assert.Equal(other.Id, Assert.Single(await context.Store.NoticesAsync(reader), notice => notice.ReadAt is null).RecordId);
    }

    [Fact]
    public async Task Photos_AreShownToWhoMayRead_AndChangedByWhoMayWrite()
    {
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, TestStore.Leader })
        {
            await using var context = await RecordPagesContext.CreateAsync(caller);
            var hazard = await context.Store.AddAsync(Make.Hazard());
            using var content = new MemoryStream(Pictures.Make(30, 20));
            var photo = await context.Store.Get<HazardPhotoCommands>()
                .AddAsync(TestStore.WorkerOfXinsheng, hazard.Id, PhotoSide.After, "楼道.jpg", content, Cancellation);
            var page = context.Render<HazardPage>(parameters => parameters.Add(shown => shown.Id, hazard.Id));
            Assert.Equal($"/hazards/{hazard.Id}/photos/{photo}/small", page.Find("[data-side=After] img").GetAttribute("src"));
            Assert.Equal("After: 楼道.jpg", page.Find("[data-side=After] img").GetAttribute("alt"));
            Assert.Equal(caller.MayWrite ? 2 : 0, page.FindAll("form.photo-form").Count);
            if (!caller.MayWrite) continue;
            page.Find("[data-photo] .text-action").Click();
            await page.Find("[data-photo] .danger").ClickAsync();
            Assert.Empty(page.FindAll("[data-photo]"));
        }
    }

    [Fact]
    public async Task FoundAgain_BeginsAnotherRound_AndTheOneBeforeStaysOnThePage()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var hazard = await context.Store.AddAsync(Make.Hazard(foundOn: TestStore.Today.AddDays(-20), with: made =>
            (made.RectifiedOn, made.RectifiedBy, made.VerifiedOn, made.VerifiedBy) = (TestStore.Today.AddDays(-16), "物业",
                TestStore.Today.AddDays(-14), "复查员")));
        var page = context.Render<HazardPage>(parameters => parameters.Add(shown => shown.Id, hazard.Id));
        Assert.Empty(page.FindAll("[data-related=rounds]"));

        await context.OpenActionAsync(page, "reopen");
        context.Dialog.Find("[data-field=Reason] textarea").Change("又堆上了");
        await context.SendActionAsync();
        Assert.Equal(["Round 1", "2026-02-26", "2026-03-03", "2026-03-02", "2026-03-04"], Cells(1));
        // Ten working days from the day on which it was found again.
        Assert.Equal(["Round 2", "2026-03-18", "2026-04-01", "—", "—"], Cells(2));
        Assert.Single(page.FindAll("[data-action=rectify]"));
        Assert.Contains("Found again", page.Markup);

        IEnumerable<string> Cells(int round) =>
            page.FindAll($"[data-related=rounds] [data-round='{round}'] td").Select(cell => cell.TextContent.Trim());
    }

    private static Hazard Overdue(HazardSeverity severity) =>
        Make.Hazard(foundOn: TestStore.Today.AddDays(-60), with: made =>
            (made.Severity, made.DueOn) = (severity, TestStore.Today.AddDays(-30)));
}
