using Concentric.Exports;
using Concentric.Lists;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Exports;

/// <summary>A schedule that wants some rows of a ledger: exactly those, told in the manifest, and no figures that would be of others.</summary>
public sealed class ScheduleFilterTests : IAsyncLifetime
{
    private static readonly ScheduleDetails Monthly = new("逾期台账", "petition-ledger", ExportCadence.Monthly, "30 7 2 * *", "en", [], null, true, []);

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
            Make.Petition(TestStore.Xinsheng, february, petition => (petition.Source, petition.ClosedOn) = (PetitionSource.Hotline, february)),
            Make.Petition(TestStore.Xinshun, february, petition => petition.Source = PetitionSource.Hotline),
            Make.Petition(TestStore.Xinsheng, new(2025, 2, 3), petition => (petition.Source, petition.ClosedOn) = (PetitionSource.Hotline, new(2025, 2, 4))));
        var details = Monthly with { Communities = [TestStore.Xinsheng], Filters = new("overdue", new Dictionary<string, string> { ["source"] = "Hotline" }) };
        var id = await Commands.AddAsync(TestStore.Administrator, details, Stop);
        Assert.Equal("view=overdue&source=Hotline", (await rig.Store.Get<ExportSchedules>().FindAsync(id, Stop))!.Filters);
        await Commands.RunNowAsync(TestStore.Administrator, id, Stop);
        var run = Assert.Single(rig.Jobs.TakeAll());
        await rig.Runner.RunAsync(run, Stop);
        var done = await rig.RunAsync(run);
        Assert.Equal((ExportState.Done, (string?)null, 1), (done.State, done.Failure, done.Rows));
        var book = new SheetBook(await File.ReadAllBytesAsync(rig.PathOf(done), Stop)).AssertValid();
        Assert.Equal(["Petitions", "Manifest"], book.Sheets);
        Assert.Equal("wanted", Assert.Single(book.Records("Petitions"))["Title"]);
        var manifest = book.Rows("Manifest").Select(row => (row[0]?.ToString(), row[1]?.ToString())).ToList();
        Assert.Contains(("Ready-made view", "Overdue"), manifest);
        Assert.Contains(("Source", "Hotline"), manifest);
        Assert.Contains(manifest, line => line.Item1 == "Filters" && line.Item2!.Contains("no figures"));
        Assert.Contains(("Petitions", "1"), manifest);
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
        var filters = new RowFilters(view, key is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [key] = value! });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Commands.AddAsync(TestStore.Administrator, Monthly with { Template = template, Filters = filters }, Stop));
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
                foreach (var language in ExportRequests.Languages) Assert.NotEmpty(ExportTexts.Get($"View.{view}", ExportTexts.CultureOf(language)));
        }
    }
}
