using Bunit;
using Concentric.Dashboard.Features.Exports;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Tests.Components.Fields;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Components.Exports;

/// <summary>The forms that ask for workbooks: what each asks, and what it asks for then.</summary>
public sealed class AskingForWorkbooksTests : FieldTest
{
    private static readonly OfficeClock Clock = new(new FakeTimeProvider(TestStore.Start), TestStore.Zone);

    private static readonly Community[] Two =
    [
        new() { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" },
        new() { Id = 2, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden" },
    ];

    private readonly List<ExportRequest> asked = [];

    [Fact]
    public void AWorkbook_IsOfLastMonthAndAllCommunities_UnlessOneChooses()
    {
        var form = Ask();
        Assert.Equal("2026-02-01 to 2026-02-28", form.Find(".card-head span").TextContent);
        Assert.Equal("All 2 communities", form.Find("summary").TextContent);
        form.Find("form").Submit();
        var request = Assert.Single(asked);
        Assert.Equal((new Period(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Custom), (request.Period, request.Kind));
        Assert.Null(request.CommunityIds);
        Assert.Equal("en", request.Language);
    }

    [Theory]
    [InlineData("LastWeek", "2026-03-09 to 2026-03-15")]
    [InlineData("LastQuarter", "2025-10-01 to 2025-12-31")]
    [InlineData("LastYear", "2025-01-01 to 2025-12-31")]
    [InlineData("Month", "2026-03-01 to 2026-03-18")]
    [InlineData("Quarter", "2026-01-01 to 2026-03-18")]
    [InlineData("Year", "2026-01-01 to 2026-03-18")]
    public void EachPeriod_SaysItsDays(string key, string days)
    {
        var form = Ask();
        form.Find("[data-choice][name=ask-period]").Change(key);
        Assert.Equal(days, form.Find(".card-head span").TextContent);
        Assert.Empty(form.FindAll("#ask-from"));
    }

    [Fact]
    public void DaysOfOnesOwn_BeginWithThoseShown_AndAreAskedFor()
    {
        var form = Ask();
        form.Find("[data-choice][name=ask-period]").Change("Custom");
        Assert.Equal("2026-02-01", form.Find("#ask-from").GetAttribute("value"));
        form.Find("#ask-to").Change("2026-02-07");
        form.FindAll(".communities input[type=checkbox]")[1].Change(true);
        Assert.Equal("1 of 2 communities", form.Find("summary").TextContent);
        form.Find("form").Submit();
        Assert.Equal(new Period(new(2026, 2, 1), new(2026, 2, 7)), asked[0].Period);
        Assert.Equal([2], asked[0].CommunityIds!);
    }

    [Fact]
    public void ARefusal_IsSaidAboveTheForm() =>
        Assert.Equal("Too long", Ask("Too long").Find("[role=alert]").TextContent.Trim());

    [Fact]
    public void TheList_IsNarrowedByItsAddress_AndShownWholeAgain()
    {
        var templates = new ExportTemplates([new Summary()]);
        var navigation = Services.GetRequiredService<NavigationManager>();
        var filter = Render<RunsFilter>(shown => shown.Add(one => one.Filter, ExportFilter.None).Add(one => one.Templates, templates));
        Assert.Empty(filter.FindAll("a[href='/exports']"));
        filter.Find("[data-choice][name=state]").Change(nameof(ExportState.Failed));
        filter.Find("#runs-from").Change("2026-03-01");
        filter.Find("form").Submit();
        Assert.EndsWith("/exports?state=failed&from=2026-03-01", navigation.Uri, StringComparison.Ordinal);
        // What can't be read is not left out in silence.
        filter.Find("#runs-to").Change("soon");
        filter.Find("#runs-from").Change("2026-03-02");
        filter.Find("form").Submit();
        Assert.EndsWith("from=2026-03-01", navigation.Uri, StringComparison.Ordinal);
        filter.Render(shown => shown.Add(one => one.Filter, new ExportFilter(ExportState.Failed)));
        Assert.Single(filter.FindAll("a[href='/exports']"));
    }

    [Fact]
    public void ASchedule_ShowsItsNextFiveRuns_AsOneChooses()
    {
        var form = new ScheduleForm();
        var fields = Rhythm(form);
        Assert.Equal(5, fields.FindAll(".next-runs li").Count);
        Assert.StartsWith("2026-03-23 Monday 07:30", fields.Find(".next-runs li").TextContent);
        fields.Find("[data-choice][name=Weekday]").Change("5");
        Assert.StartsWith("2026-03-20 Friday 07:30", fields.Find(".next-runs li").TextContent);
        fields.Find("#form-At").Change("");
        Assert.Empty(fields.FindAll(".next-runs li"));
        Assert.Contains("Shown once the time is given.", fields.Find(".next-runs").TextContent);
    }

    [Fact]
    public void EachUnit_AsksWhatItNeeds()
    {
        var fields = Rhythm(new());
        Assert.Equal(["RhythmUnit", "Weekday", "At", "Coverage"], Names());
        fields.Find("[data-choice][name=RhythmUnit]").Change(nameof(RhythmUnit.Month));
        Assert.Equal(["RhythmUnit", "DayPlace", "MonthDay", "At", "Coverage"], Names());
        fields.Find("[data-choice][name=DayPlace]").Change(nameof(DayPlace.WorkingDay));
        Assert.Equal(["RhythmUnit", "DayPlace", "WorkingDayNumber", "At", "Coverage"], Names());
        fields.Find("[data-choice][name=RhythmUnit]").Change(nameof(RhythmUnit.Year));
        Assert.Contains("MonthOfUnit", Names());
        fields.Find("[data-choice][name=RhythmUnit]").Change(nameof(RhythmUnit.Cron));
        Assert.Equal(["RhythmUnit", "Cron", "Coverage"], Names());
        fields.Find("[data-choice][name=Coverage]").Change(nameof(Coverage.Fixed));
        Assert.Equal(["RhythmUnit", "Cron", "Coverage", "CoversFrom", "CoversTo"], Names());

        IEnumerable<string?> Names() => fields.FindAll("[data-field]").Select(field => field.GetAttribute("data-field"));
    }

    [Fact]
    public void AHalfTypedCronExpression_HasNoRuns_AndOneThatIsDueTooOften_IsWarnedOf()
    {
        var form = new ScheduleForm { RhythmUnit = RhythmUnit.Cron, Cron = "0 8" };
        Assert.Empty(Rhythm(form).FindAll(".next-runs li"));
        form.Cron = "*/10 * * * *";
        Assert.Contains("144 times a day", Rhythm(form).Find("[role=status]").TextContent);
        form.Cron = "0 8 * * 1-5";
        Assert.Empty(Rhythm(form).FindAll("[role=status]"));
    }

    private IRenderedComponent<AskForm> Ask(string? problem = null) => Render<AskForm>(shown => shown
        .Add(one => one.Communities, Two).Add(one => one.Today, TestStore.Today).Add(one => one.Problem, problem)
        .Add(one => one.Templates, new ExportTemplates([new Summary()])).Add(one => one.OnAsk, asked.Add));

    private IRenderedComponent<RhythmFields> Rhythm(ScheduleForm form) => Show<RhythmFields>(shown => shown.Add(one => one.Form, form)
        .Add(one => one.Office, new OfficeDays(TestStore.Zone, Concentric.Calendar.WorkingCalendar.WeekdaysOnly))
        .Add(one => one.KnownYears, [2026])
        .Add(one => one.Clock, Clock));

    /// <summary>A template that is asked for and never made.</summary>
    private sealed class Summary : ExportTemplate
    {
        public override string Key => "street-summary";

        public override Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
