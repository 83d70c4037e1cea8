using System.Globalization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.SentenceChecks;
using Concentric.Time;
using CsCheck;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>What is read of sentences in both languages, as seen on 15 September 2026.</summary>
public sealed class SentenceReaderTests
{
    /// <summary>
    /// A sentence, and below it each number that may be a figure: what it is, how it is worded, what it measures, and the metric where
    /// that is sure; a dash where there is none.
    /// </summary>
    private const string Table = """
        今年以来，全街道共受理群众诉求1.2万件，办结率达到98.5%。
          1.2万件 = 12000 Exactly Level petitions.received
          98.5% = 98.5 Exactly Level petitions.closing-rate
        上半年解决诉求三百二十件，同比上升3.2%。
          三百二十件 = 320 Exactly Level petitions.resolved
          3.2% = 3.2 Exactly Percent up vs-YearBefore petitions.resolved
        一季度群众满意率提高了5个百分点，环比上升。
          5个百分点 = 5 Exactly Points up petitions.satisfaction-rate
          上升 = 0 Exactly Trend up vs-Previous petitions.satisfaction-rate
        9月份排查隐患近百处，整改隐患九成以上。
          近百处 = 100 Nearly Level hazards.found
          九成以上 = 90 AtLeast Level ?
        馨盛园走访90户，馨顺园走访80户。
          90户 = 90 Exactly Level visits.households
          80户 = 80 Exactly Level visits.households
        举办活动28场，比去年同期增加6场。
          28场 = 28 Exactly Level activities.held
          6场 = 6 Exactly Amount up vs-YearBefore activities.held
        群众满意率从85%提高到93%。
          85% = 85 Exactly Level base petitions.satisfaction-rate
          93% = 93 Exactly Level up-to petitions.satisfaction-rate
        诉求办结率为百分之九十六点五，较上季度提高2.1个百分点。
          百分之九十六点五 = 96.5 Exactly Level petitions.closing-rate
          2.1个百分点 = 2.1 Exactly Points up vs-Previous petitions.closing-rate
        志愿服务人次翻了一番。
          翻了一番 = 100 Exactly Percent up activities.volunteers
        走访户数增长了两倍。
          两倍 = 200 Exactly Percent up visits.households
        办结诉求160件（去年同期为120件）。
          160件 = 160 Exactly Level petitions.closed
          120件 = 120 Exactly Level vs-YearBefore base petitions.closed
        逾期诉求不足10件。
          不足10件 = 10 AtMost Level petitions.overdue
        清运垃圾30至40吨。
          30至40吨 = 30..40 Between Level outputs.rubbish
        清运垃圾3-5万公斤，修补道路1.5公里。
          3-5万公斤 = 30..50 Between Level outputs.rubbish
          1.5公里 = 1500 Exactly Level outputs.road
        按照津政办发〔2025〕12号文件要求，在第3次会议上，2025年5月7日，12345热线转办工单45件。
          45件 = 45 Exactly Level ?
        幸福路12号楼3单元501室居民反映，电话13812345678，咨询电话022-66881234。
          -
        一是加强走访；二是提升服务。第一，开展活动5场。
          5场 = 5 Exactly Level activities.held
        “十四五”期间，社区开展“1+N”行动，打造24小时服务、5A级阵地。
          -
        全市受理诉求10万件，本街道受理诉求2300件。
          2300件 = 2300 Exactly Level petitions.received
        60岁以上老人每周三上午8点参加活动。
          -
        历时3个月，召开联席会议十二次，议事厅会议4次，四方协商会2次。
          十二次 = 12 Exactly Level meetings.joint
          4次 = 4 Exactly Level meetings.council
          2次 = 2 Exactly Level meetings.four-party
        恳谈会召开二十余场，居民满意度八成五。
          二十余场 = 20 AndMore Level meetings.talks
          八成五 = 85 Exactly Level petitions.satisfaction-rate
        志愿者认领岗位200余名。
          200余名 = 200 AndMore Level volunteers.active
        承诺兑现率三分之二。
          三分之二 = 66.7 About Level commitments.kept-rate Share
        隐患整改率100%，隐患返工率同比下降1.5个百分点。
          100% = 100 Exactly Level hazards.on-time-rate.b
          1.5个百分点 = 1.5 Exactly Points down vs-YearBefore hazards.reopened-rate
        群众满意率稳步提升。
          提升 = 0 Exactly Trend up petitions.satisfaction-rate
        提高群众满意率是我们的目标。
          -
        去年举办活动300场，今年1至9月举办活动210场。
          300场 = 300 Exactly Level activities.held
          210场 = 210 Exactly Level activities.held
        截至9月10日，征集心愿56个，认领心愿50个，实现心愿48个。
          56个 = 56 Exactly Level wishes.raised
          50个 = 50 Exactly Level wishes.claimed
          48个 = 48 Exactly Level wishes.fulfilled
        2024年10月以来，共建单位投入资金50万元、工时1200小时。
          50万元 = 500000 Exactly Level contributions.yuan
          1200小时 = 1200 Exactly Level contributions.hours
        平均办结用时3.5个工作日，比上月缩短0.5天。
          3.5个工作日 = 3.5 Exactly Level petitions.days-to-close
          0.5天 = 0.5 Exactly Amount down vs-Previous petitions.days-to-close
        联合开展活动28场次、参与人次超1200人次。
          28场次 = 28 Exactly Level activities.joint-events
          超1200人次 = 1200 AtLeast Level activities.attendance
        种植绿树500棵，发放宣传册2000份。
          500棵 = 500 Exactly Level ?
          2000份 = 2000 Exactly Level ?
        环境整治活动36场次，同比减少4场。
          36场次 = 36 Exactly Level activities.clean-ups
          4场 = 4 Exactly Amount down vs-YearBefore activities.clean-ups
        充电端口建成120个，协议200个。
          120个 = 120 Exactly Level outputs.charging-ports-built
          200个 = 200 Exactly Level outputs.charging-ports-agreed
        每件诉求都有回音，件件有着落，一件一件办。
          -
        千方百计为百姓解决难题，万家灯火。
          -
        3月1日至5月31日办结诉求56件，5月办结20件。
          56件 = 56 Exactly Level petitions.closed
          20件 = 20 Exactly Level petitions.closed
        馨盛园、馨顺园分别解决诉求30件、25件。
          30件 = 30 Exactly Level petitions.resolved
          25件 = 25 Exactly Level petitions.resolved
        逾期隐患13处，环比上升一倍。
          13处 = 13 Exactly Level hazards.overdue
          一倍 = 100 Exactly Percent up vs-Previous hazards.overdue
        From January to September the street resolved 1,240 petitions, up 3.2% year on year.
          1,240 petitions = 1240 Exactly Level petitions.resolved
          3.2% = 3.2 Exactly Percent up vs-YearBefore petitions.resolved
        Satisfaction rose from 85% to 93%.
          85% = 85 Exactly Level base petitions.satisfaction-rate
          93% = 93 Exactly Level up-to petitions.satisfaction-rate
        Satisfaction rose by 5 percentage points.
          5 percentage points = 5 Exactly Points up petitions.satisfaction-rate
        In the first quarter of 2026, Xinsheng Garden held 28 events and Xinshun Garden 31.
          28 events = 28 Exactly Level activities.held
          31 = 31 Exactly Level activities.held
        Home visits doubled.
          doubled = 100 Exactly Percent up visits.count
        Nearly 100 hazards were found, of which about 90 were rectified.
          Nearly 100 hazards = 100 Nearly Level hazards.found
          about 90 = 90 About Level ? OfWhole of Nearly 100 hazards
        The closing rate was 98.5 per cent in August.
          98.5 per cent = 98.5 Exactly Level petitions.closing-rate
        Fewer than 10 petitions were overdue at the end of last month.
          Fewer than 10 petitions = 10 AtMost Level petitions.overdue
        Thirty-two residents' talks were held this year.
          Thirty-two residents' talks = 32 Exactly Level meetings.talks
        Call 12345 or 022-66881234; room 501, building 12, 3rd floor.
          -
        On 7 May 2025 at 10:30 the 3rd meeting adopted document No. 12.
          -
        Between 30 and 40 t of rubbish were removed.
          30 and 40 t = 30..40 Between Level outputs.rubbish
        Two hundred and five volunteers claimed a post since March 2026.
          Two hundred and five volunteers = 205 Exactly Level volunteers.active
        20-30 households were visited by 2 workers over the past 3 years.
          20-30 households = 20..30 Between Level visits.households
          2 workers = 2 Exactly Level ?
        Citywide, 100,000 petitions were received; the street received 2,300 petitions.
          2,300 petitions = 2300 Exactly Level petitions.received
        The share of satisfied residents fell 2 points compared with last month.
          2 points = 2 Exactly Points down vs-Previous petitions.satisfaction-rate
        Commitments kept: 92%.
          92% = 92 Exactly Level commitments.kept-rate
        We will do our best for the people in 2026.
          -
        Petitions closed on time 94.2% (a year earlier 95.0%).
          94.2% = 94.2 Exactly Level petitions.on-time-rate
          95.0% = 95 Exactly Level vs-YearBefore base petitions.on-time-rate
        A dozen fairs offered 15 services.
          A dozen fairs = 12 Exactly Level activities.fairs
          15 services = 15 Exactly Level activities.services
        Overdue petitions fell by half.
          by half = 50 About Percent down petitions.overdue
        Contributed hours reached 1,200 hours, RMB 50,000 was donated.
          1,200 hours = 1200 Exactly Level contributions.hours
          RMB 50,000 = 50000 Exactly Level contributions.yuan
        Petitions received increased 12% from the previous month.
          12% = 12 Exactly Percent up vs-Previous petitions.received
        There was a 12% increase in home visits.
          12% = 12 Exactly Percent up visits.count
        解决诉求160余件，其中当场解决120件。
          160余件 = 160 AndMore Level petitions.resolved
          120件 = 120 Exactly Level ? OfWhole of 160余件
        第二季度受理诉求(含12345工单)四百一十六件，环比增12.4%。
          四百一十六件 = 416 Exactly Level petitions.received
          12.4% = 12.4 Exactly Percent up vs-Previous petitions.received
        受理诉求同比下降近一成。
          近一成 = 10 Nearly Percent down vs-YearBefore petitions.received
        共走访1，200户。
          1，200户 = 1200 Exactly Level visits.households
        受理诉求２３００件。
          ２３００件 = 2300 Exactly Level petitions.received
        代办服务5百余人次。
          5百余人次 = 500 AndMore Level errands.persons
        举办公益大集6场，提供服务12种。
          6场 = 6 Exactly Level activities.fairs
          12种 = 12 Exactly Level activities.services
        返工率控制在2%以内。
          2%以内 = 2 AtMost Level petitions.reopened-rate
        书记交流2名。
          2名 = 2 Exactly Level rotation.secretaries
        清掏化粪池80余座，清运车次100余车次。
          80余座 = 80 AndMore Level outputs.tanks
          100余车次 = 100 AndMore Level outputs.truckloads
        馨盛园的办结率达98%，滨河的为95%。
          98% = 98 Exactly Level petitions.closing-rate
          95% = 95 Exactly Level petitions.closing-rate
        全街召开四方协商会3次，恳谈会不少于20次。
          3次 = 3 Exactly Level meetings.four-party
          不少于20次 = 20 AtLeast Level meetings.talks
        隐患整改率由92%上升至97%，同比提高5个百分点。
          92% = 92 Exactly Level base hazards.on-time-rate.b
          97% = 97 Exactly Level up-to hazards.on-time-rate.b
          5个百分点 = 5 Exactly Points up vs-YearBefore hazards.on-time-rate.b
        预计全年解决诉求超过500件。
          超过500件 = 500 AtLeast Level petitions.resolved plan
        解决诉求增至160件。
          160件 = 160 Exactly Level up-to petitions.resolved
        开展志愿服务，出动志愿者860人次。
          860人次 = 860 Exactly Level activities.volunteers
        志愿者860人参与。
          860人 = 860 Exactly Level ?
        清运垃圾三十余吨、清理消防通道二十五处、整改安全隐患四十处。
          三十余吨 = 30 AndMore Level outputs.rubbish
          二十五处 = 25 Exactly Level hazards.fire-lanes
          四十处 = 40 Exactly Level hazards.rectified
        共受理诉求1856件，其中馨盛园1020件，馨顺园836件。
          1856件 = 1856 Exactly Level petitions.received
          1020件 = 1020 Exactly Level petitions.received OfWhole of 1856件
          836件 = 836 Exactly Level petitions.received OfWhole of 1856件
        对32户困难家庭入户走访。
          32户 = 32 Exactly Level visits.households
        铺设道路1.5千米，惠及居民2000余户。
          1.5千米 = 1500 Exactly Level outputs.road
          2000余户 = 2000 AndMore Level ?
        QX2024-015号工单已办结，版本2.1.3，GB 50016-2014。
          -
        服务时间8:30-17:30，7×24小时接听。
          -
        五四青年节、三八妇女节期间举办活动12场。
          12场 = 12 Exactly Level activities.held
        以“三率”为抓手，三率综合得分93.5分。
          93.5分 = 93.5 Exactly Level score.three-rates
        Hazards rectified on time: 96.5%, 3 points lower than a year earlier.
          96.5% = 96.5 Exactly Level hazards.on-time-rate
          3 points = 3 Exactly Points down vs-YearBefore hazards.on-time-rate
        Xinshun Garden received 120 petitions in Q2, 15% fewer than in Q1.
          120 petitions = 120 Exactly Level petitions.received
          15% = 15 Exactly Percent down vs-Previous petitions.received
        About 1.2 million yuan was contributed, 40% more than last year.
          About 1.2 million yuan = 1200000 About Level contributions.yuan
          40% = 40 Exactly Percent up vs-YearBefore contributions.yuan
        Volunteer attendance tripled; clean-ups halved.
          tripled = 200 Exactly Percent up activities.volunteers
          halved = 50 Exactly Percent down activities.clean-ups
        Of 320 petitions received, 96% were closed on time.
          320 petitions = 320 Exactly Level petitions.received
          96% = 96 Exactly Level petitions.on-time-rate
        The four-party negotiations (3 meetings) agreed on 200 charging ports.
          3 meetings = 3 Exactly Level meetings.four-party
          200 charging ports = 200 Exactly Level outputs.charging-ports-agreed
        Step 3 of the plan; Article 5; version 2.1; table 4.
          -
        The closing rate improved.
          improved = 0 Exactly Trend up petitions.closing-rate
        We aim to improve the closing rate.
          -
        """;

    private static readonly DateOnly Day = new(2026, 9, 15);

    private static readonly IReadOnlyList<Community> Communities =
    [
        new() { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" },
        new() { Id = 2, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden" },
        new() { Id = 3, Code = "binhe", Name = "滨河社区", NameEn = "Binhe Community" },
    ];

    private static readonly MetricMatcher Matcher = new(new MetricCatalogue(MetricOptions.Default));

    public static TheoryData<string, string> Sentences
    {
        get
        {
            var rows = new TheoryData<string, string>();
            string? sentence = null;
            List<string> numbers = [];
            foreach (var line in (Table + '\n' + ReportSentences.Table).Split('\n'))
            {
                if (line.StartsWith(' ')) numbers.Add(line.Trim());
                else
                {
                    if (sentence is not null) rows.Add(sentence, string.Join('\n', numbers));
                    (sentence, numbers) = (line.Trim(), []);
                }
            }

            rows.Add(sentence!, string.Join('\n', numbers));
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void EverySentence_IsReadAsItIsMeant(string sentence, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var read = SentenceReader.Read(sentence, Day, Communities, TestContext.Current.CancellationToken);
        Assert.Equal(expected, read.Claims.Count == 0 ? "-" : string.Join('\n', read.Claims.Select(claim => Told(read, claim))));
    }

    [Fact]
    public void TheTable_HasSentencesEnoughInBothLanguages()
    {
        var english = Sentences.Count(row => row.Data.Item1.All(char.IsAscii));
        Assert.True(english >= 55 && Sentences.Count - english >= 100, $"{english} of {Sentences.Count}");
    }

    [Theory]
    [InlineData("今年以来解决诉求5件", "2026-01-01", "2026-09-15")]
    [InlineData("上半年解决诉求5件", "2026-01-01", "2026-06-30")]
    [InlineData("一季度解决诉求5件", "2026-01-01", "2026-03-31")]
    [InlineData("去年四季度解决诉求5件", "2025-10-01", "2025-12-31")]
    [InlineData("四季度解决诉求5件", "2025-10-01", "2025-12-31")]
    [InlineData("9月解决诉求5件", "2026-09-01", "2026-09-15")]
    [InlineData("十月份解决诉求5件", "2025-10-01", "2025-10-31")]
    [InlineData("2025年3月解决诉求5件", "2025-03-01", "2025-03-31")]
    [InlineData("二〇二五年解决诉求5件", "2025-01-01", "2025-12-31")]
    [InlineData("1-8月解决诉求5件", "2026-01-01", "2026-08-31")]
    [InlineData("前三季度解决诉求5件", "2026-01-01", "2026-09-15")]
    [InlineData("3月1日至5月31日解决诉求5件", "2026-03-01", "2026-05-31")]
    [InlineData("2024年10月以来解决诉求5件", "2024-10-01", "2026-09-15")]
    [InlineData("上个月解决诉求5件", "2026-08-01", "2026-08-31")]
    [InlineData("去年解决诉求5件", "2025-01-01", "2025-12-31")]
    [InlineData("In August, 5 petitions were resolved", "2026-08-01", "2026-08-31")]
    [InlineData("5 petitions were resolved in the first half of 2025", "2025-01-01", "2025-06-30")]
    [InlineData("Since March 2026, 5 petitions were resolved", "2026-03-01", "2026-09-15")]
    [InlineData("Q2 2025: 5 petitions were resolved", "2025-04-01", "2025-06-30")]
    [InlineData("5 petitions were resolved last month", "2026-08-01", "2026-08-31")]
    [InlineData("5 petitions were resolved so far this year", "2026-01-01", "2026-09-15")]
    [InlineData("与去年同期相比，解决诉求5件", null, null)]
    [InlineData("2025年5月7日讯，解决诉求5件", null, null)]
    [InlineData("解决诉求5件", null, null)]
    [InlineData("1月32日起解决诉求5件", null, null)]
    public void APeriod_IsSeenFromTheDayOfTheText(string sentence, string? from, string? to)
    {
        var period = SentenceReader.Read(sentence, Day, Communities, TestContext.Current.CancellationToken)
            .Claims.Single(claim => claim.Low == 5).Period?.Period;
        Assert.Equal(from is null ? null : new Period(DateOnly.Parse(from, CultureInfo.InvariantCulture),
            DateOnly.Parse(to!, CultureInfo.InvariantCulture)), period);
    }

    [Theory]
    [InlineData("馨盛园解决诉求5件", "xinsheng")]
    [InlineData("馨盛园、馨顺园共解决诉求5件", "xinsheng,xinshun")]
    [InlineData("滨河解决诉求5件", "binhe")]
    [InlineData("滨河社区居民满意，解决诉求5件", "binhe")]
    [InlineData("馨盛园开展活动。解决诉求5件", null)]
    [InlineData("全街解决诉求5件", "")]
    [InlineData("5 petitions were resolved in Binhe", "binhe")]
    [InlineData("Across the street 5 petitions were resolved", "")]
    [InlineData("解决诉求5件", null)]
    public void Communities_AreThoseThatItsSentenceNames(string sentence, string? codes) =>
        Assert.Equal(codes, SentenceReader.Read(sentence, Day, Communities, TestContext.Current.CancellationToken)
            .Claims.Single(claim => claim.Low == 5).Communities is { } found
            ? string.Join(',', found) : null);

    [Theory]
    [InlineData("电话13812345678", SkipReason.Phone)]
    [InlineData("2025年5月7日", SkipReason.Date)]
    [InlineData("第3次会议", SkipReason.Ordinal)]
    [InlineData("12号楼3单元", SkipReason.Address)]
    [InlineData("津政办发〔2025〕12号", SkipReason.Code)]
    [InlineData("为期3个月", SkipReason.Duration)]
    [InlineData("全市受理诉求300件", SkipReason.Elsewhere)]
    [InlineData("room 501", SkipReason.Address)]
    public void WhatIsNoFigure_SaysWhy(string text, SkipReason reason)
    {
        var read = SentenceReader.Read(text, Day, Communities, TestContext.Current.CancellationToken);
        Assert.Empty(read.Claims);
        Assert.Equal(reason, read.Skipped[0].Reason);
    }

    [Fact]
    public void APhrase_IsTheSameNextMonth_AndHoldsNoNumber()
    {
        string Phrase(string text) => SentenceReader.Read(text, Day, Communities, TestContext.Current.CancellationToken).Claims[0].Phrase;
        Assert.Equal("热线转办工单#", Phrase("馨盛园8月热线转办工单45件"));
        Assert.Equal(Phrase("馨盛园8月热线转办工单45件"), Phrase("馨顺园9月份热线转办工单超过１２０件"));
        Assert.True(Phrase(new string('很', 500) + "热线转办工单45件").Length <= SentenceReader.MostPhrase);
    }

    /// <summary>Whatever is pasted: spans lie in the text, in order, one beside the other, and nothing is thrown.</summary>
    [Fact]
    public void WhateverIsPasted_IsReadInOrder()
    {
        string[] bits =
        [
            "解决诉求", "一", "百", "万", "12", "3.5", "%", "，", "。", "\n", "年", "月", "日", "号", "至", "-", "翻番", "倍", "成", "分之", "个百分点",
            "上升", "同比", "去年同期", "近", "余", "馨盛园", "rose ", "to ", "from ", "5 ", "points ", "in ", "March ", "two ", "hundred ",
            "and ", "(", ")", "〔", "〕", "\ud83d\ude00", "\u0000", "截至", "Q1 ", "2025", "第", "户", "12345",
        ];
        var bit = Gen.Int[0, bits.Length - 1].Select(i => bits[i]);
        bit.Array[0, 40].Sample(said =>
        {
            var text = string.Concat(said);
            var read = SentenceReader.Read(text, Day, Communities, TestContext.Current.CancellationToken);
            var last = 0;
            foreach (var claim in read.Claims)
            {
                Assert.True(claim.Span.Start >= last && claim.Span.Length > 0 && claim.Span.End <= text.Length, text);
                Assert.True(claim.Low <= claim.High && claim.Step > 0, text);
                last = claim.Span.End;
            }
        });
    }

    private static string Told(ReadText read, ReadClaim claim)
    {
        var sure = MetricMatcher.Sure(Matcher.Match(read, claim), read, claim)?.Metric.Key ?? "?";
        var number = claim.Low == claim.High ? Number(claim.Low) : $"{Number(claim.Low)}..{Number(claim.High)}";
        var move = claim.Move is null ? "" : (claim.Move.Sign > 0 ? " up" : " down") + (claim.Move.IsTo ? "-to" : "");
        var compared = claim.Compared is { } what ? $" vs-{what}" : "";
        return $"{read.Text.Substring(claim.Span.Start, claim.Span.Length)} = {number} {claim.Wording} {claim.Measure}{move}{compared}"
            + $"{(claim.IsBase ? " base" : "")} {sure}{(claim.IsPlan ? " plan" : "")}{(claim.IsBesidePlace ? " beside" : "")}"
            + (claim.Part is { } part ? $" {part}" : "") + (claim.Whole is { } whole ? $" of {Quoted(whole)}" : "")
            + (claim.Portion is { } portion ? $" by {Quoted(portion)}" : "");

        string Quoted(TextSpan span) => read.Text.Substring(span.Start, span.Length);
    }

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
