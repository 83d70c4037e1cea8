using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.PublishedFigures;

/// <summary>
/// Claims as a kind of record. What names a metric, a programme or a community is kept as its key; <see cref="FigureKeys"/> reads it.
/// How they stand is on their own pages.
/// </summary>
public static class PublishedFigureRecords
{
    /// <summary>The largest number that can be claimed, in thousandths: a billion.</summary>
    public const long MostMilli = 1_000_000_000_000;

    /// <summary>A hundred per cent, in thousandths.</summary>
    public const long WholeMilli = 100_000;

    private static readonly string[] ShownBeside =
        ["relation", "claimed-amount", "metric", "period-from", "period-to", "published-in", "published-on", "claim-owner"];

    /// <summary>Accounts that may answer for a claim, by name.</summary>
    public static ReferenceSource Owners { get; } = new("user", (db, _) => Answering(db).OrderBy(user => NameOrder.Of(user.DisplayName))
        .Select(user => new ReferenceChoice
        {
            Id = user.Id,
            Name = user.DisplayName,
            NameEn = user.DisplayName,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = false,
        }));

    public static RecordKind<PublishedFigure> Kind { get; } = new("/published-figures", f =>
    [
        f.Text("claim", x => x.Claim).Required().Sorted().Wide(36)
            .CalledInSheets("公开表述", "说法", "表述", "报道内容", "Statement", "Published claim"),
        f.Text("claim-en", x => x.ClaimEn).OrElse(x => x.Claim).Wide(36)
            .CalledInSheets("英文说法", "英文表述", "Statement in English"),
        f.Term("relation", x => x.Relation).Required().NoFact().Filtered().Wide(10)
            .CalledInSheets("关系", "数值类型", "余或超", "At least or exactly", "Bound"),
        f.Milli("claimed-amount", x => x.AmountMilli).Required().Within(0, MostMilli).NoFact().Sorted()
            .CalledInSheets("公布数", "公开数值", "数值", "数字", "数量", "Figure", "Published number"),
        f.Key("metric", x => x.MetricKey).NoFact().Filtered().Wide(24)
            .CalledInSheets("对照指标", "对应指标", "指标名称", "统计指标", "Metric name"),
        f.Key("mechanism", x => x.Mechanism).Required().Filtered().Wide(16)
            .CalledInSheets("机制", "品牌", "机制名称", "所属机制", "Programme", "Mechanism name"),
        f.Key("only-programmes", x => x.Programmes).HeadedByOwnNameOnly().Folded("narrowed").NoFact().Wide(16)
            .CalledInSheets("限定机制", "只计机制", "Limited to programmes"),
        f.Key("only-communities", x => x.Communities).HeadedByOwnNameOnly().Folded("narrowed").NoFact().Wide(20)
            .CalledInSheets("限定社区", "只计社区", "Limited to communities"),
        f.Day("period-from", x => x.PeriodFrom).Required().NotFuture().BeginsWithYear().NoFact().Sorted()
            .CalledInSheets("统计开始", "统计起始日", "起始日期", "开始日期", "Counted from"),
        f.Day("period-to", x => x.PeriodTo).Required().BeginsToday().NoFact()
            .CalledInSheets("统计结束", "统计截止日", "截止日期", "结束日期", "Counted to"),
        f.Text("published-in", x => x.Source).Required().HeadedByOwnNameOnly().Wide(24)
            .CalledInSheets("来源", "媒体", "发布媒体", "报道媒体", "Source", "Media"),
        f.Day("published-on", x => x.PublishedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("发布日期", "报道日期", "刊发日期", "发布时间", "Date published", "Publication date"),
        f.Reference("claim-owner", x => x.OwnerId, x => x.Owner!.DisplayName, null, Owners).NotImported().NoFact(),
    ])
    {
        New = () => new() { Mechanism = "", Claim = "", ClaimEn = "", Source = "" },
        Called = claim => claim.ClaimFor(CultureInfo.CurrentUICulture),
        Rules = CheckPeriod,
        Readable = (figures, caller) => caller.CommunityIds is null ? figures : figures.Where(x => false),
        SheetType = typeof(PublishedFigureSheet),
        Shown = ["claim", .. ShownBeside],
        ShownEn = ["claim-en", .. ShownBeside],
        Filters = ["relation", "metric", "mechanism", "published-on"],
        DefaultSort = "-published-on",
        NearBy = ["claim"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<PublishedFigure, bool>>>>
        {
            ["no-metric"] = _ => x => x.MetricKey == null,
        },
    };

    /// <summary>Accounts that may answer for a claim.</summary>
    internal static IQueryable<DashboardUser> Answering(DashboardDbContext db) =>
        db.Users.Where(user =>
            !user.IsDisabled && (user.Role == Role.Leader || user.Role == Role.Analyst || user.Role == Role.Administrator));

    private static void CheckPeriod(PublishedFigure claim, ValidationContext check, ActorStamp by)
    {
        if (check.Has("period-from", "period-to")) return;
        var last = claim.PeriodFrom.AddDays(Period.MostDays - 1);
        if (check.That(claim.PeriodTo >= claim.PeriodFrom, "period-to", claim.PeriodTo, Rule.EndsBeforeStart, claim.PeriodFrom))
            check.That(claim.PeriodTo <= last, "period-to", claim.PeriodTo, Rule.TooLate, last);
    }
}
