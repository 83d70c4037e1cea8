using System.Globalization;
using Concentric.Dashboard.Features.SentenceChecks;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>A denied rate is read as 100 % less the rate, where that is exact, and shown as that.</summary>
public sealed class SentenceComplementTests : IAsyncLifetime
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    private static readonly MetricMatcher Matcher = new(Catalogue);

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await SentenceStore.CreateAsync(Stop);

    public ValueTask DisposeAsync() => store.DisposeAsync();

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
    [InlineData("5%的诉求尚未办结。", "petitions.closing-rate")]
    [InlineData("5% of petitions have not been closed.", "petitions.closing-rate")]
    [InlineData("8%的隐患未按期整改。", "hazards.on-time-rate")]
    [InlineData("8% of hazards were not rectified on time.", "hazards.on-time-rate")]
    [InlineData("隐患未整改率8%。", "hazards.on-time-rate.b")]
    public async Task ADeniedRate_IsTheRestOfIt(string text, string key)
    {
        var (read, claim, candidates) = Match(text);
        Assert.Equal((key, true), (MetricMatcher.Sure(candidates, read, claim)?.Metric.Key, candidates[0].IsComplement));
        Assert.Equal((key, true), ((await CheckAsync(text)) is var one ? one.Metric?.Key : null, one.IsComplement));
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
    [InlineData("1月至2月{0}%的诉求未办结。")]
    [InlineData("In January and February {0} % of petitions were not closed.")]
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

    private async Task<CheckedClaim> CheckAsync(string text)
    {
        var found = await store.Get<SentenceChecker>().CheckAsync(new("周分析", Concentric.Data.Role.Analyst), new(text, null,
            new(Concentric.Time.PeriodKind.Year, Concentric.Time.Period.YearTo(TestStore.Today), null, []), []), null, Stop);
        return Assert.Single(found!.Claims);
    }
}
