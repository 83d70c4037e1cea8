using System.Globalization;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>What is due, planned, done in time or by others, or counted otherwise, is no figure of what the metric counts.</summary>
public sealed class SentenceSubjectsTests : IClassFixture<SentenceStore>
{
    private readonly TestStore store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public SentenceSubjectsTests(SentenceStore shared)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = shared.Store;
    }

    [Theory]
    [InlineData("2026年2月，诉求5个工作日内办结率98%。", "98%?Narrower")]
    [InlineData("2026年2月诉求24小时内办结22件。", "22件?Narrower")]
    [InlineData("2026年2月，三个工作日内，办结诉求22件。", "22件?Narrower")]
    [InlineData("2026年2月5个工作日以内办结诉求22件。", "22件?Narrower")]
    [InlineData("三个工作日内回访，2026年2月办结诉求22件。", "22件✓")]
    [InlineData("In February 2026 the street closed 22 petitions within 5 days.", "22_petitions?Narrower")]
    [InlineData("Within 24 hours, 22 petitions were closed in February 2026.", "22_petitions?Narrower")]
    public Task WhatIsDoneInTime_IsAPart_AndTheTimeNoFigure(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("2026年2月应办结诉求22件。")]
    [InlineData("2026年2月需办结诉求22件。")]
    [InlineData("2026年2月必须办结诉求22件。")]
    [InlineData("2026年2月待办结诉求22件。")]
    [InlineData("2026年2月应整改隐患40处。")]
    [InlineData("2026年2月拟整改隐患26处。")]
    [InlineData("In February 2026, 22 petitions needed to be closed.")]
    [InlineData("In February 2026, 22 petitions were due to be closed.")]
    [InlineData("In February 2026, 22 petitions must be closed.")]
    public async Task WhatIsDue_IsNotDone(string text) => Assert.Contains('?', await SentenceStore.TellAsync(store, text, Stop));

    [Theory]
    [InlineData("2026年2月响应群众需求，办结诉求22件。", "22件✓")]
    [InlineData("2026年2月接待群众，受理诉求25件。", "25件✓")]
    [InlineData("2026年2月按需受理诉求25件。", "25件✓")]
    public Task OtherWordsWithTheSameCharacters_DenyNothing(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("Our target for February 2026 was 25 petitions closed.", "25_petitions→")]
    [InlineData("The goal in the first quarter was 25 petitions closed.", "25_petitions→")]
    [InlineData("2026年2月目标办结诉求25件，实际办结诉求22件。", "25件→ 22件✓")]
    [InlineData("目标是2026年2月办结诉求25件。", "25件→")]
    [InlineData("2026年2月按照工作计划办结诉求22件。", "22件✓")]
    public Task ATarget_MayNameItsTime(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("2026年2月街道投入资金7.34万元。", "7.34万元?Narrower")]
    [InlineData("2026年2月投入财政资金7.34万元。", "7.34万元?Narrower")]
    [InlineData("2026年2月投入上级专项资金7.34万元。", "7.34万元?Narrower")]
    [InlineData("2026年争取上级资金20万元。", "20万元?")]
    [InlineData("2026年2月书记走访95次。", "95次?Narrower")]
    [InlineData("2026年2月街道领导带队走访95次。", "95次?Narrower")]
    [InlineData("2026年2月包片领导走访居民714户。", "714户?Narrower")]
    [InlineData("In February 2026 leaders made 95 home visits.", "95_home_visits?Narrower")]
    [InlineData("In February 2026 the street invested 73,400 yuan of contributed money.", "73,400_yuan?Narrower")]
    public Task WhatOthersGiveOrDo_IsNotWhatTheMetricCounts(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("2026年2月诉求办结平均用时0天。", "0天?Narrower")]
    [InlineData("2026年2月诉求办结用时0天。", "0天?Narrower")]
    [InlineData("2026年2月诉求办结平均用时1个工作日。", "1个工作日?Narrower")]
    [InlineData("In February 2026 petitions took 4 days to close.", "4_days?Narrower")]
    public Task AnAverageInCalendarDays_IsNoMedianOfWorkingDays(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("2026年2月诉求受理量同比+212.5%、环比+25%。", "212.5%✓ 25%✓")]
    [InlineData("2026年2月诉求受理量环比-25%。", "25%✗")]
    [InlineData("2026年2月受理诉求25件，增幅达25％。", "25件✓ 25％✓")]
    [InlineData("2026年2月受理诉求25件，增长率为25％。", "25件✓ 25％✓")]
    [InlineData("2026年2月受理诉求25件（↑25%）。", "25件✓ 25%✓")]
    [InlineData("2025年11月受理诉求7件（↓22.2%）。", "7件✓ 22.2%✓")]
    [InlineData("2026年1月20件、2月25件诉求。", "20件?Subject 25件?")]
    [InlineData("2026年2月落实率91%。", "91%?Subject")]
    [InlineData("种植绿树500棵。", "500棵○")]
    [InlineData("2026年2月受理诉求环比增长约三成。", "约三成✓")]
    [InlineData("2026年2月受理诉求贰拾伍件。", "贰拾伍件✓")]
    [InlineData("2026年2月二十来件诉求已受理。", "二十来件+")]
    [InlineData("与上季度相比，2026年2月逾期未办结诉求减少了一半。", "一半?Comparison")]
    public Task OtherWaysOfWriting_AreRead_AndWhatIsNotSaysSo(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("The team visited 28 Jintang Road, Building 3.", SkipReason.Address)]
    [InlineData("请拨打022-66301234。", SkipReason.Phone)]
    public void AnAddressOrANumberToCall_IsSkippedWhole(string text, SkipReason reason)
    {
        var read = SentenceReader.Read(text, TestStore.Today, [], Stop);
        Assert.Empty(read.Claims);
        Assert.All(read.Skipped, one => Assert.Equal(reason, one.Reason));
    }

    [Theory]
    [InlineData("八十来件诉求。", "八十来件")]
    [InlineData("其中线上12场。", "12场")]
    [InlineData("走访3千多次。", "3千多次")]
    [InlineData("组织30人来小区活动。", "30人")]
    [InlineData("组织3000来天津参观。", "3000")]
    [InlineData("上百件诉求。", "上百件")]
    public void AWording_BelongsToItsNumberOnly(string text, string quoted)
    {
        var read = SentenceReader.Read(text, TestStore.Today, [], Stop);
        Assert.Equal(quoted, Assert.Single(read.Claims.Select(claim => text.Substring(claim.Span.Start, claim.Span.Length))));
    }

    private async Task HoldsAsync(string text, string told) => Assert.Equal(told, await SentenceStore.TellAsync(store, text, Stop));
}
