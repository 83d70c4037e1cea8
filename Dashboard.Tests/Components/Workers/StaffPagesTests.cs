using System.Globalization;
using Bunit;
using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Dashboard.Features.Calendar;
using Concentric.Dashboard.Features.Workers;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Workers;

public sealed class StaffPagesTests
{
    public StaffPagesTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondSecretary_IsRefusedBesideTheField_NamingTheFirst()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var (zhang, li) = (await WorkerAsync(context.Store, "张伟"), await WorkerAsync(context.Store, "李娜"));
        await context.Store.AddAsync(new Posting
        {
            WorkerId = zhang,
            CommunityId = TestStore.Xinsheng,
            Position = Position.Secretary,
            StartsOn = TestStore.Today.AddDays(-90)
        });
        Navigate(context, $"/postings/new?worker={li}");
        var page = context.Render<PostingFormPage>();
        page.WaitForElement("form");
        await RecordPagesContext.ChooseAsync(page, "position", Position.Secretary);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("张伟 is secretary from 2025-12-18", RecordPagesContext.ErrorOf(page, "starts-on")));

        page.Find("[name=starts-on]").Change("2025-01-01");
        page.Find("[name=ends-on]").Change("2025-06-30");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("/postings/", context.Address));
    }

    [Fact]
    public async Task Day_BecomesAHoliday_AfterItsNameIsGiven_AndTellsWhatItRestates()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        await context.Store.AddAsync(Make.Petition(receivedOn: TestStore.Today.AddDays(-9), with: petition =>
            (petition.ClosedOn, petition.WorkingDaysToClose) = (TestStore.Today, 7)));
        // Saving shows its progress, which is for a page that is interactive.
        context.SetRendererInfo(new("Server", true));
        Navigate(context, $"/calendar?year=2026&day={TestStore.Today.AddDays(-1):yyyy-MM-dd}");
        var page = context.Render<CalendarPage>();
        page.WaitForAssertion(() => Assert.Contains("1 closed petitions", page.Find("form .notice").TextContent));
        await RecordPagesContext.ChooseAsync(page, "Kind", "holiday");
        await page.Find("form").SubmitAsync();
        Assert.NotEmpty(RecordPagesContext.ErrorOf(page, "Name"));
        page.Find("[name=Name]").Change("停工检修");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("2026-03-17", page.Find("[role=status]").TextContent));
        Assert.Single(page.FindAll(".calendar-day.holiday"));
        await using var db = context.Store.Open();
        Assert.Equal(6, (await db.Petitions.SingleAsync(Cancellation)).WorkingDaysToClose);
    }

    [Theory]
    [InlineData("leave", 0, "2026-03-19 has been saved.")]
    [InlineData("move", 1, "2026-03-19 has been saved. Due days moved: 1.")]
    public async Task Calendar_AsksWhatBecomesOfDueDays_BeforeItIsSaved(string answer, int daysLater, string said)
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        var petition = await context.Store.AddAsync(Make.Petition(receivedOn: TestStore.Today, with: one =>
            one.DueOn = WorkingCalendar.WeekdaysOnly.AddWorkingDays(TestStore.Today, 5)));
        context.SetRendererInfo(new("Server", true));
        Navigate(context, "/calendar?year=2026&day=2026-03-19");
        var page = context.Render<CalendarPage>();
        page.WaitForElement("form");
        Assert.Empty(page.FindAll("[data-due-days]"));
        Assert.Contains("2026", page.Find("[data-missing-year]").TextContent);
        await RecordPagesContext.ChooseAsync(page, "Kind", "holiday");
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-due-days]").GetAttribute("data-due-days")));
        Assert.Equal($"/petitions/{petition.Id}", page.Find("[data-due-days] a").GetAttribute("href"));
        Assert.Equal(["2026-03-25", "2026-03-26"], page.FindAll("[data-due-days] time").Select(day => day.TextContent));
        page.Find("[name=Name]").Change("停工检修");
        await RecordPagesContext.ChooseAsync(page, "DueDays", answer);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(said, page.Find(".notice.good").TextContent.Trim()));
        await using var db = context.Store.Open();
        Assert.Equal(petition.DueOn.AddDays(daysLater), (await db.Petitions.SingleAsync(Cancellation)).DueOn);
    }

    [Fact]
    public async Task Calendar_OfAWorker_IsToReadOnly()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        Navigate(context, "/calendar?year=2026&day=2026-03-17");
        var page = context.Render<CalendarPage>();
        page.WaitForAssertion(() => Assert.Equal(365, page.FindAll("span.calendar-day").Count));
        Assert.Empty(page.FindAll("form"));
    }

    private static void Navigate(RecordPagesContext context, string address) =>
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private static async Task<long> WorkerAsync(TestStore store, string name) =>
        (await store.AddAsync(new Worker { Name = name, CommunityId = TestStore.Xinsheng })).Id;
}
