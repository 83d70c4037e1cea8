using System.Globalization;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>A number is held against its own time, or against none.</summary>
public sealed class SentenceTimesTests : IClassFixture<SentenceStore>
{
    private readonly TestStore store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public SentenceTimesTests(SentenceStore shared)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = shared.Store;
    }

    [Theory]
    [InlineData("2026年2月受理诉求从1月的20件上升到25件。", "20件✓ 25件✓")]
    [InlineData("2026年2月受理诉求从1月的20件上升到26件。", "20件✓ 26件✗")]
    [InlineData("2025年11月受理诉求由10月的9件下降到7件。", "9件✓ 7件✓")]
    [InlineData("诉求受理量由2026年1月的20件增至2月的25件，增加5件。", "20件✓ 25件✓ 5件✓")]
    [InlineData("2026年2月受理诉求从1月的20件上升到25件，增长25%，办结22件。", "20件✓ 25件✓ 25%✓ 22件✓")]
    [InlineData("2026年2月受理诉求由上月的20件上升到25件。", "20件✓ 25件✓")]
    [InlineData("2026年2月受理诉求由20件上升到25件。", "20件✓ 25件✓")]
    [InlineData("受理诉求从1月的20件上升到25件。", "20件✓ 25件?Period")]
    [InlineData("2026年2月受理诉求由去年的8件上升到25件。", "8件?Period 25件?Period")]
    [InlineData("2026年2月受理诉求从去年11月的7件上升到25件，增长257%。", "7件✓ 25件?Period 257%?Period")]
    [InlineData("Petitions received rose from 20 in January to 25 in February 2026.", "20✓ 25✓")]
    [InlineData("Petitions received fell from 9 in October 2025 to 7 in November 2025.", "9✓ 7✓")]
    [InlineData("In February 2026 petitions received rose from 20 to 25.", "20✓ 25✓")]
    [InlineData("In February 2026 petitions received rose from 20 last month to 25.", "20✓ 25✓")]
    public Task WhatAFigureRoseFrom_IsOfItsOwnTime_AndWhatItRoseToOfAnother(string text, string told) => HoldsAsync(text, told);

    /// <summary>What fits the time of the sentence before is borne out; what does not may be of another time, and is asked about.</summary>
    [Theory]
    [InlineData("2026年2月受理诉求25件。办结诉求22件。", "25件✓ 22件✓")]
    [InlineData("2026年2月受理诉求25件。办结诉求23件。", "25件✓ 23件?Period")]
    [InlineData("2026年2月受理诉求25件。诉求办结率98%。", "25件✓ 98%?Period")]
    [InlineData("2026年2月受理诉求25件，办结23件。", "25件✓ 23件✗")]
    [InlineData("2026年2月受理诉求25件。2月办结诉求23件。", "25件✓ 23件✗")]
    [InlineData("In February 2026, 25 petitions were received. 23 petitions were closed.", "25_petitions✓ 23_petitions?Period")]
    public Task ATimeThatIsTakenOver_IsNoReproach(string text, string told) => HoldsAsync(text, told);

    /// <summary>A time at the end of a line is none of the number that begins the next one.</summary>
    [Theory]
    [InlineData("2026年2月受理诉求从1月\n的20件上升到25件。")]
    [InlineData("从2026年1月\n20件上升到25件。")]
    [InlineData("Petitions received rose from January 2026\n\n20 petitions to 25.")]
    public async Task WhatALineEndsWith_IsNoTimeOfWhatTheNextRoseFrom(string text)
    {
        var told = await SentenceStore.TellAsync(store, text, Stop);
        Assert.StartsWith("20", told);
        Assert.DoesNotMatch("^20[^ ]*✓", told);
    }

    /// <summary>As mails wrap them: a line of English that goes on in the next is one with it, with its time.</summary>
    [Fact]
    public Task AWrappedLine_IsOneWithTheNext() =>
        HoldsAsync("Petitions received rose from January 2026\n20 petitions to 25.", "20_petitions✓ 25?Period");

    [Theory]
    [InlineData("2026年2月受理诉求25件，环比上月增长25%。", "25件✓ 25%✓")]
    [InlineData("2026年2月受理诉求25件，环比1月增长25%。", "25件✓ 25%✓")]
    [InlineData("2026年2月受理诉求25件，同比去年增长212.5%。", "25件✓ 212.5%✓")]
    [InlineData("2026年2月受理诉求25件，同比上年增长212.5%。", "25件✓ 212.5%✓")]
    [InlineData("2026年2月受理诉求25件，同比去年2月增长212.5%。", "25件✓ 212.5%✓")]
    [InlineData("2026年2月受理诉求25件，比上季度少。", "25件✓ 少?Comparison")]
    [InlineData("2026年2月受理诉求25件，比上季度少1件。", "25件✓ 1件?Comparison")]
    [InlineData("2025年四季度受理诉求26件，较上季度多2件。", "26件✓ 2件✓")]
    [InlineData("2025年四季度受理诉求较上月增加3件。", "3件?Comparison")]
    [InlineData("2025年四季度受理诉求26件，比11月多19件。", "26件✓ 19件?Period")]
    [InlineData("2026年2月受理诉求比去年底增加15件。", "15件?Period")]
    [InlineData("In February 2026 petitions received rose 25% from the previous month.", "25%✓")]
    [InlineData("In February 2026 petitions received were 1 fewer than in the previous quarter.", "1?Period")]
    public Task AComparison_IsOfTheLengthThatIsSaid_AndMovesNoTime(string text, string told) => HoldsAsync(text, told);

    [Fact]
    public Task AComparisonOfAMonth_IsNotHeldAgainstTwo() => HoldsAsync("较上月多受理诉求5件。", "5件?Comparison",
        new(PeriodKind.Custom, new(new(2026, 1, 1), new(2026, 2, 28)), null, []));

    [Theory]
    [InlineData("2024年三季度受理诉求24件。", "24件…")]
    [InlineData("In 2024 the street received 98 petitions.", "98_petitions…")]
    [InlineData("2024年三季度诉求办结率98%。", "98%…")]
    [InlineData("2025年三季度受理诉求30件。", "30件✗")]
    [InlineData("2025年三季度受理诉求24件。", "24件✓")]
    public Task ATimeBeforeRecording_IsNoReproach(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("到2026年2月底，累计受理诉求45件。", "45件✓")]
    [InlineData("截至2月末，今年累计受理诉求45件。", "45件✓")]
    [InlineData("截至上月末，今年累计受理诉求45件。", "45件✓")]
    [InlineData("2026年2月末，累计受理诉求45件。", "45件✓")]
    [InlineData("2026年2月底受理诉求25件。", "25件?Period")]
    [InlineData("2026年2月，累计受理诉求45件。", "45件?Period")]
    [InlineData("2026年2月累计受理诉求25件。", "25件✓")]
    [InlineData("By the end of February 2026, 45 petitions had been received.", "45_petitions✓")]
    [InlineData("At the end of February 2026, 25 petitions were received.", "25_petitions?Period")]
    public Task WhatIsCountedUpToADay_BeginsWithTheYear(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("截至第三季度，累计受理诉求72件。")]
    [InlineData("截至三季度末，今年累计受理诉求72件。")]
    [InlineData("截至2025年三季度末，累计受理诉求72件。")]
    [InlineData("三季度末，累计受理诉求72件。")]
    [InlineData("By the end of Q3 2025, 72 petitions had been received.")]
    [InlineData("As of the third quarter of 2025, 72 petitions had been received.")]
    public async Task AQuarterIsAnEndAsAMonthIs(string text)
    {
        var year = new SliceReading(PeriodKind.Year, new(new(2025, 1, 1), new(2025, 12, 31)), null, []);
        var found = (await store.Get<Concentric.SentenceChecks.SentenceChecker>().CheckAsync(new("周分析", Concentric.Data.Role.Analyst),
            new(text, new DateOnly(2025, 12, 31), year, []), null, Stop))!;
        var claim = Assert.Single(found.Claims);
        Assert.Equal((Concentric.SentenceChecks.SentenceVerdict.Supported, new Period(new(2025, 1, 1), new(2025, 9, 30))),
            (claim.Verdict, claim.Period));
    }

    [Theory]
    [InlineData("2026年2月上旬受理诉求20件。", "20件✓")]
    [InlineData("2026年2月中下旬受理诉求25件。", "25件✗")]
    [InlineData("2026年2月下半月受理诉求25件。", "25件✗")]
    [InlineData("上月上旬受理诉求20件。", "20件✓")]
    [InlineData("2026年2月初受理诉求25件。", "25件?Period")]
    [InlineData("2月中，受理诉求25件。", "25件?Period")]
    [InlineData("2026年2月中心城区全部受理诉求25件。", "25件✓")]
    [InlineData("2026年2月中秋节后受理诉求25件。", "25件✓")]
    [InlineData("月初受理诉求5件。", "5件?Period")]
    [InlineData("今年初受理诉求20件。", "20件?Period")]
    [InlineData("年初以来受理诉求50件。", "50件✓")]
    [InlineData("In early February 2026 we received 25 petitions.", "25_petitions?Period")]
    [InlineData("In the first half of February 2026 we received 25 petitions.", "25_petitions?Period")]
    [InlineData("Mid-February 2026 saw 25 petitions received.", "25_petitions?Period")]
    [InlineData("In FY2026, 50 petitions were received.", "50_petitions?Period")]
    public Task APartOfAMonth_IsReadByItsDays_OrNotAtAll(string text, string told) => HoldsAsync(text, told);

    private async Task HoldsAsync(string text, string told, SliceReading? slice = null) =>
        Assert.Equal(told, await SentenceStore.TellAsync(store, text, Stop, slice));
}
