using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// Nothing is marked true or false of which it is not sure what is meant. On a real store on Wednesday, 18 March 2026: in Xinsheng forty
/// petitions came in January and February, in Xinshun twelve; of those thirty were closed and twenty-four resolved.
/// </summary>
public sealed class SentenceDoubtTests : IClassFixture<SentenceDoubtTests.Street>
{
    private static readonly CurrentUser Analyst = new("周分析", Role.Analyst);

    private TestStore store;

    public SentenceDoubtTests(Street shared)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = shared.Store;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The figures of the whole would bear these out, or call them wrong; they speak of something else.</summary>
    [Theory]
    [InlineData("1月至2月受理重大诉求超过20件。")]
    [InlineData("1月至2月受理供暖诉求20余件。")]
    [InlineData("1月至2月受理物业类诉求30余件。")]
    [InlineData("1月至2月物业类诉求受理40件。")]
    [InlineData("1月至2月受理热线转办的诉求40余件。")]
    [InlineData("1月至2月每个社区受理诉求均超过20件。")]
    [InlineData("1月至2月各社区受理诉求均超过20件。")]
    [InlineData("1月至2月平均每个社区受理诉求26件。")]
    [InlineData("1月至2月日均受理诉求1.3件。")]
    [InlineData("1月至2月有40个以上社区受理诉求。")]
    [InlineData("1月至2月受理的52件诉求中，物业类40件。")]
    [InlineData("1月至2月受理诉求52件，其中当场办结40件。")]
    [InlineData("1月至2月受理诉求超过5件。")]
    [InlineData("1月至2月受理诉求30件涉及供暖。")]
    [InlineData("In January and February 2026 over 20 petitions about heating were received.")]
    [InlineData("In January and February 2026 more than 20 urgent petitions were received.")]
    [InlineData("In January and February 2026 each community received 26 petitions.")]
    [InlineData("In January and February 2026 the average community received 26 petitions.")]
    [InlineData("In January and February 2026 communities received 26 petitions on average.")]
    [InlineData("In January and February 2026 more than 20 petitions were received by phone.")]
    [InlineData("In January and February 2026 residents over 60 raised petitions; more than 30 heating petitions were received.")]
    [InlineData("Two thirds of petitions received in January 2026 came from residents over 20.")]
    public async Task ANarrowerFigure_IsNotHeldAgainstTheWhole(string text) => Assert.All((await CheckAsync(text)).Claims.Where(claim =>
        claim.Read.Unit is not null && claim.Quoted != "52件"), claim => AssertOpen(claim, text));

    [Theory]
    [InlineData("1月至2月未按期办结的诉求超过10件。")]
    [InlineData("1月至2月有20余件诉求没有解决。")]
    [InlineData("1月至2月尚未解决诉求20件。")]
    [InlineData("1月至2月群众不满意率8.7%。")]
    [InlineData("1月至2月受理诉求52件，未解决52件。")]
    [InlineData("In January 2026 over 20 petitions were not resolved.")]
    [InlineData("In January 2026 over 20 petitions have not yet been closed.")]
    [InlineData("In January 2026 the dissatisfaction rate was 9.1%.")]
    [InlineData("1月至2月诉求受理量未增长20%。")]
    public async Task WhatIsDenied_IsNotReadAsSaid(string text)
    {
        var claims = (await CheckAsync(text)).Claims;
        AssertOpen(claims[^1], text);
    }

    [Theory]
    [InlineData("1月馨盛园受理诉求30件，2月10件。", "1:30 2:10")]
    [InlineData("1月馨盛园受理诉求30件，2月受理10件，合计40件。", "1:30 2:10")]
    public async Task AMonthBesideANumber_IsNoDay(string text, string expected)
    {
        var told = (await CheckAsync(text)).Claims
            .Where(claim => claim.Verdict == SentenceVerdict.Supported && claim.Period.From.Month == claim.Period.To.Month)
            .Select(claim => $"{claim.Period.From.Month}:{claim.Read.Low:0}");
        Assert.Equal(expected, string.Join(' ', told));
    }

    [Theory]
    [InlineData("Between January and February 2026, 5 petitions were received.", "2026-01-01", "2026-02-28")]
    [InlineData("In the two months to 28 February 2026 we received 5 petitions.", "2026-01-01", "2026-02-28")]
    [InlineData("From 1 January 2026 to 15 February 2026 the street received 5 petitions.", "2026-01-01", "2026-02-15")]
    [InlineData("From January 5 to February 15, 2026 the street received 5 petitions.", "2026-01-05", "2026-02-15")]
    [InlineData("In October, November and December 2025 the street received 5 petitions.", "2025-10-01", "2025-12-31")]
    [InlineData("In the first nine months of 2025 the street received 5 petitions.", "2025-01-01", "2025-09-30")]
    [InlineData("In the first two quarters of 2025 the street received 5 petitions.", "2025-01-01", "2025-06-30")]
    [InlineData("As of 28 February 2026, 5 petitions have been received since January.", "2026-01-01", "2026-02-28")]
    [InlineData("By the end of February 2026, 5 petitions had been received this year.", "2026-01-01", "2026-02-28")]
    [InlineData("In the quarter ended 31 December 2025 the street received 5 petitions.", "2025-10-01", "2025-12-31")]
    [InlineData("In Q1 2025 and Q3 2025 the street received 5 petitions.", null, null)]
    [InlineData("截至2月底，今年累计受理诉求5件。", "2026-01-01", "2026-02-28")]
    [InlineData("截至2月28日，今年共受理诉求5件。", "2026-01-01", "2026-02-28")]
    [InlineData("今年以来，截至2月15日共受理诉求5件。", "2026-01-01", "2026-02-15")]
    [InlineData("2025年前9个月受理诉求5件。", "2025-01-01", "2025-09-30")]
    [InlineData("今年前两个月受理诉求5件。", "2026-01-01", "2026-02-28")]
    [InlineData("去年前三季度受理诉求5件。", "2025-01-01", "2025-09-30")]
    [InlineData("2025年7、8、9三个月受理诉求5件。", "2025-07-01", "2025-09-30")]
    [InlineData("2025年7月、8月和9月受理诉求5件。", "2025-07-01", "2025-09-30")]
    [InlineData("2026年1月5日至15日受理诉求5件。", "2026-01-05", "2026-01-15")]
    [InlineData("2026-01-05至2026-02-15受理诉求5件。", "2026-01-05", "2026-02-15")]
    [InlineData("2025年三季度和四季度受理诉求5件。", "2025-07-01", "2025-12-31")]
    [InlineData("2025年7月和9月受理诉求5件。", null, null)]
    [InlineData("2026年1月5日会上通报，受理诉求5件。", null, null)]
    [InlineData("近三个月受理诉求5件。", null, null)]
    public async Task APeriod_IsReadWhole_OrNothingIsHeldAgainstAnother(string text, string? from, string? to)
    {
        var claim = Assert.Single((await CheckAsync(text)).Claims, claim => claim.Read.Low == 5);
        if (from is null)
        {
            AssertOpen(claim, text);
            return;
        }

        Assert.Equal(new Period(DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly.ParseExact(to!, "yyyy-MM-dd", CultureInfo.InvariantCulture)), claim.Period);
        Assert.NotEqual(ClaimDoubt.Period, claim.Doubt);
    }

    [Fact]
    public async Task AnEndWithoutABeginning_IsNotHeldAgainstThePageOwn()
    {
        var february = new SliceReading(PeriodKind.Custom, new(new(2026, 2, 1), new(2026, 2, 28)), null, []);
        AssertOpen((await CheckAsync("截至2月28日，受理诉求52件。", february)).Claims[0], "");
        // A year's page begins where everybody's year begins.
        Assert.Equal(SentenceVerdict.Supported, (await CheckAsync("截至2月28日，受理诉求52件。")).Claims[0].Verdict);
    }

    [Theory]
    [InlineData("1月至2月馨盛园比馨顺园多受理诉求28件。")]
    [InlineData("1月至2月馨盛园受理诉求40件，比馨顺园多28件。")]
    [InlineData("Xinsheng Garden received 28 more petitions than Xinshun Garden in February 2026.")]
    [InlineData("Xinsheng Garden received 40 petitions in January 2026, 28 more than Xinshun Garden.")]
    public async Task ADifferenceBetweenPlaces_IsNoFigureOfEither(string text) =>
        Assert.Equal(SentenceVerdict.NoSuchMetric, (await CheckAsync(text)).Claims.Single(claim => claim.Read.Low == 28).Verdict);

    [Theory]
    [InlineData("1月至2月除馨盛园外，其余社区受理诉求12件。")]
    [InlineData("1月至2月，不含馨盛园，共受理诉求12件。")]
    [InlineData("1月至2月馨盛园受理诉求40件，其他社区受理12件。")]
    [InlineData("Apart from Xinsheng Garden, 12 petitions were received in January and February 2026.")]
    [InlineData("In January and February 2026, 12 petitions were received, excluding Xinsheng Garden.")]
    public async Task WhatIsLeftOut_IsLeftOut(string text)
    {
        var all = (await store.Get<CommunityDirectory>().GetAsync(Stop)).All;
        var claim = (await CheckAsync(text)).Claims.Single(claim => claim.Read.Low == 12);
        Assert.Equal(all.Select(one => one.Id).Where(id => id != TestStore.Xinsheng).Order(), claim.CommunityIds?.Order());
        Assert.Equal((SentenceVerdict.Supported, 12.0), (claim.Verdict, claim.Figure.Value));
    }

    [Fact]
    public async Task AChoice_IsOneNumbers_AndNoOthers()
    {
        const string Said = "1月馨盛园热线转办工单30件。2月馨盛园热线转办工单30件。2月馨盛园热线转办工单30件。";
        var claims = (await CheckAsync(Said)).Claims;
        Assert.Equal(3, claims.Select(claim => claim.Key).Distinct().Count());
        Assert.Single(claims.Select(claim => claim.Read.Phrase).Distinct());
        var choice = new ClaimChoice(claims[1].Key, "petitions.received", Communities: "xinshun");
        var chosen = (await CheckAsync(Said, choices: [choice])).Claims;
        Assert.Equal([MatchSource.Words, MatchSource.ByHand, MatchSource.Words], chosen.Select(claim => claim.Source));
        Assert.Equal([[TestStore.Xinsheng], [TestStore.Xinshun], [TestStore.Xinsheng]], chosen.Select(claim => claim.CommunityIds));
    }

    [Theory]
    [InlineData("其中#", false)]
    [InlineData("同比增长#", false)]
    [InlineData("较上年同期下降#", false)]
    [InlineData("of which #", false)]
    [InlineData("rose by #", false)]
    [InlineData("共有#", false)]
    [InlineData("热线转办工单#", true)]
    [InlineData("heating petitions #", true)]
    public void APhraseOfFunctionWords_IsNotKept(string phrase, bool canBeKept) =>
        Assert.Equal(canBeKept, RememberedPhrases.CanBeKept(phrase));

    [Fact]
    public async Task WhatTheSentenceSaysInWhole_ComesBeforeWhatIsRemembered()
    {
        await using var own = new Street();
        await own.InitializeAsync();
        store = own.Store;
        await store.Get<RememberedPhrases>().RememberAsync(Analyst, "受理诉求#", "petitions.closed", Stop);
        var claim = (await CheckAsync("1月馨盛园受理诉求30件。")).Claims[0];
        Assert.Equal((SentenceVerdict.Supported, "petitions.received", MatchSource.Words),
            (claim.Verdict, claim.Metric?.Key, claim.Source));
    }

    [Theory]
    [InlineData("2月诉求办结率稳步提高。", "petitions.closing-rate")]
    [InlineData("2月诉求按期办结率稳步提高。", "petitions.on-time-rate")]
    [InlineData("2月隐患整改率明显提升。", "hazards.on-time-rate.b")]
    [InlineData("The closing rate of petitions improved.", "petitions.closing-rate")]
    public async Task ARate_IsNotItsCount(string text, string metric) =>
        Assert.Equal(metric, Assert.Single((await CheckAsync(text)).Claims).Metric?.Key);

    [Theory]
    [InlineData("1月受理诉求30件，办结20件，解决18件。", "petitions.received petitions.closed petitions.resolved")]
    [InlineData("1月受理诉求30件，办结近20件，解决不足18件。", "petitions.received petitions.closed petitions.resolved")]
    [InlineData("1月排查隐患30处，整改20处，复查18处。", "hazards.found hazards.rectified hazards.verified")]
    [InlineData("1月收集心愿30个，认领33个，实现30个。", "wishes.raised wishes.claimed wishes.fulfilled")]
    [InlineData("In January 2026, 30 wishes were raised, 33 claimed and 30 fulfilled.", "wishes.raised wishes.claimed wishes.fulfilled")]
    [InlineData("In January 2026 Xinsheng Garden received 30 petitions and Xinshun Garden 28.", "petitions.received petitions.received")]
    [InlineData("In February 2026 the satisfaction rate was 88 percent, compared with 82.6 percent in January 2026.",
        "petitions.satisfaction-rate petitions.satisfaction-rate")]
    [InlineData("In January 2026 the on-time rate was 85.7 %.", "?")]
    public void AnEnumeration_GoesByTheVerbBesideTheNumber(string text, string metrics)
    {
        var matcher = store.Get<MetricMatcher>();
        var read = SentenceReader.Read(text, TestStore.Today, TestCommunities, Stop);
        Assert.Equal(metrics, string.Join(' ', read.Claims.Select(claim =>
            MetricMatcher.Sure(matcher.Match(read, claim), read, claim)?.Metric.Key ?? "?")));
    }

    [Fact]
    public async Task ForAWorker_ATotalOfParts_IsTheStreets()
    {
        var own = new SliceReading(PeriodKind.Year, Period.YearTo(TestStore.Today), [TestStore.Xinsheng], []);
        var claims = (await CheckAsync("1月至2月受理诉求52件，其中馨盛园40件。", own, TestStore.WorkerOfXinsheng)).Claims;
        Assert.Equal([SentenceVerdict.NotYours, SentenceVerdict.Supported], claims.Select(claim => claim.Verdict));
        Assert.Null(claims[0].Figure.Value);
        Assert.Equal(SentenceVerdict.Supported, (await CheckAsync("1月至2月受理诉求52件，其中馨盛园40件。", own)).Claims[0].Verdict);
    }

    [Fact]
    public async Task AfterAPart_WhoseTheNextNumberIs_StaysOpen()
    {
        AssertOpen((await CheckAsync("1月至2月受理诉求52件，其中馨盛园40件，办结30件。")).Claims[2], "");
        var sum = (await CheckAsync("1月至2月馨盛园受理诉求40件，馨顺园12件，共52件。")).Claims[2];
        Assert.Equal((SentenceVerdict.Supported, 52.0), (sum.Verdict, sum.Figure.Value));
    }

    /// <summary>Every shape gives up in time, and none of these texts brings one so far.</summary>
    [Fact]
    public void NoTextStallsTheCheck()
    {
        foreach (var bit in new[]
        {
            "一", "1", " ", "a", "-", "1-", "1.", "1,", "1 ", "十号", "1号", "9月1件", "a-", "a1", "@", "a@", "的", "比", "上升", "近", "1件",
            "1件，", "其中1件", "收到1件，", "from 1 ", "in may ", "rose ", "1、", "前", "馨盛园", "除馨盛园外", "not ", "未", "每", "百分之", "1分之", "第", "〔",
            "分别1件、", "受理、", "分别", "1 and 2 respectively ", "截至9月底", "月初", "5个工作日内", "within 5 days ", "贰拾", "拾", "环比上月", "从8月1件到",
            "by 1 to ", "1 of 2 ", "目标2026年", "target for in ", "其中1件，占1%、", "+1%", "应", "to be ", "财政",
        })
        {
            var text = string.Concat(Enumerable.Repeat(bit, SentenceChecker.MostText / bit.Length));
            Assert.NotNull(SentenceReader.Read(text, TestStore.Today, TestCommunities, Stop));
            Assert.NotNull(SentenceReader.Read($"受理诉求5{text}件", TestStore.Today, TestCommunities, Stop));
        }
    }

    [Fact]
    public void EveryShape_GivesUpInTime()
    {
        var shapes = typeof(SentenceReader).Assembly.GetTypes().Where(type => type.Namespace == typeof(SentenceReader).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0).ToList();
        Assert.True(shapes.Count > 30);
        Assert.All(shapes, shape => Assert.NotEqual(Regex.InfiniteMatchTimeout, ((Regex)shape.Invoke(null, null)!).MatchTimeout));
    }

    [Fact]
    public void WhoStopsIt_WaitsNoLongerForTheReading()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SentenceReader.Read("受理诉求5件", TestStore.Today, TestCommunities, stopped.Token));
    }

    [Theory]
    [InlineData("10月诉求受理量比8月减少20%。")]
    [InlineData("In Q3 2025 petitions received fell 20% from Q1 2025.")]
    [InlineData("1月馨盛园受理诉求30件，2月受理10件，合计40件。")]
    public void AChangeFromAnotherTime_OrASumOfSeveral_IsNotHeldAgainstOne(string text) =>
        Assert.Equal(ClaimDoubt.Period, SentenceReader.Read(text, TestStore.Today, TestCommunities, Stop).Claims[^1].Doubt);

    private static IReadOnlyList<Community> TestCommunities { get; } =
    [
        new() { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" },
        new() { Id = 2, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden" },
    ];

    private static void AssertOpen(CheckedClaim claim, string text) =>
        Assert.True(claim.Verdict is SentenceVerdict.Unsure or SentenceVerdict.NoSuchMetric or SentenceVerdict.Part,
            $"{text}: {claim.Quoted} {claim.Verdict} {claim.Metric?.Key} {claim.Figure.Value} {claim.Period}");

    private async Task<CheckedText> CheckAsync(string text, SliceReading? slice = null, CurrentUser? caller = null,
        IReadOnlyList<ClaimChoice>? choices = null) => (await store.Get<SentenceChecker>().CheckAsync(caller ?? Analyst,
            new(text, null, slice ?? new(PeriodKind.Year, Period.YearTo(TestStore.Today), null, []), choices ?? []), null, Stop))!;

    /// <summary>A check keeps nothing, so the tests share one; who remembers a phrase takes one of its own.</summary>
    public sealed class Street : IAsyncLifetime
    {
        public TestStore Store { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
            await Store.AddAsync([
                .. Enumerable.Range(0, 30).Select(i => Make.Petition(TestStore.Xinsheng, new(2026, 1, 5 + (i % 20)))),
                .. Enumerable.Range(0, 10).Select(i => Make.Petition(TestStore.Xinsheng, new(2026, 2, 2 + i))),
                .. Enumerable.Range(0, 12).Select(i => Make.Petition(TestStore.Xinshun, new(2026, 2, 2 + i))),
            ]);
            await Store.Get<MetricCube>().BuildAsync(Stop);
        }

        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }
}
