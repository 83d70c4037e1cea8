using System.Globalization;
using Concentric.Data;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// Sentences in which denials, rates, counts, changes and other records stand side by side, in both languages. Of January and February
/// 2026 40 of 45 petitions were closed, all in time: 88.9 %, and 11.1 % are left.
/// </summary>
public sealed class SentenceMixedTests : IClassFixture<SentenceStore>
{
    private readonly TestStore store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// A sentence, and behind the bar its numbers: the metric, "-" before it for what a rate leaves out, and the mark; "?" where somebody
    /// must choose.
    /// </summary>
    private const string Table = """
        2月未办结诉求较上月下降20%。 | petitions.open✗
        2月未按时办结诉求较上月下降20%。 | ?
        2月逾期未办结诉求较上月下降20%。 | petitions.overdue✗
        2月未整改隐患较上月下降30%。 | hazards.open…
        2月未按期整改的隐患较上月下降30%。 | ?
        2月未办结诉求比上月增长25%。 | petitions.open✗
        2月尚未办结的工单环比上升25%。 | petitions.open✗
        未按时办结的诉求下降2个百分点。 | ?
        2月未按时办结率较上月上升2个百分点。 | -petitions.on-time-rate✓
        2月未办结率环比下降20%。 | -petitions.closing-rate✗
        2月诉求未办结的比例环比下降2个百分点。 | -petitions.closing-rate✗
        2月未办结诉求占比环比下降2个百分点。 | ?
        Petitions not closed fell by 20 % in February 2026. | ?
        Petitions not closed on time fell by 20 % in February 2026. | ?
        Open petitions fell 20 % compared with the previous month. | ?
        Hazards not rectified fell by 30 % in February 2026. | ?
        The rate of petitions not closed on time fell by 2 percentage points in February 2026. | -petitions.on-time-rate✗
        The share of petitions not closed fell by 2 points in February 2026. | ?
        5% were not closed and 95% were closed on time. | ? petitions.on-time-rate✗
        11.1% were not closed on time and 88.9% were closed on time. | -petitions.on-time-rate✓ petitions.on-time-rate✓
        12%的诉求未按期办结、88.9%按期办结。 | -petitions.on-time-rate✗ petitions.on-time-rate✓
        11.1%的诉求未按期办结，88.9%按期办结。 | -petitions.on-time-rate✓ petitions.on-time-rate✓
        按期办结率88.9%仍有诉求未办结。 | petitions.on-time-rate✓
        按期办结率88.9%，未办结率11.1%。 | petitions.on-time-rate✓ -petitions.closing-rate✓
        按期办结率88.9%未按期办结率11.1%。 | petitions.on-time-rate✓ -petitions.on-time-rate✓
        未办结率11.1%、办结率88.9%。 | -petitions.closing-rate✓ petitions.closing-rate✓
        88.9%按期办结、11.1%未按期办结。 | petitions.on-time-rate✓ -petitions.on-time-rate✓
        办结率：5%未办结。 | ?
        The closing rate was 88.9%, and 11.1% were not closed. | petitions.closing-rate✓ ?
        The closing rate was 88.9% although some petitions were not closed. | ?
        Closed on time: 12% were not closed on time. | -petitions.on-time-rate✗
        88.9% were closed on time and 11.1% were not closed on time. | petitions.on-time-rate✓ -petitions.on-time-rate✓
        8%的隐患未按期整改、11.1%的诉求未按期办结。 | -hazards.on-time-rate… -petitions.on-time-rate✓
        8% of hazards were not rectified on time and 11.1% not closed on time. | -hazards.on-time-rate… ?
        40%的诉求尚未办结。 | ?
        40%的诉求没有办结。 | ?
        40%的隐患未整改。 | ?
        11.1%的工单未办结。 | ?
        近半的诉求未办结。 | ÷
        三分之一的诉求未办结。 | ÷
        5% of petitions have not been closed. | ?
        11.1% of petitions were not closed. | ?
        40 % of hazards have not yet been rectified. | ?
        One in ten petitions was not closed. | ÷
        未办结率11.1%。 | -petitions.closing-rate✓
        诉求未办结的比例为11.1%。 | -petitions.closing-rate✓
        未办结诉求占11.1%。 | ÷
        11.1% were not closed before the deadline. | ?
        11.1% were not closed in due time. | ?
        11.1% were not closed promptly. | ?
        11.1% were not closed late. | ?
        11.1% were not closed by the due date. | -petitions.on-time-rate✓
        11.1% of petitions were not closed within the deadline. | -petitions.on-time-rate✓
        11.1% were not closed within 5 days. | ?
        11.1% were not closed again. | ?
        The rate not closed late was 11.1%. | ?
        11.1% were not all closed on time. | ?
        没有社区未按时办结率超过12%。 | ?
        没有一个社区的未按时办结率超过12%。 | ?
        各社区未按时办结率均未超过12%。 | ?
        未按时办结率超过12%的社区没有。 | ?
        并非未按时办结率12%。 | ?
        不存在未按时办结率超过12%的情况。 | ?
        No community had more than 12% of petitions not closed on time. | ?
        It is not true that 12% were not closed on time. | ?
        In none of the communities were 12% not closed on time. | ?
        11.1% were not closed on time, which is not the case in Xinsheng. | ?
        议定事项未按时办结的有12%。 | ?
        心愿未按时办结的有12%。 | ?
        隐患未按时办结的有12%。 | ?
        议定事项按期办结的有88.9%。 | ?
        心愿按期办结的有88.9%。 | ?
        议定事项按期办结率88.9%。 | ?
        本季度议定事项50件，按期办结率88.9%。 | ? ?
        认领心愿40个，按时办结的有88.9%。 | wishes.claimed… ?
        协商议题12项，未按时办结率11.1%。 | ? ?
        督办事项未按期办结率11.1%。 | ?
        诉求按期办结的有88.9%。 | petitions.on-time-rate✓
        诉求未按期办结的有11.1%。 | -petitions.on-time-rate✓
        诉求未按期整改率11.1%。 | ?
        心愿未按期整改率8%。 | ?
        12% of wishes were not closed on time. | ?
        Of the wishes, 88.9% were closed on time. | ?
        Of the agreed items, 11.1% were not closed on time. | ?
        Hazards: 11.1% were not closed on time. | ?
        Commitments: 88.9% were closed on time. | ?
        88.9% of petitions were closed on time. | petitions.on-time-rate✓
        未按时办结率由12%降至11.1%。 | -petitions.on-time-rate✗ -petitions.on-time-rate✗
        Not closed on time fell from 12% to 11.1%. | -petitions.on-time-rate✗ -petitions.on-time-rate✗
        Petitions not closed on time rose from 9 % to 11.1 %. | -petitions.on-time-rate✗ -petitions.on-time-rate✓
        未办结诉求由12%降至11.1%。 | ? ?
        未按时办结率11.1%，满意率上升至98%。 | -petitions.on-time-rate✓ petitions.satisfaction-rate✗
        未按时办结率11.1%，较上月上升20%。 | -petitions.on-time-rate✓ ?
        40%的诉求未办结，较上月下降20%。 | ? ?
        受理诉求45件，未办结率11.1%。 | petitions.received✓ -petitions.closing-rate✓
        受理诉求45件，未按时办结5件。 | petitions.received✓ ?
        受理的诉求中11.1%未按时办结。 | ?
        热线诉求未按期办结率11.1%。 | ?
        未按时办结、未整改的占11.1%。 | ÷
        未按时办结或返工的占11.1%。 | ÷
        其中未按时办结率11.1%。 | ?
        除馨盛园外，未按时办结率11.1%。 | -petitions.on-time-rate✓
        馨盛园未按时办结率11.1%，馨顺园8%。 | -petitions.on-time-rate✓ ?
        11.1% of petitions received were not closed on time. | ?
        11.1% were not closed on time and not rectified on time. | ?
        About 11% of petitions were not closed on time. | -petitions.on-time-rate✓
        约11%的诉求未按时办结。 | -petitions.on-time-rate✓
        不足12%的诉求未按时办结。 | -petitions.on-time-rate✓
        不超过12%的诉求未按时办结。 | -petitions.on-time-rate✓
        Some 90 % of petitions were closed on time. | petitions.on-time-rate✓
        Some 95 % of petitions were closed on time. | petitions.on-time-rate✗
        不满意率3%，未按时办结率11.1%。 | ? -petitions.on-time-rate✓
        未按时办结率为11.1%，预计下月降至9%。 | -petitions.on-time-rate✓ →
        力争未按时办结率降到9%。 | →
        2月未按时办结率和满意率分别为11.1%、98%。 | ? ?
        1月、2月未按时办结率分别为10%、12%。 | -petitions.on-time-rate✓ -petitions.on-time-rate✓
        未解决率3%。 | ?
        The on-time rate was 88.9 % and the not closed on time rate 11.1 %. | ? -petitions.on-time-rate✓
        2月未按时办结率12%，较上月上升2个百分点。 | -petitions.on-time-rate✓ -petitions.on-time-rate✓
        2月未按时办结率由10%升至12%。 | -petitions.on-time-rate✓ -petitions.on-time-rate✓
        In February 2026 petitions not closed on time rose from 10% to 12%. | -petitions.on-time-rate✓ -petitions.on-time-rate✓
        未按时办结率达11.1%的社区有3个。 | ? ?
        11.1%的诉求可能未按时办结。 | ?
        Petitions could be 11.1% not closed on time. | ?
        未按时办结率没有超过12%。 | ?
        整改隐患40处，诉求按期办结率88.9%。 | hazards.rectified… petitions.on-time-rate✓
        承诺兑现率95%，诉求办结率88.9%。 | commitments.kept-rate… petitions.closing-rate✓
        排查隐患40处，按期办结的有88.9%。 | hazards.found… ?
        """;

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                if (line.Split(" | ") is [var text, var told]) rows.Add(text, told);
            return rows;
        }
    }

    public SentenceMixedTests(SentenceStore shared)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = shared.Store;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task ASentence_IsReadAsItSays_OrAsked(string text, string told) => Assert.Equal(told, await TellAsync(text));

    private async Task<string> TellAsync(string text)
    {
        var found = (await store.Get<SentenceChecker>().CheckAsync(new("周分析", Role.Analyst), new(text, null,
            new(PeriodKind.Custom, new(new(2026, 1, 1), new(2026, 2, 28)), null, []), []), null, Stop))!;
        return string.Join(' ', found.Claims.Select(claim => $"{(claim.IsComplement && claim.Metric is not null ? "-" : "")}"
            + $"{claim.Metric?.Key}{Mark(claim.Verdict)}"));
    }

    private static string Mark(SentenceVerdict verdict) => verdict switch
    {
        SentenceVerdict.Supported => "✓",
        SentenceVerdict.NotSupported => "✗",
        SentenceVerdict.WithinNoise => "≈",
        SentenceVerdict.Exceeded => "+",
        SentenceVerdict.NotRecorded => "…",
        SentenceVerdict.Plan => "→",
        SentenceVerdict.Part => "÷",
        SentenceVerdict.NoSuchMetric => "○",
        _ => "?",
    };
}
