using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Exports;

/// <summary>
/// A schedule that wants some rows of a ledger: exactly those, told in the manifest, and no figures that would be of others.
/// </summary>
public sealed class ScheduleFilterTests : IAsyncLifetime
{
    private static readonly ScheduleDetails Monthly = new("逾期台账", "petition-ledger",
        new(RhythmUnit.Month, new(7, 30)) { Number = 2 }, new(Coverage.MonthBefore), "en", [], null,
        true, []);

    private ExportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ScheduleCommands Commands => rig.Store.Get<ScheduleCommands>();

    public async ValueTask InitializeAsync() => rig = await ExportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task OnlyTheWantedRows_AreInTheWorkbook_AndNoFigures()
    {
        var february = new DateOnly(2026, 2, 3);
        await rig.Store.AddAsync(
            Make.Petition(TestStore.Xinsheng, february, petition => (petition.Title, petition.Source) = ("wanted", PetitionSource.Hotline)),
            Make.Petition(TestStore.Xinsheng, february, petition => petition.Source = PetitionSource.CouncilHall),
            Make.Petition(TestStore.Xinsheng, february, petition =>
                (petition.Source, petition.ClosedOn) = (PetitionSource.Hotline, february)),
            Make.Petition(TestStore.Xinshun, february, petition => petition.Source = PetitionSource.Hotline),
            Make.Petition(TestStore.Xinsheng, new(2025, 2, 3), petition =>
                (petition.Source, petition.ClosedOn) = (PetitionSource.Hotline, new(2025, 2, 4))));
        var details = Monthly with
        {
            Communities = [TestStore.Xinsheng],
            Filters = new("overdue", new Dictionary<string, string> { ["source"] = "Hotline" })
        };
        var id = await Commands.AddAsync(TestStore.Administrator, details, Stop);
        Assert.Equal("view=overdue&source=Hotline", (await rig.Store.Get<ExportSchedules>().FindAsync(id, Stop))!.Filters);
        await Commands.RunNowAsync(TestStore.Administrator, id, Stop);
        var run = Assert.Single(rig.Jobs.TakeAll());
        await rig.Runner.RunAsync(run, Stop);
        var done = await rig.RunAsync(run);
        Assert.Equal((ExportState.Done, (string?)null, 1), (done.State, done.Failure, done.Rows));
        var book = new SheetBook(await rig.FileAsync(done)).AssertValid();
        Assert.Equal(["Petitions", "Manifest"], book.Sheets);
        Assert.Equal("wanted", Assert.Single(book.Records("Petitions"))["Title"]);
        var manifest = book.Rows("Manifest").Select(row => (row[0]?.ToString(), row[1]?.ToString())).ToList();
        Assert.Contains(("Ready-made view", "Overdue"), manifest);
        Assert.Contains(("Source", "Hotline"), manifest);
        Assert.Contains(manifest, line => line.Item1 == "Filters" && line.Item2!.Contains("no figures"));
        Assert.Contains(("Petitions", "1"), manifest);
    }

    /// <summary>Overdue of February is what was overdue when February ended, not what is today.</summary>
    [Fact]
    public async Task OverdueOfAPeriodThatIsOver_IsWhatWasOverdueAtItsEnd()
    {
        await rig.Store.AddAsync(
            Due("late then and now", new(2026, 2, 20), null), Due("late then, closed since", new(2026, 2, 20), new(2026, 3, 2)),
            Due("due on the last day", new(2026, 2, 28), null),
            Due("due since", new(2026, 3, 5), null), Due("closed in time", new(2026, 2, 20), new(2026, 2, 19)),
            Due("closed late, by then", new(2026, 2, 10), new(2026, 2, 28)));
        Assert.Equal(["late then and now", "late then, closed since"], await TitlesAsync("overdue"));
        Assert.Equal(["due on the last day", "due since", "late then and now", "late then, closed since"], await TitlesAsync("open"));
        Assert.Equal(["closed in time", "closed late, by then"], await TitlesAsync("closed"));

        static Petition Due(string title, DateOnly due, DateOnly? closed) => Make.Petition(TestStore.Xinsheng, new(2026, 2, 3),
            petition => (petition.Title, petition.DueOn, petition.ClosedOn) = (title, due, closed));

        async Task<IEnumerable<string>> TitlesAsync(string view)
        {
            var id = await Commands.AddAsync(TestStore.Administrator,
                Monthly with { Name = view, Filters = new(view, new Dictionary<string, string>()) }, Stop);
            await Commands.RunNowAsync(TestStore.Administrator, id, Stop);
            var run = Assert.Single(rig.Jobs.TakeAll());
            await rig.Runner.RunAsync(run, Stop);
            var done = await rig.RunAsync(run);
            Assert.Equal((ExportState.Done, new DateOnly(2026, 2, 28)), (done.State, done.PeriodTo));
            return new SheetBook(await rig.FileAsync(done)).Records("Petitions")
                .Select(row => (string)row["Title"]!).Order(StringComparer.Ordinal);
        }
    }

    /// <summary>Whatever the records: a selection of a past day holds what the same selection held on that day.</summary>
    [Fact]
    public async Task EverySelectionOfAPastDay_IsThatOfTheDay()
    {
        var dice = new Random(7);
        DateOnly? Maybe(DateOnly from) => dice.Next(3) == 0 ? null : from.AddDays(dice.Next(0, 20));
        for (var i = 0; i < 40; i++)
        {
            var began = TestStore.Today.AddDays(dice.Next(-60, -20));
            var ended = Maybe(began);
            await rig.Store.AddAsync(Make.Petition(receivedOn: began, with: x =>
                (x.DueOn, x.ClosedOn, x.CallBackOn) = (began.AddDays(dice.Next(1, 30)), ended, ended is { } day ? Maybe(day) : null)));
            await rig.Store.AddAsync(Make.Hazard(foundOn: began, with: x =>
                (x.DueOn, x.RectifiedOn, x.VerifiedOn) = (began.AddDays(dice.Next(1, 30)), ended, ended is { } day ? Maybe(day) : null)));
        }

        await using var db = rig.Store.Open();
        foreach (var past in Enumerable.Range(5, 40).Select(back => TestStore.Today.AddDays(-back)))
        {
            var petitions = (await db.Petitions.AsNoTracking().ToListAsync(Stop)).Where(x => x.ReceivedOn <= past).ToList();
            foreach (var x in petitions) (x.ClosedOn, x.CallBackOn) = (Then(x.ClosedOn), Then(x.CallBackOn));
            foreach (var (view, of) in PetitionRecords.Kind.List.Views.Where(view => view.Key != "shared"))
                Assert.Equal(
                    petitions.Where(of(past).Compile()).Select(x => x.Id).Order(),
                    await db.Petitions.Where(x => x.ReceivedOn <= past).Where(PetitionRecords.Kind.List.PastViews[view](past))
                        .Select(x => x.Id).Order().ToListAsync(Stop));
            var hazards = (await db.Hazards.AsNoTracking().ToListAsync(Stop)).Where(x => x.FoundOn <= past).ToList();
            foreach (var x in hazards) (x.RectifiedOn, x.VerifiedOn) = (Then(x.RectifiedOn), Then(x.VerifiedOn));
            foreach (var (view, of) in HazardRecords.Kind.List.Views)
                Assert.Equal(
                    hazards.Where(of(past).Compile()).Select(x => x.Id).Order(),
                    await db.Hazards.Where(x => x.FoundOn <= past).Where(HazardRecords.Kind.PastViews[view](past)).Select(x => x.Id).Order()
                        .ToListAsync(Stop));

            DateOnly? Then(DateOnly? day) => day <= past ? day : null;
        }
    }

    [Theory]
    [InlineData("street-summary", null, "source", "Hotline", Rule.NotNarrowed)]
    [InlineData("petition-ledger", "escalated", null, null, Rule.Unknown)]
    [InlineData("petition-ledger", null, "source", "Pigeon", Rule.Unknown)]
    [InlineData("petition-ledger", null, "petitioner", "张", Rule.Unknown)]
    [InlineData("petition-ledger", null, "received-on", "2026-01-01..", Rule.Unknown)]
    [InlineData("petition-ledger", null, "community", "xinsheng", Rule.Unknown)]
    public async Task AFilterThatIsNotOffered_IsRefusedByName(string template, string? view, string? key, string? value, Rule rule)
    {
        var filters = new RowFilters(view, key is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { [key] = value! });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.AddAsync(TestStore.Administrator, Monthly with { Template = template, Filters = filters }, Stop));
        var violation = Assert.Single(refusal.Violations);
        Assert.Equal((nameof(ScheduleDetails.Filters), rule), (violation.Field, violation.Rule));
        Assert.Contains(key ?? view!, violation.Value);
    }

    [Fact]
    public void EveryOfferedSelection_HasAName()
    {
        foreach (var template in rig.Store.Get<ExportTemplates>().All.Where(template => template.List is not null))
        {
            Assert.NotEmpty(RowFilters.Offered(template.List!));
            foreach (var view in template.List!.DayViewKeys)
                foreach (var language in ExportRequests.Languages)
                    Assert.NotEmpty(ExportTexts.Get($"View.{view}", ExportTexts.CultureOf(language)));
        }
    }
}
