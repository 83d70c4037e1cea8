using Bunit;
using Concentric.Dashboard.Features.Decomposition;
using Concentric.Decomposition;
using Concentric.Petitions;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Decomposition;

/// <summary>
/// The page on a real store. Today is Wednesday, 18 March 2026. Every month fifty residents of two communities were called back, nine in
/// ten satisfied; in February most of Xinshun's were not.
/// </summary>
public sealed class WhyPageTests : LiveCubeTest
{
    private const string February = "from=2026-02-01&to=2026-02-28";

    protected override IReadOnlyList<Type> Asked => [typeof(ChangeReader)];

    protected override async Task FillAsync()
    {
        await Live.Store.AddAsync([.. Enumerable.Range(0, 26).Select(i => new DateOnly(2024, 1, 1).AddMonths(i)).SelectMany(month =>
            Enumerable.Range(0, 50).Select(i => (Community: i % 2 == 0 ? TestStore.Xinsheng : TestStore.Xinshun, Day: month.AddDays(i % 25),
                IsFine: i % 10 != (month.Month % 5) && !(month == new DateOnly(2026, 2, 1) && i % 2 == 1 && i % 5 != 1))))
            .Select(one => Make.Petition(one.Community, one.Day.AddDays(-4), petition =>
            {
                (petition.ClosedOn, petition.Outcome, petition.CallBackOn, petition.CallBackValid) =
                    (one.Day, PetitionOutcome.Resolved, one.Day, true);
                petition.Satisfaction = one.IsFine ? Satisfaction.Satisfied : Satisfaction.Dissatisfied;
            }))]);
        SignIn(TestStore.Leader);
    }

    [Fact]
    public void OneSentence_SaysHowMuchAndFromWhom_AndWhatIsShownAddsUp()
    {
        var page = Show($"/why/petitions.satisfaction-rate?{February}");
        var sentence = page.Find(".chart-headline").TextContent;
        Assert.Matches(@"^Satisfaction [\d.]+ %, [\d.]+ points less than in the period before: mainly from Xinshun Garden \(−[\d.]+\); "
            + "all others came and went as usual\\.$", sentence);
        // No word of statistics on screen, the fold with its sources left out.
        Assert.DoesNotMatch("(?i)sigma|p-value|standard deviation|±|signific", page.Markup);
        var card = page.Find("section[data-by=community]");
        double Read(AngleSharp.Dom.IElement cell) => double.Parse(cell.TextContent.Replace('−', '-'));
        var totals = card.QuerySelectorAll("tbody td.c-total").Select(Read);
        Assert.Equal(Read(card.QuerySelectorAll("tfoot td")[^2]), totals.Sum(), 9);
        Assert.Equal(Read(card.QuerySelectorAll("tfoot td")[^2]), card.QuerySelectorAll(".why-bars b").Select(Read).Sum(), 9);
        Assert.Equal("/records/petitions.satisfaction-rate?from=2026-02-01&to=2026-02-28&communities=xinshun",
            Uri.UnescapeDataString(card.QuerySelectorAll("tr a").Select(link => link.GetAttribute("href")!)
                .First(href => href.Contains("xinshun"))));
    }

    [Fact]
    public void WithTheYearBefore_OrOtherDays_OrWhatIsNoComparison()
    {
        Assert.Contains("a year before",
            Show($"/why/petitions.satisfaction-rate?{February}&with=year").Find(".chart-headline").TextContent);
        Assert.Contains("1 Jul 2025 – 30 Sept 2025",
            Show($"/why/petitions.satisfaction-rate?{February}&with=2025-07-01..2025-09-30").Find(".chart-headline").TextContent
                .Replace("Sep 2025", "Sept 2025"));
        var wrong = Show($"/why/petitions.satisfaction-rate?{February}&with=tomorrow");
        Assert.Contains("“tomorrow”", wrong.Find("[role=alert]").TextContent);
        Assert.Contains("in the period before", wrong.Find(".chart-headline").TextContent);
        Assert.Contains("no cases",
            Show($"/why/hazards.on-time-rate?{February}", "hazards.on-time-rate").Find(".chart-headline").TextContent);
        Assert.Contains("There is no such metric", Show("/why/nothing", "nothing").Markup);
        Assert.Contains("not the sum of its parts", Show("/why/petitions.days-to-close", "petitions.days-to-close").Markup);
    }

    [Fact]
    public void WhatIsToldByTheWorkingDay_SaysSoFirst_AndPartsGoTheSameWay()
    {
        // February has fewer working days than January: fewer in total may be more by the day.
        var page = Show($"/why/petitions.received?{February}", "petitions.received");
        var sentence = page.Find(".chart-headline").TextContent;
        Assert.Matches(@"^[\w ]+ [\d,]+.*, by the working day [\d.]+ % (more|fewer) than in the period before "
            + @"\((in total [+−]\d+|the same in total)\)", sentence);
        Assert.Contains("working days compared with", page.Find(".why-verdict").TextContent);
    }

    [Fact]
    public void WherePartsAreNotJudged_TheWholeStillIs_AndNothingIsCalledClear()
    {
        var page = Show($"/why/score.three-rates?{February}", "score.three-rates");
        Assert.Contains("single parts of this figure are not judged", page.Find(".chart-headline").TextContent);
        Assert.DoesNotContain("Clearly", page.Find(".chart-how").TextContent);
    }

    [Fact]
    public void WhatCouldNotBeCompared_ExplainsNothing_AndTheFutureIsNoComparison()
    {
        var page = Show($"/why/hazards.on-time-rate?{February}", "hazards.on-time-rate");
        Assert.DoesNotContain("parts are looked at", page.Markup);
        Assert.Contains("has not begun", Show($"/why/petitions.satisfaction-rate?{February}&with=2027-01-01..2027-01-31")
            .Find("[role=alert]").TextContent);
        Assert.Contains("some days are in both",
            Show($"/why/petitions.satisfaction-rate?{February}&with=2026-02-20..2026-03-10").Find(".why-verdict").TextContent);
    }

    /// <summary>Days that end later have had less time, which alone makes a rate that matures differ; no other figure is told so.</summary>
    [Fact]
    public void DaysThatEndLater_AreSaidToHaveHadLessTime_WhereThatMatters()
    {
        string Days(string key, string with) => Show($"/why/{key}?{February}&with={with}", key).Find(".why-verdict").TextContent;
        Assert.Contains("have had less time", Days("petitions.closing-rate", "2026-03-01..2026-03-10"));
        Assert.DoesNotContain("have had less time", Days("petitions.closing-rate", "2025-12-01..2025-12-31"));
        Assert.DoesNotContain("have had less time", Days("petitions.satisfaction-rate", "2026-03-01..2026-03-10"));
    }

    [Fact]
    public void AWorker_SeesOnlyTheOwnCommunity()
    {
        SignIn(TestStore.WorkerOfXinsheng);
        var page = Show($"/why/petitions.satisfaction-rate?{February}&communities=xinshun");
        Assert.Contains("xinshun", page.Find("[role=alert]").TextContent);
        Assert.DoesNotContain("Xinshun Garden", page.Markup);
    }

    private IRenderedComponent<WhyPage> Show(string address, string key = "petitions.satisfaction-rate")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<WhyPage>(parameters => parameters.Add(x => x.MetricKey, key));
        page.WaitForState(() => page.FindAll(".chart-headline, .empty-title, section[data-by]").Count > 0);
        return page;
    }
}
