using System.Globalization;
using Concentric.Dashboard.Features.Rotation;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Rotation;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Components.Rotation;

/// <summary>What is said of an exchange that can't be judged yet, or by the metric that was to be.</summary>
public sealed class EffectTextsTests
{
    private static readonly DateOnly On = new(2026, 3, 2);
    private static readonly MetricCatalogue Catalogue = new(new MetricOptions());
    private static readonly OfficeClock Clock = new(new TestClock(), TestStore.Zone);

    public EffectTextsTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    [Fact]
    public void AMetricFixedBeforehand_IsSaidToBe_UnlessItWasLate_OrCantBeJudged()
    {
        Assert.Contains("over 13 weeks each", Primary(View(13, 13, Line(isJudged: true)), On.AddDays(-1)));
        Assert.Contains("day 28 of the exchange", Primary(View(13, 13, Line(isJudged: true)), On.AddDays(27)));
        // One length counts, and it is the one that is told, with why it is not the one that was asked for.
        Assert.Contains("over 12 weeks each: 13 were meant, but records begin later", Primary(View(12, 12, Line(isJudged: true)),
            On.AddDays(-1)));
        // Windows that never count decide nothing, neither by it nor by others.
        foreach (var none in new[] { View(2, 2), View(0, 0) })
            Assert.EndsWith("over 13 weeks each, but records begin later or a secretary changed again: not even 4 weeks fit, "
                + "so nothing can be judged.", Primary(none, On.AddDays(-1)));
        var unjudged = Primary(View(13, 13, Line(isJudged: false)), On.AddDays(-1));
        Assert.Contains("can’t be judged (an exchanged community has fewer than 5 cases", unjudged);
        Assert.Contains("no longer among the metrics", Primary(View(13, 13), On.AddDays(-1)));
    }

    [Fact]
    public void OtherWindowsThanThoseThatCount_GiveFiguresAndADay()
    {
        var early = View(9, 26, Line(isJudged: true) with { Reason = VerdictReason.NotYet });
        Assert.False(early.IsDeciding);
        Assert.StartsWith("Not yet: the windows of 26 weeks are over on", EffectTexts.Summary(early, Catalogue));
        var other = View(8, 13, Line(isJudged: true) with { Reason = VerdictReason.OtherWindows });
        Assert.StartsWith("Figures only: the windows of 13 weeks", EffectTexts.Summary(other, Catalogue));
        Assert.True(View(13, 13).IsDeciding);
        Assert.Contains("can be judged then", EffectTexts.NoRoom(View(2, 26)));
        Assert.Contains("Only 2 weeks", EffectTexts.NoRoom(View(2, 2)));
    }

    /// <summary>Said only where a count was ranked by households of which some were changed.</summary>
    [Theory]
    [InlineData("en", "than they were then: a, b.")]
    [InlineData("zh-CN", "可能与当时不同：a、b。")]
    public void HouseholdsThatWereChangedSince_AreSaid_OfWhatIsRankedByThem(string language, string end)
    {
        CultureInfo.CurrentUICulture = new(language);
        var ranked = Line(isJudged: true) with { Standing = new([1, 2], 12, BeforePlace.First) };
        var names = new CommunityDirectory.Names([.. new[] { "a", "b" }.Select((code, i) => new Community
        { Id = i + 1, Code = code, Name = code, NameEn = code })], [], [], default);
        var changed = View(8, 8, ranked) with { Restated = [1, 2], RestatedSince = new(2026, 3, 2, 4, 0, 0, DateTimeKind.Utc) };
        Assert.EndsWith(end, EffectTexts.Households(changed, Catalogue, names, Clock));
        Assert.Null(EffectTexts.Households(View(8, 8, ranked), Catalogue, names, Clock));
        Assert.Null(EffectTexts.Households(changed with { Lines = [Line(isJudged: false)] }, Catalogue, names, Clock));
        var rate = ranked with { Key = "petitions.closing-rate" };
        Assert.Null(EffectTexts.Households(changed with { Lines = [rate] }, Catalogue, names, Clock));
    }

    private static string Primary(ExchangeView view, DateOnly fixedOn) => EffectTexts.Primary(view, new()
    {
        ExchangeOn = On,
        MetricKey = "visits.count",
        FixedBy = "王芳",
        FixedAt = TimeZoneInfo.ConvertTimeToUtc(fixedOn.ToDateTime(new(12, 0)), TestStore.Zone),
        Weeks = 13,
    }, Catalogue, Clock, minimumCases: 5);

    private static ExchangeView View(int weeks, int deciding, params EffectLine[] lines) => new(
        new(On, [new(1, 1, 1, "王芳", null, null), new(2, 2, 2, "李强", null, null)]), [], new(On, weeks), weeks, new(On, deciding),
        [.. Enumerable.Range(3, 10)], [], lines);

    private static EffectLine Line(bool isJudged) => new("visits.count", 1, 2, 1, 1,
        isJudged ? new NetChange(0.1, -0.1, 0.3, 5, 66) : null, 10, EffectVerdict.CannotTell,
        isJudged ? VerdictReason.NotMarked : VerdictReason.TooFewCases, null, IsPrimary: true);
}
