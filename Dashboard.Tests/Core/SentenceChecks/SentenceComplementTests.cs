using System.Globalization;
using Concentric.Dashboard.Features.SentenceChecks;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>A denied rate is read as 100 % less the rate, where that is exact, and shown as that.</summary>
public sealed class SentenceComplementTests(SentenceStore shared) : IClassFixture<SentenceStore>
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    private static readonly MetricMatcher Matcher = new(Catalogue);

    private TestStore store = shared.Store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("未按时办结率12%。", "petitions.on-time-rate")]
    [InlineData("未按期办结率为12%。", "petitions.on-time-rate")]
    [InlineData("诉求未及时办结率下降了2个百分点。", "petitions.on-time-rate")]
    [InlineData("12%的信访未按时办结。", "petitions.on-time-rate")]
    [InlineData("一成二的诉求没有按期办结。", "petitions.on-time-rate")]
    [InlineData("12 % were not closed on time.", "petitions.on-time-rate")]
    [InlineData("12% of petitions were not closed on time.", "petitions.on-time-rate")]
    [InlineData("12% of petitions weren't closed on time.", "petitions.on-time-rate")]
    [InlineData("未办结率5%。", "petitions.closing-rate")]
    [InlineData("诉求未办结的比例为5%。", "petitions.closing-rate")]
    [InlineData("The rate of petitions that have not been closed was 5%.", "petitions.closing-rate")]
    [InlineData("12% of petitions were not closed by the due date.", "petitions.on-time-rate")]
    [InlineData("12% of petitions were not closed within the time limit.", "petitions.on-time-rate")]
    [InlineData("8%的隐患未按期整改。", "hazards.on-time-rate")]
    [InlineData("8% of hazards were not rectified on time.", "hazards.on-time-rate")]
    [InlineData("隐患未整改率8%。", "hazards.on-time-rate.b")]
    public async Task ADeniedRate_IsTheRestOfIt(string text, string key)
    {
        var (read, claim, candidates) = Match(text);
        Assert.Equal((key, true), (MetricMatcher.Sure(candidates, read, claim)?.Metric.Key, candidates[0].IsComplement));
        Assert.Equal((key, true), ((await CheckAsync(text)) is var one ? one.Metric?.Key : null, one.IsComplement));
    }

    /// <summary>The closing rate is of what fell due, and these speak of all that was received, or say no due date.</summary>
    [Theory]
    [InlineData("5%的诉求尚未办结。", "petitions.closing-rate")]
    [InlineData("40%的诉求没有办结。", "petitions.closing-rate")]
    [InlineData("40%的隐患未整改。", "hazards.on-time-rate.b")]
    [InlineData("5% of petitions have not been closed.", "petitions.closing-rate")]
    [InlineData("40% of hazards have not yet been rectified.", "hazards.on-time-rate.b")]
    [InlineData("5% of petitions were not closed before the deadline.", "petitions.closing-rate")]
    [InlineData("5% of petitions were not closed in due time.", "petitions.closing-rate")]
    [InlineData("5% of petitions were not closed promptly.", "petitions.closing-rate")]
    [InlineData("5% of petitions were not closed late.", "petitions.closing-rate")]
    [InlineData("5% of petitions were not closed again.", "petitions.closing-rate")]
    [InlineData("没有社区未按时办结率超过12%。", "petitions.on-time-rate")]
    [InlineData("议定事项未按时办结的有12%。", "petitions.on-time-rate")]
    public async Task WhatMayBeOfOthers_IsOfferedAndNotReckoned(string text, string key)
    {
        var claim = await CheckAsync(text);
        Assert.Equal((SentenceVerdict.Unsure, null, false, key), (claim.Verdict, claim.Metric, claim.IsComplement, claim.Complement?.Key));
        Assert.Contains(claim.Candidates, one => one.Key == key);
    }

    [Fact]
    public async Task ByHand_ARateIsMeantAsItIsNamed_AndItsRestIsAChoiceOfItsOwn()
    {
        var (read, rate) = (await CheckAsync("1月至2月未办结率50%。"), (await CheckAsync("1月至2月诉求办结率50%。")).Figure.Value!.Value);
        Assert.True(read.IsComplement);
        var named = await CheckAsync("1月至2月未办结率50%。", new ClaimChoice(read.Key, "petitions.closing-rate"));
        Assert.Equal((false, MatchSource.ByHand, rate), (named.IsComplement, named.Source, named.Figure.Value!.Value));
        var open = await CheckAsync("1月至2月50%的诉求未办结。");
        Assert.Null(open.Metric);
        var rest = await CheckAsync("1月至2月50%的诉求未办结。",
            new ClaimChoice(open.Key, ClaimChoice.ComplementOf("petitions.closing-rate")));
        Assert.Equal((true, MatchSource.ByHand), (rest.IsComplement, rest.Source));
        Assert.Equal(1 - rate, rest.Figure.Value!.Value, 9);
        // Of a number of cases nothing is left out.
        Assert.Null((await CheckAsync("1月至2月50%的诉求未办结。", new ClaimChoice(open.Key,
            ClaimChoice.ComplementOf("petitions.received")))).Metric);
    }

    /// <summary>What the office remembers helps where the words do not say it, and never turns a denial round.</summary>
    [Fact]
    public async Task ARememberedPhrase_Helps_ButIsNoDeniedRate()
    {
        await using var own = new SentenceStore();
        await own.InitializeAsync();
        store = own.Store;
        foreach (var (text, key) in new[]
        {
            ("2026年2月未按时办结诉求环比下降20%。", "petitions.overdue"), ("2026年2月未按时办结率12%。", "petitions.on-time-rate"),
            ("2026年2月12%的诉求未办结。", "petitions.closing-rate"),
        })
            await store.Get<RememberedPhrases>().RememberAsync(new("周分析", Concentric.Data.Role.Analyst),
                (await CheckAsync(text)).Read.Phrase, key, Stop);
        var known = await CheckAsync("2026年2月未按时办结诉求环比下降30%。");
        Assert.Equal(("petitions.overdue", MatchSource.Remembered), (known.Metric?.Key, known.Source));
        var named = await CheckAsync("2026年2月未按时办结率8%。");
        Assert.Equal((MatchSource.Words, true), (named.Source, named.IsComplement));
        Assert.Equal(SentenceVerdict.Unsure, (await CheckAsync("2026年2月8%的诉求未办结。")).Verdict);
    }

    [Fact]
    public async Task WhatOddReachesUpTo_IsWrittenWithItsUnit()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Assert.Contains("不到 50 件", SentenceWords.Explain(await CheckAsync("1月至2月受理诉求40余件。")));
        Assert.Contains("相差 5%",
            SentenceWords.Explain(await CheckAsync("In January and February some 90 % of petitions were closed on time.")));
    }

    /// <summary>Nobody is dissatisfied for not having been reached, and a number of cases is no share.</summary>
    [Theory]
    [InlineData("不满意率3%。")]
    [InlineData("3% were not satisfied.")]
    [InlineData("未解决率3%。")]
    [InlineData("12件诉求未按时办结。")]
    [InlineData("12 petitions were not closed on time.")]
    [InlineData("未来按期办结率95%。")]
    [InlineData("按期办结率88%。")]
    [InlineData("88% of petitions were closed on time.")]
    public void WhatIsNoExactRest_IsNotReckoned(string text) => Assert.DoesNotContain(Match(text).Candidates, one => one.IsComplement);

    /// <summary>Of the 45 petitions of January and February that fell due 40 were closed.</summary>
    [Theory]
    [InlineData("1月至2月未办结率{0}%。")]
    [InlineData("1月至2月诉求未办结的比例为{0}%。")]
    [InlineData("In January and February the rate of petitions not closed was {0} %.")]
    public async Task ADeniedRate_IsJudgedAndShownAsTheRest(string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var rate = (await CheckAsync("1月至2月诉求办结率50%。")).Figure.Value!.Value;
        var rest = 100 - Math.Round((decimal)rate * 100, 1);
        foreach (var (said, verdict) in new[]
        {
            (rest, SentenceVerdict.Supported), (rest + 1, SentenceVerdict.NotSupported),
            // More left open is nothing that a text understates.
            (rest - 1, SentenceVerdict.NotSupported),
        })
        {
            var claim = await CheckAsync(string.Format(CultureInfo.InvariantCulture, text, said));
            Assert.Equal((verdict, "petitions.closing-rate", true), (claim.Verdict, claim.Metric?.Key, claim.IsComplement));
            Assert.Equal(1 - rate, claim.Figure.Value!.Value, 9);
            Assert.Equal($"{rest:0.0} %", SentenceWords.Recorded(claim));
            Assert.Equal("100% 减去“办结率”", SentenceWords.NameOf(claim));
        }
    }

    /// <summary>For any rate and share what is said of the rest is right where the same said of the rate is.</summary>
    [Fact]
    public void AnyShare_IsSupportedExactlyWhereTheRestIs() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample(drawn =>
    {
        var (said, closed) = drawn;
        var metric = Catalogue["petitions.closing-rate"];
        var value = new MetricValue(closed / 1000.0, closed, 1000);
        var rest = Match(string.Create(CultureInfo.InvariantCulture, $"未办结率{said / 10.0:0.0}%。")).Claim;
        var rate = Match(string.Create(CultureInfo.InvariantCulture, $"办结率{(1000 - said) / 10.0:0.0}%。")).Claim;
        var verdict = SentenceVerdicts.OfLevel(rest, metric, ClaimComplements.Of(value).Value, isComplement: true);
        var isSupported = SentenceVerdicts.OfLevel(rate, metric, value.Value) == SentenceVerdict.Supported;
        Assert.Equal(isSupported, verdict == SentenceVerdict.Supported);
        Assert.NotEqual(SentenceVerdict.Exceeded, verdict);
        Assert.Equal(1000 - closed, ClaimComplements.Of(value).Numerator);
    });

    [Fact]
    public void WhatIsUsual_IsSeenFromTheOtherEnd()
    {
        var usual = ClaimComplements.Of(new FigureVariation(VariationKind.Worse, VariationGap.None, new(0.8, 0.7, 0.95), true, 12, null));
        Assert.Equal((VariationKind.Worse, 0.2, 0.05, 0.3), (usual.Kind, Math.Round(usual.Usual!.Value.Centre, 9),
            Math.Round(usual.Usual.Value.Lower, 9), Math.Round(usual.Usual.Value.Upper, 9)));
    }

    private static (ReadText Read, ReadClaim Claim, IReadOnlyList<MetricCandidate> Candidates) Match(string text)
    {
        var read = SentenceReader.Read(text, new(2026, 9, 15), [], Stop);
        var claim = Assert.Single(read.Claims);
        return (read, claim, Matcher.Match(read, claim));
    }

    private async Task<CheckedClaim> CheckAsync(string text, params ClaimChoice[] choices)
    {
        var found = await store.Get<SentenceChecker>().CheckAsync(new("周分析", Concentric.Data.Role.Analyst), new(text, null,
            new(Concentric.Time.PeriodKind.Year, Concentric.Time.Period.YearTo(TestStore.Today), null, []), choices), null, Stop);
        return Assert.Single(found!.Claims);
    }
}
