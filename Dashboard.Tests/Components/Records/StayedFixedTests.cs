using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Records;

public sealed class StayedFixedTests : IAsyncLifetime
{
    private static readonly DateOnly Proved = TestStore.Today.AddDays(-1);

    private RecordPagesContext context = null!;

    public StayedFixedTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public void WhatIsNotResolved_SaysNothingYet() => Assert.Equal(("Not yet", "quiet"), Told([], isResolved: false));

    [Fact]
    public void WhatHasNoPlace_CannotBeTold() =>
        Assert.Equal(("No place is given, so nobody can tell", "quiet"), Told([new() { Number = 1 }], isResolved: true));

    [Fact]
    public void UntilTheLastDayIsOver_ItIsNotKnown()
    {
        Assert.Equal(("Known after 2026-03-18", "quiet"), Told([Round(1, TestStore.Today)], isResolved: true));
        Assert.Equal(("Not back within 90 days", "good"), Told([Round(1, Proved)], isResolved: true));
    }

    [Fact]
    public void WhatCameBackAsAnother_LeadsThere()
    {
        var part = Render([Round(1, Proved, TestStore.Today.AddDays(-9), 7)], true);
        Assert.Equal("Back on 2026-03-09", part.Find("b").TextContent);
        Assert.Equal("/petitions/7", part.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void TakenUpAgain_ItLeadsNowhere_AndTheLastResolvedRoundCounts()
    {
        var part = Render([Round(1, Proved, TestStore.Today.AddDays(-9), 3), new() { Number = 2, Petition = Own }], isResolved: false);
        Assert.Equal("Back on 2026-03-09", part.Find("b").TextContent);
        Assert.Empty(part.FindAll("a"));
        Assert.Equal(("Not back within 90 days", "good"),
            Told([Round(1, Proved.AddDays(-5), TestStore.Today.AddDays(-9), 3), Round(2, Proved)], isResolved: true));
    }

    private static Petition Own => Make.Petition(with: x => x.Id = 3);

    private static PetitionRound Round(int number, DateOnly proved, DateOnly? back = null, long? asId = null) =>
        new() { Number = number, Petition = Own, PlaceKey = "东门", ProofDueOn = proved, CameBackOn = back, CameBackAsId = asId };

    private IRenderedComponent<StayedFixed> Render(PetitionRound[] rounds, bool isResolved) => context.Render<StayedFixed>(with => with
        .Add(x => x.Rounds, (IReadOnlyList<RecordRound>)rounds).Add(x => x.IsResolved, isResolved).Add(x => x.Today, TestStore.Today)
        .Add(x => x.Path, "/petitions"));

    private (string Text, string Tone) Told(PetitionRound[] rounds, bool isResolved)
    {
        var part = Render(rounds, isResolved);
        return (part.Find("b").TextContent, part.Find("[data-finding]").ClassName!);
    }
}
