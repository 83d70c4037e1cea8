using System.Globalization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.PublishedFigures;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// A text on a real store on Wednesday, 18 March 2026. Petitions came one a working day since January 2025 in Xinsheng, and in Xinshun
/// two on each of the first days of March.
/// </summary>
public sealed class SentenceCheckerTests : IAsyncLifetime
{
    private static readonly CurrentUser Analyst = new("周分析", Role.Analyst);

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var days = Enumerable.Range(0, 442).Select(i => new DateOnly(2025, 1, 1).AddDays(i))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        await store.AddAsync([.. days.Select(day => Make.Petition(TestStore.Xinsheng, day)),
            .. Enumerable.Range(0, 4).Select(i => Make.Petition(TestStore.Xinshun, new(2026, 3, 2 + i / 2)))]);
        await store.Get<MetricCube>().BuildAsync(Stop);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task ANumber_IsHeldAgainstItsOwnPeriodAndCommunities_AsTheRecordsAre()
    {
        var text = await CheckAsync("2026年2月馨盛园受理诉求20件。3月馨顺园受理诉求4件。2025年受理诉求261件。");
        await using var db = store.Open();
        Assert.Equal(3, text.Claims.Count);
        foreach (var claim in text.Claims)
        {
            var counted = await db.Set<Concentric.Petitions.Petition>().CountAsync(one => one.ReceivedOn >= claim.Period.From
                && one.ReceivedOn <= claim.Period.To && (claim.CommunityIds == null || claim.CommunityIds.Contains(one.CommunityId)), Stop);
            Assert.Equal(counted, claim.Figure.Value);
            Assert.Equal((SentenceVerdict.Supported, "petitions.received"), (claim.Verdict, claim.Metric!.Key));
        }

        Assert.Equal([[TestStore.Xinsheng], [TestStore.Xinshun], null], text.Claims.Select(claim => claim.CommunityIds));
        Assert.Equal(new Period(new(2026, 2, 1), new(2026, 2, 28)), text.Claims[0].Period);
    }

    [Fact]
    public async Task WhatTheTextDoesNotSay_IsThatOfTheCheck()
    {
        var text = await CheckAsync("受理诉求4件。", new(PeriodKind.Custom, new(new(2026, 3, 2), new(2026, 3, 3)), [TestStore.Xinshun], []));
        Assert.Equal((SentenceVerdict.Supported, 4.0), (text.Claims[0].Verdict, text.Claims[0].Figure.Value));
    }

    [Fact]
    public async Task AChange_IsHeldAgainstItsComparison_AndMarkedWhereItIsNoMoreThanUsual()
    {
        // 20 working days after 22: within what is usual of one a day.
        var text = await CheckAsync("馨盛园2月受理诉求环比下降9.1%。馨盛园2月受理诉求环比上升9.1%。馨盛园2月受理诉求环比下降30%。馨盛园1月受理诉求较去年同期下降4.3%。"
            + "馨盛园2月受理诉求20件（上月为22件）。");
        var first = text.Claims[0];
        Assert.Equal((20.0, 22.0), (first.Figure.Value, first.Before.Value));
        Assert.Equal(new Period(new(2026, 1, 1), new(2026, 1, 31)), first.ComparedWith);
        Assert.Equal([SentenceVerdict.WithinNoise, SentenceVerdict.NotSupported, SentenceVerdict.NotSupported],
            text.Claims.Take(3).Select(claim => claim.Verdict));
        Assert.Equal(VariationKind.AsUsual, first.Variation!.Value.Kind);
        Assert.Equal((new Period(new(2025, 1, 1), new(2025, 1, 31)), 23.0), (text.Claims[3].ComparedWith, text.Claims[3].Before.Value));
    }

    [Fact]
    public async Task APlan_IsNoClaim_UntilSomebodySaysThatItIs()
    {
        var text = await CheckAsync("2026年2月馨盛园预计受理诉求30件，实际受理诉求20件。");
        Assert.Equal([(SentenceVerdict.Plan, null), (SentenceVerdict.Supported, 20d)],
            text.Claims.Select(claim => (claim.Verdict, claim.Figure.Value)));
        var chosen = await CheckAsync("2026年2月馨盛园预计受理诉求30件，实际受理诉求20件。", choices: [new(text.Claims[0].Key, "petitions.received")]);
        Assert.Equal(SentenceVerdict.NotSupported, chosen.Claims[0].Verdict);
    }

    [Theory]
    [InlineData("其中投诉12件，占60%。", SentenceVerdict.Part, SentenceVerdict.Part)]
    [InlineData("其中投诉12件，占65%。", SentenceVerdict.Part, SentenceVerdict.NotSupported)]
    [InlineData("其中投诉12件，占约六成。", SentenceVerdict.Part, SentenceVerdict.Part)]
    [InlineData("其中投诉20件。", SentenceVerdict.Part)]
    [InlineData("其中投诉21件。", SentenceVerdict.NotSupported)]
    public async Task APartOrShare_IsHeldAgainstTheTextItself(string part, params SentenceVerdict[] verdicts)
    {
        var text = await CheckAsync($"2026年2月馨盛园受理诉求20件，{part}");
        Assert.Equal([SentenceVerdict.Supported, .. verdicts], text.Claims.Select(claim => claim.Verdict));
        // Nothing is asserted of the records where only the text has been looked at.
        Assert.All(text.Claims.Skip(1), claim => Assert.Null(claim.Metric));
    }

    [Fact]
    public async Task APartWithItsOwnCommunity_IsHeldAgainstTheRecords()
    {
        var text = await CheckAsync("2026年3月2日至3月3日受理诉求6件，其中馨盛园2件、馨顺园4件。3月馨盛园受理诉求比馨顺园多8件。");
        Assert.Equal([SentenceVerdict.Supported, SentenceVerdict.Supported, SentenceVerdict.Supported, SentenceVerdict.NoSuchMetric],
            text.Claims.Select(claim => claim.Verdict));
        Assert.Equal([6d, 2d, 4d], text.Claims.Take(3).Select(claim => claim.Figure.Value!.Value));
        Assert.True(text.Claims[3].Read.IsBesidePlace);
    }

    [Fact]
    public async Task WhereRecordsDoNotReachBack_NothingIsCompared()
    {
        var claim = (await CheckAsync("2025年受理诉求同比上升5%。")).Claims[0];
        Assert.Equal((SentenceVerdict.NotRecorded, null), (claim.Verdict, claim.Before.Value));
    }

    [Fact]
    public async Task AWorker_IsToldOnlyOfTheOwnCommunities()
    {
        var slice = new SliceReading(PeriodKind.Year, Period.YearTo(TestStore.Today), [TestStore.Xinshun], []);
        var text = await CheckAsync("受理诉求4件。馨盛园受理诉求20件。全街受理诉求20件。", slice, TestStore.WorkerOfXinshun);
        Assert.Equal([SentenceVerdict.Supported, SentenceVerdict.NotYours, SentenceVerdict.NotYours],
            text.Claims.Select(claim => claim.Verdict));
        Assert.Equal([4.0, null, null], text.Claims.Select(claim => claim.Figure.Value));
        // Nor by a choice that a page does not offer.
        var forced = new ClaimChoice(text.Claims[0].Key, Communities: "xinsheng");
        Assert.Equal(SentenceVerdict.NotYours,
            (await CheckAsync("受理诉求4件。", slice, TestStore.WorkerOfXinshun, [forced])).Claims[0].Verdict);
    }

    [Fact]
    public async Task WhatIsChosenByHand_Counts_AndWhatIsRememberedIsFoundNextMonth_UntilItIsForgotten()
    {
        const string Said = "热线转办工单4件。";
        var march = new SliceReading(PeriodKind.Custom, new(new(2026, 3, 2), new(2026, 3, 3)), [TestStore.Xinshun], []);
        var claim = (await CheckAsync(Said, march)).Claims[0];
        Assert.Equal((SentenceVerdict.Unsure, null), (claim.Verdict, claim.Metric));
        var chosen = (await CheckAsync(Said, march, choices: [new(claim.Key, "petitions.received")])).Claims[0];
        Assert.Equal((SentenceVerdict.Supported, MatchSource.ByHand), (chosen.Verdict, chosen.Source));
        Assert.Equal(SentenceVerdict.NoSuchMetric,
            (await CheckAsync(Said, march, choices: [new(claim.Key, ClaimChoice.NoMetric)])).Claims[0].Verdict);

        var phrases = store.Get<RememberedPhrases>();
        await phrases.RememberAsync(Analyst, claim.Read.Phrase, "petitions.closed", Stop);
        await phrases.RememberAsync(Analyst, claim.Read.Phrase, "petitions.received", Stop);
        await phrases.RememberAsync(Analyst, claim.Read.Phrase, "petitions.received", Stop);
        var next = (await CheckAsync("2026年2月馨盛园热线转办工单超过15件。")).Claims[0];
        Assert.Equal((SentenceVerdict.Supported, MatchSource.Remembered, "petitions.received"),
            (next.Verdict, next.Source, next.Metric!.Key));

        var kept = Assert.Single(await phrases.ListAsync(Stop));
        Assert.Equal(("热线转办工单#", "petitions.received", "周分析"), (kept.Phrase, kept.MetricKey, kept.By));
        await phrases.ForgetAsync(Analyst, kept.Id, Stop);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => phrases.ForgetAsync(Analyst, kept.Id, Stop));
        Assert.Equal(SentenceVerdict.Unsure, (await CheckAsync(Said, march)).Claims[0].Verdict);
        await using var db = store.Open();
        Assert.Equal(["Added", "Changed", "Deleted"], await db.AuditEntries.Where(line => line.Kind == RememberedPhrases.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Stop));
    }

    [Fact]
    public async Task OnlyWhoKeepsFigures_SaysWhatPhrasesMean()
    {
        var phrases = store.Get<RememberedPhrases>();
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, new("评", Role.Panel), new("读", Role.Reader) })
        {
            await Assert.ThrowsAsync<RefusedException>(() => phrases.RememberAsync(caller, "热线转办#", "petitions.received", Stop));
            await Assert.ThrowsAsync<RefusedException>(() => phrases.ForgetAsync(caller, 1, Stop));
        }

        await Assert.ThrowsAsync<RefusedException>(() => phrases.RememberAsync(Analyst, "热线转办#", "no.metric", Stop));
        await Assert.ThrowsAsync<RefusedException>(() => phrases.RememberAsync(Analyst, "热#", "petitions.received", Stop));
        Assert.Empty(await phrases.ListAsync(Stop));
    }

    [Fact]
    public async Task AsManyPhrasesAsThereMayBe_AreKept_AndNotOneMore()
    {
        await store.AddAsync([.. Enumerable.Range(0, RememberedPhrase.Most - 1).Select(i => new RememberedPhrase
        {
            Phrase = $"第{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}种#",
            By = "周分析",
        })]);
        var phrases = store.Get<RememberedPhrases>();
        await phrases.RememberAsync(Analyst, "热线转办#", "petitions.received", Stop);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => phrases.RememberAsync(Analyst, "热线承办#", "petitions.received", Stop));
        Assert.Equal(Rule.TooManyPhrases, refusal.Violations[0].Rule);
    }

    [Fact]
    public async Task TheLongestText_IsChecked_AndOneCharacterMoreIsRefused()
    {
        var longest = "受理诉求4件。" + new string('很', SentenceChecker.MostText - 7);
        Assert.Equal(SentenceChecker.MostText, longest.Length);
        Assert.Single((await CheckAsync(longest)).Claims);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => CheckAsync(longest + "很"));
        Assert.Equal((SentenceChecker.TextField, Rule.TooLong), (refusal.Violations[0].Field, refusal.Violations[0].Rule));
        foreach (var nothing in new[] { null, "", " \n " })
            Assert.Equal(Rule.Required, (await Assert.ThrowsAsync<RefusedException>(() => CheckAsync(nothing))).Violations[0].Rule);
    }

    [Fact]
    public async Task AsManyNumbersAsThereMayBe_AreChecked_AndOneMoreIsRefused()
    {
        var most = string.Concat(Enumerable.Repeat("受理诉求4件。", SentenceChecker.MostClaims));
        var shares = new Shares();
        Assert.Equal(SentenceChecker.MostClaims, (await CheckAsync(most, progress: shares)).Claims.Count);
        Assert.Equal(1, shares.Last);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => CheckAsync(most + "受理诉求4件。"));
        Assert.Equal(Rule.TooManyClaims, refusal.Violations[0].Rule);
        Assert.Contains("1,001", refusal.Violations[0].Describe(CultureInfo.GetCultureInfo("en")));
    }

    [Fact]
    public async Task WhoStopsIt_WaitsNoLonger()
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var progress = new Shares { OnFirst = stopped.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Get<SentenceChecker>().CheckAsync(Analyst,
            new("受理诉求4件。受理诉求5件。受理诉求6件。", null, Slice(), []), progress, stopped.Token));
        Assert.Equal(1, progress.Told);
    }

    [Fact]
    public async Task WhileFiguresAreCounted_ThereIsNoAnswer()
    {
        await using var empty = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        Assert.Null(await empty.Get<SentenceChecker>().CheckAsync(Analyst, new("受理诉求4件。", null, Slice(), []), null, Stop));
    }

    [Fact]
    public async Task APublishedFigureOfTheSameNumber_SaysWhatIsMeant_ToThoseWhoReadIt()
    {
        await store.AddAsync(new PublishedFigure
        {
            Mechanism = "council-hall",
            Claim = "热线转办工单4件",
            ClaimEn = "4 orders",
            Source = "简报",
            MetricKey = "petitions.received",
            AmountMilli = 4_000,
            Communities = "xinshun",
            PeriodFrom = new(2026, 3, 2),
            PeriodTo = new(2026, 3, 3),
            PublishedOn = new(2026, 3, 10),
        });
        var claim = (await CheckAsync("共热线转办工单4件。")).Claims[0];
        Assert.Equal((SentenceVerdict.Supported, MatchSource.Published, new Period(new(2026, 3, 2), new(2026, 3, 3))),
            (claim.Verdict, claim.Source, claim.Period));
        // Another number, another wording or another period is another claim.
        foreach (var other in new[] { "共热线转办工单5件。", "共热线转办工单4余件。", "2月共热线转办工单4件。" })
            Assert.NotEqual(MatchSource.Published, (await CheckAsync(other)).Claims[0].Source);
        Assert.NotEqual(MatchSource.Published, (await CheckAsync("共热线转办工单4件。", caller: TestStore.WorkerOfXinshun)).Claims[0].Source);
    }

    [Fact]
    public async Task ATextWithoutFigures_SaysWhatItsNumbersAre()
    {
        var text = await CheckAsync("2025年5月7日，第3次会议在12号楼召开，一件一件办好。");
        Assert.Empty(text.Claims);
        Assert.Equal([SkipReason.Date, SkipReason.Ordinal, SkipReason.Address, SkipReason.Bare],
            text.Skipped.Select(one => one.Reason).Distinct());
    }

    [Fact]
    public async Task Paragraphs_AreTheTextItself()
    {
        const string Said = "一、办诉求\n受理诉求4件，绿化500平方米。\n\n完。";
        var text = await CheckAsync(Said);
        var paragraphs = TextSegment.Paragraphs(text);
        Assert.Equal(Said, string.Join('\n', paragraphs.Select(paragraph => string.Concat(paragraph.Select(one => one.Text)))));
        Assert.Equal([(1, "4件"), (2, "500平方米")], paragraphs.SelectMany(one => one).Where(one => one.Claim is not null)
            .Select(one => (one.Number, one.Text)));
        Assert.Equal(SentenceVerdict.NoSuchMetric, text.Claims[1].Verdict);
    }

    private async Task<CheckedText> CheckAsync(string? text, SliceReading? slice = null, CurrentUser? caller = null,
        IReadOnlyList<ClaimChoice>? choices = null, IProgress<double>? progress = null) =>
        (await store.Get<SentenceChecker>()
            .CheckAsync(caller ?? Analyst, new(text, null, slice ?? Slice(), choices ?? []), progress, Stop))!;

    private static SliceReading Slice() => new(PeriodKind.Year, Period.YearTo(TestStore.Today), null, []);

    /// <summary>Takes what is reported at once, on whatever thread.</summary>
    private sealed class Shares : IProgress<double>
    {
        public double Last { get; private set; }

        public int Told { get; private set; }

        public Action? OnFirst { get; init; }

        public void Report(double value)
        {
            (Last, Told) = (value, Told + 1);
            if (Told == 1) OnFirst?.Invoke();
        }
    }
}
