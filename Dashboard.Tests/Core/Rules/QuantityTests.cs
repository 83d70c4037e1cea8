using System.Globalization;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Programmes;
using Concentric.Rules;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Rules;

/// <summary>What is kept in fen, thousandths or minutes is told in yuan, decimals and hours.</summary>
public sealed class QuantityTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("AmountFen", 10_000_000_001, 10_000_000_000, QuantityUnit.Fen, "100000000.01", "应在 0.00 元 到 100,000,000.00 元 之间。",
        "0.00 yuan")]
    [InlineData("AmountMilli", 1_500_001, 1_500_000, QuantityUnit.Milli, "1500.001", "应在 0 到 1,500 之间。", "1,500")]
    [InlineData("WorkTime", 6_000_001, 6_000_000, QuantityUnit.Minutes, "100000.017", "应在 0 分钟（0 小时） 到 6,000,000 分钟（100,000 小时） 之间。",
        "6,000,000 minutes (100,000 hours)")]
    public void ALimit_IsToldInTheUnitOfPeople(string field, long value, long most, QuantityUnit unit, string shown, string mend,
        string english)
    {
        var check = new ValidationContext();
        Assert.True(check.Within(field, most, 0, most, unit));
        Assert.False(check.Within(field, value, 0, most, unit));
        var violation = Assert.Single(check.Found);
        Assert.Equal((shown, mend), (violation.Value, violation.Mend(Chinese)));
        Assert.Contains(english, violation.Mend(English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AmountFen")]
    [InlineData("AmountMilli")]
    public void WhatIsKeptInAnotherUnit_CannotBeToldWithoutIt(string field) =>
        Assert.Throws<ArgumentException>(() => new ValidationContext().Within(field, 1, 0, 2));

    [Fact]
    public async Task EveryAmount_OfFormsAndFiles_TellsItsUnit()
    {
        await using var rig = await ImportRig.CreateAsync();
        await rig.Store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
        await rig.Store.AddAsync(new Programme { Key = "visits", Name = "入户", NameEn = "Visits" });
        foreach (var (kind, text, cell, value, mend) in new[]
        {
            ("contribution", "共建单位,投入日期,用途,金额(元)\n春华银行,2026-03-02,扶手,\"99,999,999,999\"\n", "D2", "99,999,999,999", "元"),
            ("contribution", "共建单位,投入日期,用途,工时(分钟)\n春华银行,2026-03-02,扶手,99999999\n", "D2", "99999999", "分钟"),
            ("activity", "标题,活动类型,举办日期,节省(元)\n清洁,CleanUp,2026-03-07,99999999999.5\n", "D2", "99999999999.5", "元"),
            ("output", "记录日期,产出,数量\n2026-03-02,Rubbish,99999999999\n", "C2", "99999999999", "应在 0.001 到 1,000,000,000 之间"),
            ("published-figure",
                "公开说法,数值关系,公布数值,指标,机制或品牌,统计起,统计止,公布来源,公布日期\n率,Exactly,100.5,petitions.closing-rate,visits,2026-01-01,2026-03-01,媒体,2026-03-02\n",
                "C2", "100.5", "应在 0 到 100 之间"),
        })
        {
            var view = await rig.CheckAsync(ImportRig.Csv(text), "a.csv",
                kind == "published-figure" ? ImportRig.Administrator : ImportRig.Worker, kind);
            var problem = Assert.Single(view.Findings!.Problems);
            Assert.Equal((kind, cell, value), (kind, problem.Cell, problem.Value));
            Assert.Contains(mend, problem.Mend, StringComparison.Ordinal);
        }

        var refused = await Assert.ThrowsAsync<RefusedException>(() => rig.Store.Get<ActivityCommands>().EnterAsync(
            ImportRig.Worker, Make.ActivityValues(attendance: 1)
                .With(x => x.SavedFen, ActivityRecords.MostSavedFen + 1), null, TestContext.Current.CancellationToken));
        Assert.EndsWith(" 元 之间。", Assert.Single(refused.Violations).Describe(Chinese));
    }
}
