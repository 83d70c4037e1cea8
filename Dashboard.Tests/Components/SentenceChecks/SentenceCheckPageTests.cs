using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.SentenceChecks;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.SentenceChecks;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.SentenceChecks;

/// <summary>
/// The page on a real store. Today is Wednesday, 18 March 2026; four petitions came in Xinsheng in March. Elements are found and used at
/// once, on the page's own thread: what is read anew meanwhile is drawn anew.
/// </summary>
public sealed class SentenceCheckPageTests : LiveCubeTest
{
    private const string Said = "2026年3月馨盛园受理诉求4件。\n热线转办工单9件，绿化500平方米。";

    protected override IReadOnlyList<Type> Asked => [typeof(MetricCatalogue), typeof(SentenceChecker), typeof(RememberedPhrases),
        typeof(TextFiles), typeof(KeptChecks)];

    protected override async Task FillAsync()
    {
        await Live.Store.AddAsync([.. Enumerable.Range(2, 4).Select(day => Make.Petition(TestStore.Xinsheng, new(2026, 3, day)))]);
        Services.AddScoped<PageMessages>().AddScoped<AntiforgeryStateProvider, NoToken>();
    }

    [Fact]
    public async Task EachNumber_IsMarkedInTheText_AndToldBesideIt()
    {
        var page = await CheckAsync(new("刘主任", Role.Leader));
        Assert.Equal(["4件", "9件", "500平方米"], page.FindAll(".claim-mark").Select(mark => mark.FirstChild!.TextContent));
        Assert.Equal(["Supported", "Unsure", "NoSuchMetric"],
            page.FindAll(".claim-mark").Select(mark => mark.GetAttribute("data-verdict")));
        Assert.Equal("/sentence-check#claim-2", page.FindAll(".claim-mark")[1].GetAttribute("href"));
        Assert.Equal(2, page.FindAll(".checked-text p").Count);
        Assert.Contains("The records hold 4", page.Find("#claim-1").TextContent);
        Assert.Equal("/records/petitions.received?from=2026-03-01&to=2026-03-18&communities=xinsheng",
            page.Find("#claim-1 a").GetAttribute("href"));
        Assert.Equal("3", page.Find("[data-claims]").GetAttribute("data-claims"));
        Assert.NotNull(page.Find("form[action='/views/sentence-check/export.docx'] textarea[hidden]"));
    }

    [Fact]
    public async Task WhoChecks_IsLedToTheResult_AndWhoeverChoosesInIt_StaysWhereTheChoiceIs()
    {
        var page = await CheckAsync(new("刘主任", Role.Leader));
        Assert.Equal("-1", page.Find(".sentence-head").GetAttribute("tabindex"));
        page.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke());
        await page.InvokeAsync(() => page.Find("[data-choose='petitions.received']").ClickAsync(new()));
        Assert.Equal("NotRecorded", page.Find("#claim-2").GetAttribute("data-claim"));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Theory]
    [InlineData("2025年四季度受理诉求较上月增加3件。", "The period here is 2025-10-01 – 2025-12-31, compared with 2025-07-01 – 2025-09-30")]
    [InlineData("2026年2月初受理诉求25件。", "could not be read for sure, and 2026-01-01 – 2026-03-18 is taken for it")]
    public async Task ATimeThatIsNotSure_IsToldWithTheDaysThatAreTakenForIt(string said, string told)
    {
        var page = await CheckAsync(new("刘主任", Role.Leader), said);
        Assert.Contains(told, page.Find("#claim-1").TextContent);
    }

    [Fact]
    public async Task ARateIsChosenToBeWhatItLeavesOut()
    {
        var page = await CheckAsync(new("刘主任", Role.Leader), "40%的诉求未办结。");
        Assert.Equal("Unsure", page.Find("#claim-1").GetAttribute("data-claim"));
        await page.InvokeAsync(() => page.Find("[data-choose='-petitions.closing-rate']").ClickAsync(new()));
        Assert.NotEqual("Unsure", page.Find("#claim-1").GetAttribute("data-claim"));
        Assert.Contains("-petitions.closing-rate", page.Find("[name=choices]").GetAttribute("value"));
    }

    [Fact]
    public async Task WhatIsChosen_IsJudgedAtOnce_AndRememberedForTheOfficeWhereTicked()
    {
        var page = await CheckAsync(new("刘主任", Role.Leader));
        await page.InvokeAsync(() => page.Find("[data-choose='petitions.received']").ClickAsync(new()));
        // Of the year, of which records were kept since March only.
        Assert.Equal("NotRecorded", page.Find("#claim-2").GetAttribute("data-claim"));
        Assert.Contains("not kept regularly", page.Find("#claim-2").TextContent);
        Assert.Contains("petitions.received", page.Find("[name=choices]").GetAttribute("value"));
        await using var db = Live.Store.Open();
        // What holds for everybody is asked for, in the editor, and is off at first.
        Assert.Equal(0, await db.RememberedPhrases.CountAsync(Stop));
        await page.InvokeAsync(() => page.Find("#claim-2 [data-edit]").ClickAsync(new()));
        var tick = page.Find("#claim-2 input[name=Phrase]");
        Assert.False(tick.HasAttribute("checked"));
        await tick.ChangeAsync(new() { Value = true });
        await page.InvokeAsync(() => page.Find("#claim-2 form").SubmitAsync());
        var kept = await db.RememberedPhrases.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("热线转办工单#", "petitions.received"), (kept.Phrase, kept.MetricKey));
        Assert.Single(page.FindAll("[data-phrase]"));
        await page.InvokeAsync(() => page.Find("[data-forget]").ClickAsync(new()));
        Assert.Empty(page.FindAll("[data-phrase]"));
        Assert.Equal(0, await db.RememberedPhrases.CountAsync(Stop));
    }

    /// <summary>Near the end of the calendar no longest period ends: what is chosen is taken, and refused where it is none.</summary>
    [Theory]
    [InlineData("9999-12-30", "9999-12-31", true)]
    [InlineData("9999-12-31", "9999-12-30", false)]
    [InlineData("1999-12-31", "9999-12-31", false)]
    public async Task TheEndOfTheCalendar_IsADayLikeOthers(string from, string to, bool isTaken)
    {
        var page = await CheckAsync(new("刘主任", Role.Leader));
        await page.InvokeAsync(() => page.Find("#claim-1 [data-edit]").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("#claim-1 input[name=period-from]").ChangeAsync(new() { Value = from }));
        await page.InvokeAsync(() => page.Find("#claim-1 input[name=period-to]").ChangeAsync(new() { Value = to }));
        await page.InvokeAsync(() => page.Find("#claim-1 form").SubmitAsync());
        Assert.Equal(isTaken, page.FindAll("#claim-1 form").Count == 0);
        Assert.Equal(isTaken, page.FindAll("#claim-1 .problems").Count == 0);
        Assert.Equal(isTaken, page.Find("#claim-1").GetAttribute("data-claim") != "Supported");
    }

    [Fact]
    public async Task AWorker_ChoosesForTheOwnCheckOnly()
    {
        var page = await CheckAsync(TestStore.WorkerOfXinsheng);
        await page.InvokeAsync(() => page.Find("[data-choose='petitions.received']").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal("NotRecorded", page.Find("#claim-2").GetAttribute("data-claim")));
        await using var db = Live.Store.Open();
        Assert.Equal(0, await db.RememberedPhrases.CountAsync(Stop));
    }

    [Fact]
    public async Task AReader_TakesNoDocument()
    {
        var page = await CheckAsync(new("读", Role.Reader));
        Assert.Empty(page.FindAll("form[action='/views/sentence-check/export.docx']"));
    }

    [Fact]
    public async Task WhatIsTooLong_IsRefusedWithItsCount_AndStays()
    {
        var page = Open(new("刘主任", Role.Leader));
        var tooLong = new string('很', SentenceChecker.MostText + 1);
        page.Find("textarea").Change(tooLong);
        await page.InvokeAsync(() => page.Find("#sentence-form").SubmitAsync());
        Assert.Contains("50,001", page.Find(".problems").TextContent);
        Assert.Contains("Not checked", page.Find(".problems").TextContent);
        Assert.Equal(tooLong, page.Find("textarea").GetAttribute("value"));
        Assert.Empty(page.FindAll(".checked-text"));
    }

    [Fact]
    public async Task ATextWithoutFigures_SaysWhatCanBeChecked()
    {
        var page = await CheckAsync(new("刘主任", Role.Leader), "2025年5月7日，会议在12号楼召开。");
        Assert.Contains("No number to be checked", page.Find(".empty-title").TextContent);
        Assert.Contains("Dates", page.Find(".sentence-skipped").TextContent);
    }

    [Fact]
    public async Task TheTextOfAFile_StandsBehindWhatWasTyped_AndWhatIsNoneSaysSo()
    {
        var page = Open(new("刘主任", Role.Leader));
        page.Find("textarea").Change("先写的。");
        var file = page.FindComponent<InputFile>();
        file.UploadFiles(InputFileContent.CreateFromText("受理诉求4件。", "简报.txt"));
        await page.WaitForStateAsync(() => page.Find("textarea").GetAttribute("value") == "先写的。\n\n受理诉求4件。");
        Assert.Contains("简报.txt", page.Find("[data-file-told]").TextContent);
        Assert.Empty(page.FindAll(".checked-text"));
        file.UploadFiles(InputFileContent.CreateFromBinary("%PDF-1.7"u8.ToArray(), "报告.pdf"));
        await page.WaitForStateAsync(() => page.FindAll(".problems").Count > 0);
        var alert = page.Find(".problems").TextContent;
        Assert.All(["报告.pdf", "PDF", ".docx"], word => Assert.Contains(word, alert));
        Assert.Equal("先写的。\n\n受理诉求4件。", page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task AKeptCheck_OpensWithItsTextAndChoices_AndSaysWhatHasChanged()
    {
        var analyst = await Live.Store.AccountAsync("analyst", Role.Analyst);
        var slice = new SliceReading(PeriodKind.Custom, new(new(2026, 3, 1), new(2026, 3, 18)), null, []);
        var text = (await Live.Store.Get<SentenceChecker>().CheckAsync(analyst, new(Said, null, slice, []), null, Stop))!;
        var id = await Live.Store.Get<KeptChecks>().KeepAsync(analyst, "简报", text,
            [new(text.Claims[1].Key, "petitions.received")], null, Stop);
        var page = Open(analyst, $"/sentence-check?period=custom&from=2026-03-01&to=2026-03-18&kept={id}");
        await page.WaitForStateAsync(() => page.FindAll("[data-shift]").Count > 0);
        Assert.Equal(Said, page.Find("textarea").GetAttribute("value"));
        // It was to be chosen when it was kept; as chosen it is not borne out.
        var shift = Assert.Single(page.FindAll("[data-shift]"));
        Assert.Equal("NotSupported", shift.GetAttribute("data-shift"));
        Assert.Equal("true", page.Find($"[data-kept='{id}']").GetAttribute("aria-current"));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/sentence-check?kept={id + 1}");
        Assert.Contains("There is no such kept check", Render<SentenceCheckPage>().Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task OneThatMayKeepNone_SeesTheOwn()
    {
        var analyst = await Live.Store.AccountAsync("analyst", Role.Analyst);
        var slice = new SliceReading(PeriodKind.Year, Period.YearTo(TestStore.Today), null, []);
        var text = (await Live.Store.Get<SentenceChecker>().CheckAsync(analyst, new(Said, null, slice, []), null, Stop))!;
        var id = await Live.Store.Get<KeptChecks>().KeepAsync(analyst, "简报", text, [], null, Stop);
        var page = Open(analyst with { Role = Role.Reader });
        await page.WaitForStateAsync(() => page.FindAll($"[data-kept='{id}']").Count > 0);
        Assert.Empty(page.FindAll("[data-action='keep-check']"));
    }

    private IRenderedComponent<SentenceCheckPage> Open(CurrentUser caller, string address = "/sentence-check")
    {
        SignIn(caller);
        SetRendererInfo(new RendererInfo("Server", true));
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<SentenceCheckPage>();
    }

    /// <summary>Waits for the whole answer: what is drawn while it is read is drawn again.</summary>
    private async Task<IRenderedComponent<SentenceCheckPage>> CheckAsync(CurrentUser caller, string text = Said)
    {
        var page = Open(caller);
        page.Find("textarea").Change(text);
        await page.InvokeAsync(() => page.Find("#sentence-form").SubmitAsync());
        return page;
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
