using Concentric.Calendar;
using Concentric.CalendarYears;
using Concentric.Imports;
using Concentric.Imports.Files;
using Concentric.Petitions;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.CalendarYears;

/// <summary>Holidays and make-up days come in by a sheet, or by the notice as it is pasted.</summary>
public sealed class CalendarImportTests : IAsyncLifetime
{
    /// <summary>The notice for 2026 (国办发明电〔2025〕7号), as its page has it.</summary>
    private const string Notice = """
        国务院办公厅关于2026年
        部分节假日安排的通知
        国办发明电〔2025〕7号
        各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
        经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
        国务院办公厅
        2025年11月4日
        """;

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public async Task TheNotice_AsItIsPasted_GivesTheDaysOfTheYear_AndAgainChangesNothing(string lineEnd)
    {
        var rows = rig.Store.Get<IEnumerable<ImportSheet>>().OfType<CalendarImport>().Single().RowsOf(Notice.ReplaceLineEndings(lineEnd));
        Assert.NotNull(rows);
        var run = await TakeAsync(rows);
        Assert.Equal((0, 0), (run.Changed, run.Refused));
        await using var db = rig.Store.Open();
        Assert.Equal(BuiltInCalendar.Days().Where(day => day.Day.Year == 2026).Select(Tell),
            (await db.CalendarDays.OrderBy(day => day.Day).ToListAsync(Stop)).Select(Tell));
        Assert.Equal((0, 0, run.Rows), await CheckAsync(rows));
    }

    [Fact]
    public void WhatIsNoNotice_IsReadAsItIs()
    {
        var sheet = rig.Store.Get<IEnumerable<ImportSheet>>().OfType<CalendarImport>().Single();
        Assert.Null(sheet.RowsOf("日期\t类别\t名称\n2027-01-01\t放假\t元旦"));
        Assert.Null(sheet.RowsOf("一、元旦：1月1日放假。"));
        Assert.Null(sheet.RowsOf("2027年工作要点\n一、春节：慰问老人。"));
        Assert.NotNull(sheet.RowsOf(Notice + new string(' ', CalendarImport.MostNoticeCharacters - Notice.Length)));
        Assert.Null(sheet.RowsOf(Notice + new string(' ', CalendarImport.MostNoticeCharacters - Notice.Length + 1)));
        Assert.Equal("日期\t类别\t名称\t英文名称\n2018-12-30至2019-01-01\t放假\t元旦\tNew Year's Day\n"
            + "2018-12-29至2018-12-29\t调休上班\t元旦调休上班\tMake-up day for New Year's Day\n",
            sheet.RowsOf("2019年节假日\n元旦：2018年12月30日至2019年1月1日放假调休，2018年12月29日（星期六）上班。"));
    }

    [Theory]
    [InlineData("2027-01-01,放假,元旦", "2027-01-01 休")]
    [InlineData("2027年1月1日至3日,法定节假日,元旦", "2027-01-01 休,2027-01-02 休,2027-01-03 休")]
    [InlineData("2027-01-01 至 2027-01-02,休,元旦", "2027-01-01 休,2027-01-02 休")]
    [InlineData("2026-12-31~1月1日,Holiday,元旦", "2026-12-31 休,2027-01-01 休")]
    [InlineData("2027/1/1-2027/1/2,否,元旦", "2027-01-01 休,2027-01-02 休")]
    [InlineData("2027-02-20（周六）,补班,春节调休上班", "2027-02-20 班")]
    [InlineData("2027-02-20,Make-up working day,春节调休上班", "2027-02-20 班")]
    [InlineData("2027-02-20,班,春节调休上班", "2027-02-20 班")]
    public async Task DaysAndWords_AreReadAsOfficesWriteThem(string row, string days)
    {
        await TakeAsync($"日期,类别,名称\n{row}\n");
        await using var db = rig.Store.Open();
        Assert.Equal(days.Split(','), (await db.CalendarDays.OrderBy(day => day.Day).ToListAsync(Stop))
            .Select(day => $"{day.Day:yyyy-MM-dd} {(day.IsWorking ? "班" : "休")}"));
    }

    [Fact]
    public async Task TheYearsColumn_CompletesDaysWithoutOne_AndTypedDatesAreRead()
    {
        await TakeAsync("年份,放假时间,安排,节日\n2027,1月1日-3日,放假,元旦\n");
        var run = await rig.TakeAsync(ImportRig.Book(["日期", "类别", "名称"], [new DateTime(2027, 5, 1), "放假", "劳动节"]), "a.xlsx",
            ImportRig.Administrator, CalendarCommands.Kind);
        Assert.Equal(1, run.Added);
        await using var db = rig.Store.Open();
        Assert.Equal(["2027-01-01 New Year's Day", "2027-01-02 New Year's Day", "2027-01-03 New Year's Day", "2027-05-01 Labour Day"],
            (await db.CalendarDays.OrderBy(day => day.Day).ToListAsync(Stop)).Select(day => $"{day.Day:yyyy-MM-dd} {day.NameEn}"));
        Assert.Equal(4, await db.AuditEntries.CountAsync(line => line.Kind == CalendarCommands.Kind && line.Action == "Added", Stop));
    }

    [Fact]
    public async Task ADayThatIsThere_IsChanged_AndWhatIsNotSaidStays()
    {
        await TakeAsync("日期,类别,名称,英文名称\n2027-05-01,放假,劳动节,May Day\n2027-05-08,班,劳动节调休上班,\n");
        Assert.Equal((0, 0, 2), await CheckAsync("日期,类别,名称\n2027-05-01,放假,劳动节\n2027-05-08,调休上班,劳动节调休上班\n"));
        var run = await TakeAsync("日期,名称\n2027-05-01,五一\n");
        Assert.Equal((0, 1), (run.Added, run.Changed));
        await using var db = rig.Store.Open();
        var day = await db.CalendarDays.SingleAsync(one => one.Day == new DateOnly(2027, 5, 1), Stop);
        Assert.Equal((false, "五一"), (day.IsWorking, day.Name));
    }

    [Theory]
    [InlineData(",放假,元旦", "A2 请填写")]
    [InlineData("2027-02-30,放假,元旦", "A2 应为一天或连续几天")]
    [InlineData("元旦,放假,元旦", "A2 应为一天或连续几天")]
    [InlineData("2027-01-03至2027-01-01,放假,元旦", "A2 应为一天或连续几天")]
    [InlineData("1月1日,放假,元旦", "A2 没有年份")]
    [InlineData("2027-01-01至2027-02-01,放假,元旦", "A2 最多 31 天")]
    [InlineData("1999-12-31,放假,元旦", "A2 不能早于")]
    [InlineData("2037-12-31,放假,元旦", "A2 不能晚于")]
    [InlineData("2027-01-06,调休上班,元旦", "A2 周一至周五本来就上班")]
    [InlineData("2027-01-01,放假,元旦\n2027-01-01,放假,元旦", "A3 与第 2 行重复")]
    [InlineData("2027-01-02,,元旦", "B2 请填写")]
    [InlineData("2027-01-02,调休,元旦", "B2 请写“放假”或“调休上班”")]
    [InlineData("2027-01-02,放假,", "C2 请填写")]
    public async Task AWrongCell_IsToldWhereItStands_AndNothingIsTakenIn(string rows, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"日期,类别,名称\n{rows}\n"), "a.csv", ImportRig.Administrator, CalendarCommands.Kind);
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
        Assert.False(await rig.Runs.CommitAsync(ImportRig.Administrator, view.Run.Id, Stop));
    }

    [Fact]
    public async Task ASpan_HasAsManyDaysAsItMay()
    {
        await TakeAsync("日期,类别,名称\n2027-01-01至2027-01-31,放假,长假\n");
        await using var db = rig.Store.Open();
        Assert.Equal(CalendarImport.MostSpanDays, await db.CalendarDays.CountAsync(Stop));
    }

    [Theory]
    [InlineData(CalendarImport.MostDays, 0)]
    [InlineData(CalendarImport.MostDays + 1, 1)]
    public async Task AFile_HasAsManyDaysAsItMay_AndNotOneMore(int days, int refused)
    {
        var rows = string.Concat(Enumerable.Range(0, days).Select(i => $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},放假,假\n"));
        var view = await rig.CheckAsync(ImportRig.Csv("日期,类别,名称\n" + rows), "a.csv", ImportRig.Administrator, CalendarCommands.Kind);
        Assert.Equal(refused, ImportRig.Problems(view).Count);
    }

    [Fact]
    public async Task AnExport_ComesInAgain_AsItIs()
    {
        await using (var db = rig.Store.Open()) await BuiltInCalendar.SeedAsync(db, Stop);
        var rows = BuiltInCalendar.Days().Select(day =>
            $"{day.Day:yyyy-MM-dd},{(day.IsWorking ? "是" : "否")},\"{day.Name}\",\"{day.NameEn}\"\n");
        Assert.Equal((0, 0, BuiltInCalendar.Days().Count), await CheckAsync("日期,是否上班,名称,英文名称\n" + string.Concat(rows)));
    }

    [Fact]
    public async Task DueDaysThatWouldMove_AreAskedAbout_StayUnlessChosen_AndMoveWithTheFile()
    {
        var monday = new DateOnly(2026, 3, 23);
        var petition = await rig.Store.AddAsync(Make.Petition(receivedOn: TestStore.Today, with: one =>
            one.DueOn = WorkingCalendar.WeekdaysOnly.AddWorkingDays(TestStore.Today, 5)));
        var file = ImportRig.Csv("日期,类别,名称\n2026-03-23至2026-03-24,放假,社区节\n");
        var view = await rig.CheckAsync(file, "a.csv", ImportRig.Administrator, CalendarCommands.Kind);
        Assert.Equal(1, view.Findings!.Questions[ImportQuestion.DueDays]);
        Assert.Equal((petition.Id, petition.DueOn, monday.AddDays(4)),
            view.Findings.DueDays!.First.Select(move => (move.Id, move.Was, move.Becomes)).Single());
        Assert.Equal(ImportAnswer.Leave, view.Findings.Choices.For(ImportQuestion.DueDays));

        var move = view.Findings.Choices.With(ImportQuestion.DueDays, ImportAnswer.Change);
        view = await rig.ChooseAsync(view, move, ImportRig.Administrator);
        await rig.CommitAsync(view, ImportRig.Administrator);
        await using var db = rig.Store.Open();
        var moved = await db.Petitions.Include(one => one.Steps).SingleAsync(Stop);
        Assert.Equal((monday.AddDays(4), petition.Version + 1), (moved.DueOn, moved.Version));
        Assert.Contains(moved.Steps, step => step.DueOn == moved.DueOn && step.Note == "工作日历有变动，期限随之调整。");
    }

    [Fact]
    public async Task DueDays_StayWhereNobodyChose()
    {
        var petition = await rig.Store.AddAsync(Make.Petition(receivedOn: TestStore.Today, with: one =>
            one.DueOn = WorkingCalendar.WeekdaysOnly.AddWorkingDays(TestStore.Today, 5)));
        await TakeAsync("日期,类别,名称\n2026-03-23,放假,社区节\n");
        await using var db = rig.Store.Open();
        Assert.Equal(petition.DueOn, (await db.Petitions.SingleAsync(Stop)).DueOn);
    }

    [Fact]
    public async Task OnlyWhoKeepsTheCalendar_TakesItIn()
    {
        foreach (var caller in new[] { TestStore.Leader, ImportRig.Worker })
        {
            await Assert.ThrowsAsync<ImportFileException>(() =>
                rig.CheckAsync(ImportRig.Csv("日期,类别,名称\n2027-01-01,放假,元旦\n"), "a.csv", caller, CalendarCommands.Kind));
        }
    }

    private Task<Concentric.Imports.Runs.ImportRun> TakeAsync(string rows) =>
        rig.TakeAsync(ImportRig.Csv(rows), "a.csv", ImportRig.Administrator, CalendarCommands.Kind);

    private async Task<(int, int, int)> CheckAsync(string rows)
    {
        var run = (await rig.CheckAsync(ImportRig.Csv(rows), "c.csv", ImportRig.Administrator, CalendarCommands.Kind)).Run;
        return (run.Added, run.Changed, run.Unchanged);
    }

    private static string Tell(CalendarDay day) => $"{day.Day:yyyy-MM-dd} {day.IsWorking} {day.Name} {day.NameEn}";
}
