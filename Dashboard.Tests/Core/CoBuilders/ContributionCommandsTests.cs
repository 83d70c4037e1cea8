using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.CoBuilders;

public class ContributionCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, "AmountFen NothingGiven")]
    [InlineData(-1, 0, "AmountFen OutOfRange")]
    [InlineData(0, -1, "WorkTime OutOfRange")]
    [InlineData(Contribution.MostFen + 1, 0, "AmountFen OutOfRange")]
    [InlineData(0, Contribution.MostMinutes + 1, "WorkTime OutOfRange")]
    [InlineData(1, 0, null)]
    [InlineData(0, 1, null)]
    [InlineData(Contribution.MostFen, Contribution.MostMinutes, null)]
    public async Task MoneyOrTime_AtLeastOne_WithinLimits(long fen, long minutes, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var details = await DetailsAsync(store) with { AmountFen = fen, Minutes = minutes };
        var record = () => store.Get<ContributionCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(details), Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal], (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task WhatItNames_MustBeThere_AndTheProjectOfTheSameCommunity()
    {
        await using var store = await TestStore.CreateAsync();
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var elsewhere = await store.AddAsync(new Project { CommunityId = TestStore.Xinshun, Title = "道路", StrandId = strand.Id, StartedOn = TestStore.Today });
        var details = await DetailsAsync(store) with { CoBuilderId = 99, ProjectId = elsewhere.Id, ProgrammeId = 98, GivenOn = TestStore.Today.AddDays(1), Purpose = "" };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<ContributionCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(details), Cancellation));
        Assert.Equal(
            ["CoBuilderId Unknown", "ProjectId Unknown", "ProgrammeId Unknown", "GivenOn InFuture", "Purpose Required"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task WhatIsLeftOut_IsAskedFor()
    {
        await using var store = await TestStore.CreateAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<ContributionCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(new(0, 0, default, null)), Cancellation));
        Assert.Equal(
            ["CommunityId Required", "CoBuilderId Required", "GivenOn Required", "Purpose Required", "AmountFen NothingGiven"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        Assert.All(refused.Violations, violation => Assert.Null(violation.Value));
    }

    [Fact]
    public async Task OneCommunity_NeitherEntersNorChangesNorReadsForAnother()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ContributionCommands>();
        var details = await DetailsAsync(store);
        var saved = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(details), Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => commands.RecordAsync(TestStore.WorkerOfXinshun, new(details), Cancellation));
        await Assert.ThrowsAsync<RefusedException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(saved.Id, saved.Version, details with { CommunityId = TestStore.Xinshun }), Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => commands.CorrectAsync(TestStore.WorkerOfXinshun, new(saved.Id, saved.Version, details), Cancellation));
        Assert.Null(await store.Get<ContributionQueries>().FindAsync(TestStore.WorkerOfXinshun, saved.Id, Cancellation));
        Assert.Equal(0, (await store.Get<CoBuilderQueries>().FindAsync(TestStore.WorkerOfXinshun, details.CoBuilderId, Cancellation))!.AmountFen);
    }

    [Fact]
    public async Task ThePageOfTheGiver_AddsUpWhatCounts_AndAnArchivedUnitMayStayWhereItIsNamed()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ContributionCommands>();
        var details = await DetailsAsync(store);
        var first = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(details), Cancellation);
        await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(details with { AmountFen = 0, Minutes = 90 }), Cancellation);
        var third = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(details with { AmountFen = 7 }), Cancellation);
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(third.Id, third.Version, "重复"), Cancellation);
        var unit = await store.Get<CoBuilderCommands>().ArchiveAsync(TestStore.Administrator, new(details.CoBuilderId, 1, "误登"), Cancellation);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, details with { AmountFen = 6_000_000 }), Cancellation);

        var view = (await store.Get<CoBuilderQueries>().FindAsync(TestStore.Leader, unit.Id, Cancellation))!;
        Assert.Equal((2, 6_000_000, 90), (view.ContributionCount, view.AmountFen, view.Minutes));
        Assert.Equal(2, view.Contributions.Count);
    }

    private static async Task<ContributionDetails> DetailsAsync(TestStore store)
    {
        var unit = await store.AddAsync(new CoBuilder { Name = "惠民超市", NameEn = "Supermarket", Kind = CoBuilderKind.Enterprise, JoinedOn = TestStore.Today });
        return new(TestStore.Xinsheng, unit.Id, TestStore.Today, "清掏费用") { AmountFen = 5_000_000 };
    }
}
