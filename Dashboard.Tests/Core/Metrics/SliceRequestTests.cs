using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Metrics;

public class SliceRequestTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly CommunityDirectory.Names Names = new(
        [
            new Community { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" },
            new Community { Id = 2, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden" },
        ],
        [], [], DateTimeOffset.UnixEpoch);

    [Fact]
    public void Nothing_IsTheQuarterToDate_OfAllCommunities()
    {
        var reading = Read(new());
        Assert.Equal(new(PeriodKind.Quarter, new Period(new(2026, 10, 1), Today), null, []), reading with { Problems = [] });
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("last-month", "2026-10-01", "2026-10-31", "2026-09-01")]
    [InlineData("last-quarter", "2026-07-01", "2026-09-30", "2026-04-01")]
    [InlineData("last-year", "2025-01-01", "2025-12-31", "2024-01-01")]
    public void APastPeriod_IsWhole_AndComparedWithTheWholeOneBefore(string name, string from, string to, string before)
    {
        var reading = Read(new(name));
        Assert.Empty(reading.Problems);
        Assert.Equal((PeriodKind.Custom, new Period(DateOnly.Parse(from, CultureInfo.InvariantCulture),
            DateOnly.Parse(to, CultureInfo.InvariantCulture))), (reading.Kind, reading.Period));
        Assert.Equal(new(DateOnly.Parse(before, CultureInfo.InvariantCulture), reading.Period.From.AddDays(-1)),
            reading.Period.Previous(reading.Kind));
    }

    [Fact]
    public void TwoDays_AreACustomPeriod_WithoutItsName() =>
        Assert.Equal(new Period(new(2026, 1, 5), new(2026, 2, 3)), Read(new(From: "2026-01-05", To: "2026-02-03")).Period);

    [Theory]
    [InlineData("decade", null, null, "period", "decade")]
    [InlineData("custom", "2026-01-05", null, "to", "")]
    [InlineData(null, "2026-02-30", "2026-03-01", "from", "2026-02-30")]
    [InlineData(null, "01/02/2026", "2026-03-01", "from", "01/02/2026")]
    [InlineData(null, "2026-03-02", "2026-03-01", "from", "2026-03-02")]
    [InlineData(null, "1989-12-31", "2000-01-01", "from", "1989-12-31")]
    [InlineData(null, "1999-01-01", "2099-01-01", "to", "2099-01-01")]
    public void WhatIsWrong_IsNamedWithItsField_AndTheQuarterIsShown(string? period, string? from, string? to, string field, string value)
    {
        var reading = Read(new(period, from, to));
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((field, value), (problem.Field, problem.Value));
        Assert.Equal(Period.QuarterTo(Today), reading.Period);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            Assert.DoesNotContain("{", problem.Explain(CultureInfo.GetCultureInfo(language)));
        }
    }

    [Theory]
    [InlineData("xinsheng,XINSHENG", "1")]
    [InlineData("Xinsheng, xinsheng,xinsheng", "1")]
    [InlineData("XINSHUN,xinsheng,xinshun", null)]
    public void ACommunityNamedTwice_IsOneCommunity(string communities, string? ids)
    {
        var reading = Read(new(Communities: communities));
        Assert.Empty(reading.Problems);
        Assert.Equal(ids, reading.CommunityIds is null ? null : string.Join(',', reading.CommunityIds));
    }

    [Fact]
    public void TheLongestPeriod_IsTwentyYears_AndNotADayMore()
    {
        var first = new DateOnly(2000, 1, 1);
        var last = first.AddDays(Period.MostDays - 1);
        Assert.Empty(Read(new(From: Iso(first), To: Iso(last))).Problems);
        Assert.Single(Read(new(From: Iso(first), To: Iso(last.AddDays(1)))).Problems);

        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void AnUnknownCommunity_AndOneNotTheCallers_AreTheSameProblem()
    {
        var worker = new CurrentUser("王芳", Role.Worker, [1]);
        var unknown = Assert.Single(new SliceRequest(Communities: "atlantis").Read(Names, worker, Today).Problems);
        var others = Assert.Single(new SliceRequest(Communities: "xinshun").Read(Names, worker, Today).Problems);
        Assert.Equal(unknown.TextKey, others.TextKey);
        Assert.Equal([1], new SliceRequest(Communities: "xinshun").Read(Names, worker, Today).CommunityIds);
        Assert.Equal([1], new SliceRequest().Read(Names, worker, Today).CommunityIds);
    }

    [Fact]
    public void EveryCommunityByName_IsAll() => Assert.Null(Read(new(Communities: "xinshun, xinsheng,xinshun")).CommunityIds);

    [Fact]
    public void AVeryLongValue_IsCutInTheExplanation()
    {
        var problem = Assert.Single(Read(new(Communities: new string('x', 40_000))).Problems);
        Assert.InRange(problem.Explain().Length, 10, 200);
    }

    private static SliceReading Read(SliceRequest request) => request.Read(Names, TestStore.Leader, Today);
}
