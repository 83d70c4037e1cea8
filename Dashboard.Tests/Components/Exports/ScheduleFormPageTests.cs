using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Exports;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Mail;
using Concentric.Petitions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Exports;

/// <summary>The form of a schedule, on the real services.</summary>
public sealed class ScheduleFormPageTests : IAsyncDisposable
{
    private RecordPagesContext? context;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (context is not null) await context.DisposeAsync();
    }

    [Fact]
    public async Task TheRowsOfALedger_AreChosen_KeptWhenRefused_Saved_AndShownAgain()
    {
        Speak("en");
        await BeginAsync();
        var page = await RenderAsync(null);
        // The summary has no rows to choose from; a ledger has those of its list.
        Assert.Empty(page.FindAll("#field-Filter-source"));
        await RecordPagesContext.ChooseAsync(page, "Template", "petition-ledger");
        await RecordPagesContext.ChooseAsync(page, "View", "to-call-back");
        await RecordPagesContext.ChooseAsync(page, "Filter-source", PetitionSource.Hotline);
        page.Find("#field-Filter-responsible").Change("物业");
        page.Find("#field-Name").Change("");
        await page.Find("form").SubmitAsync();
        Assert.NotEmpty(page.Find("#field-Name-error").TextContent);
        AssertChosen(page);

        page.Find("#field-Name").Change("Hotline");
        await page.Find("form").SubmitAsync();
        await using var db = context!.Store.Open();
        var schedule = await db.ExportSchedules.SingleAsync(one => one.Name == "Hotline", Cancellation);
        Assert.Equal("view=to-call-back&responsible=%E7%89%A9%E4%B8%9A&source=Hotline", schedule.Filters);
        AssertChosen(await RenderAsync(schedule.Id));
        Assert.Contains("物业", context.Render<SchedulesPage>().Find($"[data-schedule='{schedule.Key}']").TextContent);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task TheWorkbooksLanguage_IsAtFirstThatOfThePage(string language)
    {
        Speak(language);
        await BeginAsync();
        var chosen = (await RenderAsync(null)).Find("[data-field=Language] label:has(input[checked])");
        Assert.Equal(language == "en" ? "English" : "中文", chosen.TextContent.Trim());
        Assert.Equal(language, RecordPagesContext.ChosenIn(context!.Render<ExportsPage>(), "ask-language"));
    }

    [Fact]
    public async Task TheNextRuns_AreShownWithWhatTheyCover_AsOneChooses()
    {
        Speak("en");
        await BeginAsync();
        var page = await RenderAsync(null);
        Assert.Equal(Mondays, Runs(page));
        // The period that goes with it comes along, until another is chosen.
        await RecordPagesContext.ChooseAsync(page, "RhythmUnit", RhythmUnit.Month);
        await RecordPagesContext.ChooseAsync(page, "DayPlace", DayPlace.LastWorkingDay);
        Assert.Equal("2026-03-31 Tuesday 07:30 covers 2026-02-01 to 2026-02-28", Runs(page)[0]);
        await RecordPagesContext.ChooseAsync(page, "Coverage", Coverage.MonthToDate);
        Assert.Equal("2026-03-31 Tuesday 07:30 covers 2026-03-01 to 2026-03-31", Runs(page)[0]);
        await RecordPagesContext.ChooseAsync(page, "RhythmUnit", RhythmUnit.Day);
        Assert.Equal("2026-03-19 Thursday 07:30 covers 2026-03-01 to 2026-03-19", Runs(page)[0]);
        page.Find("#field-At").Change("");
        Assert.Empty(Runs(page));
    }

    [Theory]
    [InlineData("0 * * * *", null)]
    [InlineData("0-4 8-12 * * *", "25 times a day")]
    [InlineData("* * * * *", "1440 times a day")]
    [InlineData("* * *", null)]
    public async Task AnExpressionThatIsDueMoreOftenThanHourly_IsWarnedOf(string cron, string? warning)
    {
        Speak("en");
        await BeginAsync();
        var page = await RenderAsync(null);
        await RecordPagesContext.ChooseAsync(page, "RhythmUnit", RhythmUnit.Cron);
        page.Find("#field-Cron").Change(cron);
        var told = page.FindAll(".notice.warn");
        if (warning is null) Assert.Empty(told);
        else Assert.Contains(warning, Assert.Single(told).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasChosen_IsSaved_AndShownAgain_AndInTheListInWords()
    {
        Speak("en");
        await BeginAsync();
        var page = await RenderAsync(null);
        page.Find("#field-Name").Change("Brief");
        await RecordPagesContext.ChooseAsync(page, "RhythmUnit", RhythmUnit.Quarter);
        await RecordPagesContext.ChooseAsync(page, "MonthOfUnit", 3);
        await RecordPagesContext.ChooseAsync(page, "DayPlace", DayPlace.WorkingDay);
        page.Find("#field-WorkingDayNumber").Input("24");
        await page.Find("[name=IsConditional]").ChangeAsync(new() { Value = true });
        page.Find("#field-OnlyAbove").Change("");
        await page.Find("[name='RecipientRoles.Leader']").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();
        // What was typed stays, and each is told where it was typed.
        Assert.NotEmpty(page.Find("#field-WorkingDayNumber-error").TextContent);
        Assert.NotEmpty(page.Find("#field-OnlyAbove-error").TextContent);
        Assert.Equal("24", page.Find("#field-WorkingDayNumber").GetAttribute("value"));
        page.Find("#field-WorkingDayNumber").Input("3");
        page.Find("#field-OnlyAbove").Change("5");
        await page.Find("[name='OverdueOf.1']").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();

        await using var db = context!.Store.Open();
        var schedule = await db.ExportSchedules.SingleAsync(one => one.Name == "Brief", Cancellation);
        Assert.Equal(new(RhythmUnit.Quarter, new(7, 30)) { Month = 3, Place = DayPlace.WorkingDay, Number = 3 }, schedule.Plan.Rhythm);
        Assert.Equal((Coverage.QuarterBefore, 5, "hazard", "Leader"),
            (schedule.Covers, schedule.OnlyAbove, schedule.OverdueOf, schedule.RecipientRoles));
        page = await RenderAsync(schedule.Id);
        Assert.Equal("3", page.Find("#field-WorkingDayNumber").GetAttribute("value"));
        Assert.True(page.Find("[name='OverdueOf.1']").HasAttribute("checked"));
        var row = context.Render<SchedulesPage>().Find($"[data-schedule='{schedule.Key}']").TextContent;
        Assert.Contains("every quarter, month 3, on working day 3 at 07:30", row, StringComparison.Ordinal);
        Assert.Contains("only if more than 5 are overdue (Hazards)", row, StringComparison.Ordinal);
        Assert.Contains("covers 2026-01-01 to 2026-03-31", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACopy_NamesNobodyWhoHasBeenClosedSince_AndIsSaved()
    {
        Speak("en");
        await BeginAsync();
        var user = new DashboardUser { UserName = "gone", DisplayName = "Gone", Role = Role.Leader };
        await using var db = context!.Store.Open();
        db.Add(user);
        await db.SaveChangesAsync(Cancellation);
        var model = await context.Store.Get<ScheduleCommands>().AddAsync(TestStore.Administrator,
            new("Model", "street-summary", new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "en", [], null, true, [user.Id]),
            Cancellation);
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(one => one.IsDisabled, true), Cancellation);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/exports/schedules/new?from={model}");
        var page = await RenderAsync(null);
        await page.Find("form").SubmitAsync();
        Assert.Empty(page.FindAll(".problems"));
        var all = await context.Store.Get<ExportSchedules>().AllAsync(Cancellation);
        Assert.Equal([0, 1], all.Select(one => one.Recipients.Count).Order());
    }

    private static readonly string[] Mondays =
    [
        "2026-03-23 Monday 07:30 covers 2026-03-16 to 2026-03-22",
        "2026-03-30 Monday 07:30 covers 2026-03-23 to 2026-03-29",
        "2026-04-06 Monday 07:30 covers 2026-03-30 to 2026-04-05",
        "2026-04-13 Monday 07:30 covers 2026-04-06 to 2026-04-12",
        "2026-04-20 Monday 07:30 covers 2026-04-13 to 2026-04-19",
    ];

    private static IReadOnlyList<string> Runs(IRenderedComponent<ScheduleFormPage> page) =>
        [.. page.FindAll(".next-runs li").Select(run => run.TextContent.Trim())];

    private static void AssertChosen(IRenderedComponent<ScheduleFormPage> page)
    {
        Assert.Equal("to-call-back", RecordPagesContext.ChosenIn(page, "View"));
        Assert.Equal(nameof(PetitionSource.Hotline), RecordPagesContext.ChosenIn(page, "Filter-source"));
        Assert.Equal("物业", page.Find("#field-Filter-responsible").GetAttribute("value"));
    }

    private static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private async Task BeginAsync() => context = await RecordPagesContext.CreateAsync(TestStore.Administrator, services =>
    {
        ExportRig.Configure(services);
        services.AddSingleton(Fixed.Of(MailOptions.Off));
        services.AddSingleton<Concentric.Robots.RobotQueries>();
    });

    private async Task<IRenderedComponent<ScheduleFormPage>> RenderAsync(long? id)
    {
        var page = context!.Render<ScheduleFormPage>(parameters => parameters.Add(form => form.Id, id));
        await page.WaitForElementAsync("form");
        return page;
    }
}
