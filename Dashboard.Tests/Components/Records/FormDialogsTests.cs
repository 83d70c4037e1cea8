using System.Globalization;
using Bunit;
using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Dashboard.Features.Calendar;
using Concentric.Dashboard.Features.OfficeLists;
using Concentric.Dashboard.Features.ProcessCharts.Events;
using Concentric.Dashboard.Features.Targets;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.OfficeLists;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Records;

/// <summary>Forms of what an office keeps beside its records: lists, targets, days of the calendar.</summary>
public sealed class FormDialogsTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    public FormDialogsTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        context = await RecordPagesContext.CreateAsync(TestStore.Administrator, services => services.AddMetricCube(MetricOptions.Default));
        context.SetRendererInfo(new("Server", true));
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task ANewTerm_OfACountedList_SaysAsWhatItCounts_AndOneThatIs_KeepsIt()
    {
        var commands = context.Store.Get<OfficeTermLists>().All.First(one => one.List.IsCounted);
        var editor = context.Render<TermEditor>(shown => shown.Add(one => one.Commands, commands));
        await context.OpenActionAsync(editor, "add");
        await context.SendActionAsync();
        Assert.Equal(["Name", "CountsAs"], Wrong());
        context.Dialog.Find("[name=Name]").Change("消防演练");
        context.Dialog.Find("[name=NameEn]").Change("Fire drill");
        await RecordPagesContext.ChooseAsync(context.Dialog, "CountsAs", commands.List.BuiltIn[0]);
        await context.SendActionAsync();
        await using var db = context.Store.Open();
        var term = await db.Set<OfficeTerm>().SingleAsync(one => one.NameEn == "Fire drill", Stop);
        // Figures count it as what it was said to be, whatever it is called.
        Assert.StartsWith(commands.List.BuiltIn[0], term.Code, StringComparison.Ordinal);

        var change = context.Render<TermEditor>(shown => shown.Add(one => one.Commands, commands).Add(one => one.Term, term));
        await change.Find("button[data-action]").ClickAsync(new());
        Assert.Empty(context.Dialog.FindAll("[data-field=CountsAs]"));
        Assert.Equal("Fire drill", context.Dialog.Find("[name=NameEn]").GetAttribute("value"));
    }

    [Fact]
    public async Task ASort_IsChangedByTheVersionThatWasRead()
    {
        await using (var db = context.Store.Open())
        {
            var category = await db.Set<PetitionCategory>().SingleAsync(one => one.Key == TestStore.Category, Stop);
            var editor = context.Render<CategoryEditor>(shown => shown.Add(one => one.Category, category));
            await context.OpenActionAsync(editor, TestStore.Category);
            Assert.Equal("5", context.Dialog.Find("[name=DueWorkingDays]").GetAttribute("value"));
            context.Dialog.Find("[name=DueWorkingDays]").Change("7");
            await context.SendActionAsync();
        }

        await using var after = context.Store.Open();
        Assert.Equal(7, (await after.Set<PetitionCategory>().SingleAsync(one => one.Key == TestStore.Category, Stop)).DueWorkingDays);
    }

    [Fact]
    public async Task AService_AndAProgramme_AreAddedByName()
    {
        var service = context.Render<ServiceEditor>();
        await context.OpenActionAsync(service, "add");
        await context.SendActionAsync();
        Assert.Equal(["Name"], Wrong());
        context.Dialog.Find("[name=Name]").Change("理发");
        await context.SendActionAsync();
        await using var db = context.Store.Open();
        Assert.Equal("理发", (await db.Set<Service>().SingleAsync(Stop)).Name);

        var programme = context.Render<ProgrammeEditor>();
        await context.OpenActionAsync(programme, "add");
        await context.SendActionAsync();
        Assert.Equal(["Name", "Kind"], Wrong());
        context.Dialog.Find("[name=Name]").Change("邻里节");
        await RecordPagesContext.ChooseAsync(context.Dialog, "Kind", ProgrammeKind.Brand);
        await context.SendActionAsync();
        Assert.Equal(("邻里节", ProgrammeKind.Brand), await db.Set<Programme>().Select(one => ValueTuple.Create(one.Name, one.Kind))
            .SingleAsync(Stop));
    }

    [Fact]
    public async Task ATarget_IsInTheUnitOfItsFigure_AndIsSpreadOnlyWhereItAddsUp()
    {
        var names = await context.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var editor = context.Render<TargetEditor>(shown => shown.Add(one => one.Names, names));
        await context.OpenActionAsync(editor, "add");
        Assert.NotEmpty(context.Dialog.FindAll("[data-field=Spread]"));
        await RecordPagesContext.ChooseAsync(context.Dialog, "Metric", "petitions.resolution-rate");
        Assert.Equal("%", context.Dialog.Find($"[data-field={TargetCommands.Field}] .mud-input-adornment").TextContent.Trim());
        Assert.Empty(context.Dialog.FindAll("[data-field=Spread]"));
        await context.SendActionAsync();
        Assert.Contains("Reason", Wrong());
        Assert.Contains(TargetCommands.Field, Wrong());
    }

    [Fact]
    public async Task AnEvent_AsksForMetricsAndPlacesOnlyWhereTheyAreChosen_AndIsSaved()
    {
        var names = await context.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var editor = context.Render<EventEditor>(shown => shown.Add(one => one.Names, names));
        await context.OpenActionAsync(editor, "add");
        Assert.Empty(context.Dialog.FindAll(
            "[data-field=Metrics], [data-field=RecordKind], [data-field=Communities], [data-field=ChangeReason]"));
        await RecordPagesContext.ChooseAsync(context.Dialog, "Extent", ProcessEventExtent.Kind);
        await RecordPagesContext.ChooseAsync(context.Dialog, "RecordKind", "petition");
        context.Dialog.Find("[name=IsOfStreet]").Change(false);
        context.Dialog.Find("[name=Name]").Change("供暖季");
        Assert.Empty(context.Dialog.FindAll("[data-effect]"));
        await context.SendActionAsync();
        Assert.Equal(["Communities", "FirstDay", "Reason"], Wrong().Order());
        Assert.Equal("供暖季", context.Dialog.Find("[name=Name]").GetAttribute("value"));
    }

    /// <summary>Before it is saved it is said how long nothing will be judged, and of how many metrics; not of one from long ago.</summary>
    [Theory]
    [InlineData(-2, "2026-06-08")]
    [InlineData(-7, "2026-06-08")]
    [InlineData(-12 * 7, "2026-03-23")]
    [InlineData(-13 * 7, null)]
    public async Task AnEvent_SaysBeforehandWhatItDoes(int days, string? until)
    {
        // Today is a Wednesday: whole weeks count from a Monday on.
        var names = await context.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var judged = context.Store.Get<MetricCatalogue>().All.Where(FigureJudge.IsJudged).ToList();
        var editor = context.Render<EventEditor>(shown => shown.Add(one => one.Names, names));
        await context.OpenActionAsync(editor, "add");
        context.Dialog.Find("[name=FirstDay]").Change(TestStore.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        string? Effect() => context.Dialog.FindAll("[data-effect]").SingleOrDefault()?.TextContent;
        if (until is null)
        {
            Assert.Null(Effect());
            return;
        }

        Assert.StartsWith($"The whole street: until {until} at least, up to {judged.Count} metrics ", Effect());
        await RecordPagesContext.ChooseAsync(context.Dialog, "Extent", ProcessEventExtent.Kind);
        await RecordPagesContext.ChooseAsync(context.Dialog, "RecordKind", "hazard");
        var ofHazards = judged.Count(metric => metric.Kinds.Any(kind => kind is "hazard" or "hazard-round"));
        Assert.Contains($" {ofHazards} metrics", Effect());
    }

    /// <summary>A form takes any day of the calendar; of one that saving refuses there is nothing to say, and nothing breaks.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public async Task AnEventOfFarAhead_IsToldAsFarAsItCanBeSaved(int? past, bool isTold)
    {
        var names = await context.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var editor = context.Render<EventEditor>(shown => shown.Add(one => one.Names, names));
        await context.OpenActionAsync(editor, "add");
        var day = past is { } more ? TestStore.Today.AddDays(Rules.ValidationContext.MostDaysAhead + more) : DateOnly.MaxValue;
        context.Dialog.Find("[name=FirstDay]").Change(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(isTold, context.Dialog.FindAll("[data-effect]").Count == 1);
    }

    [Fact]
    public async Task ADayOfTheCalendar_IsNamed_SavedAndMadePlainAgain()
    {
        var saved = new List<DateOnly>();
        var day = TestStore.Today.AddDays(30);
        var form = context.Render<CalendarDayForm>(shown => shown.Add(one => one.Day, day).Add(one => one.CloseHref, "/calendar")
            .Add(one => one.OnSaved, told => saved.Add(told.Day)));
        Assert.Empty(form.FindAll("[name=Name]"));
        form.Find("[data-choice][name=Kind]").Change("holiday");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.NotEmpty(form.FindAll("[data-field=Name] .field-error")));
        Assert.Empty(saved);
        form.Find("[name=Name]").Change("清明节");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Equal([day], saved));
        await using var db = context.Store.Open();
        var present = await db.Set<CalendarDay>().AsNoTracking().SingleAsync(Stop);
        Assert.Equal((day, false, "清明节"), (present.Day, present.IsWorking, present.Name));

        var again = context.Render<CalendarDayForm>(shown => shown.Add(one => one.Day, day).Add(one => one.CloseHref, "/calendar")
            .Add(one => one.Present, present).Add(one => one.OnSaved, told => saved.Add(told.Day)));
        Assert.Equal("清明节", again.Find("[name=Name]").GetAttribute("value"));
        again.Find("[data-choice][name=Kind]").Change("plain");
        await again.Find("form").SubmitAsync();
        again.WaitForAssertion(() => Assert.Equal([day, day], saved));
        Assert.Empty(await db.Set<CalendarDay>().AsNoTracking().ToListAsync(Stop));
    }

    [Fact]
    public async Task DueDaysThatWouldMove_AreAskedAbout_AndAMoveIsGivenAReason()
    {
        var petition = await context.Store.Get<PetitionCommands>()
            .EnterAsync(TestStore.Administrator, Make.PetitionValues(), null, Stop);
        await using var db = context.Store.Open();
        var due = (await db.Petitions.SingleAsync(one => one.Id == petition.Id, Stop)).DueOn;
        var form = context.Render<CalendarDayForm>(shown => shown.Add(one => one.Day, due).Add(one => one.CloseHref, "/calendar"));
        Assert.Empty(form.FindAll("[data-due-days]"));
        form.Find("[data-choice][name=Kind]").Change("holiday");
        form.WaitForAssertion(() => Assert.Equal("1", form.Find("[data-due-days]").GetAttribute("data-due-days")));
        Assert.Empty(form.FindAll("[name=Reason]"));
        form.Find("[data-choice][name=DueDays]").Change("move");
        Assert.False(string.IsNullOrEmpty(form.Find("[name=Reason]").TextContent + form.Find("[name=Reason]").GetAttribute("value")));
        form.Find("[name=Name]").Change("停电");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Empty(form.FindAll("[data-due-days]")));
        await using var after = context.Store.Open();
        Assert.True((await after.Petitions.SingleAsync(one => one.Id == petition.Id, Stop)).DueOn > due);
    }

    private IEnumerable<string?> Wrong() =>
        context.Dialog.FindAll("[data-field]:has(.field-error:not(.mended))").Select(field => field.GetAttribute("data-field"));
}
