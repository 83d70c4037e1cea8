using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Tests.TestData;
using Concentric.Time;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Tests.Core.Exports;

/// <summary>The street summary, cell by cell, as another library reads it.</summary>
public sealed class StreetSummaryTests
{
    private static readonly DateOnly From = SummaryBook.March.From;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overview_TellsValueAndChanges_ByTheRulesOfTheUnit()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        // Records of every month but March a year before, so that both comparisons reach into time with records.
        for (var month = new DateOnly(2025, 1, 5); month < From.AddMonths(-1); month = month.AddMonths(1))
            if (month.Month != 3) await store.AddAsync(Make.Petition(receivedOn: month, with: p => Close(p, month.AddDays(1))));
        for (var i = 0; i < 8; i++)
            await store.AddAsync(Make.Petition(receivedOn: From.AddDays(i), with: i < 6 ? p =>
                Close(p, p.ReceivedOn.AddDays(i < 3 ? 1 : 9)) : null));
        for (var i = 0; i < 4; i++) await store.AddAsync(Make.Petition(receivedOn: new(2026, 2, 3), with: p => Close(p, new(2026, 2, 4))));
        await store.AddAsync(Make.Hazard(foundOn: From));
        await using (var db = store.Open())
        {
            db.MetricTargets.Add(new MetricTarget { MetricKey = "petitions.on-time-rate", AmountMilli = 950 });
            await db.SaveChangesAsync(Cancellation);
        }

        var book = await SummaryBook.MakeAsync(store);

        Assert.Equal(["Received petitions", "cases", 8d, 4d, 1d, 0d, 8d], book.Overview("petitions.received", store)[..7]
            .Select((cell, i) => i == 0 ? "Received petitions" : cell));
        var onTime = book.Overview("petitions.on-time-rate", store);
        Assert.Equal(3d / 8, (double)onTime[2]!, 12);
        Assert.Equal(1d, onTime[3]);
        Assert.Equal(-62.5, (double)onTime[4]!, 9);
        Assert.Equal([FigureFormat.NoCases, FigureFormat.NoCases], onTime[5..7]);
        Assert.Equal((0.95, 8d), (onTime[10], onTime[12]));
        Assert.Equal(FigureFormat.NoCases, book.Overview("petitions.satisfaction-rate", store)[2]);
        book.AssertValid();
    }

    /// <summary>What it ranks are rates, which no household divides; a petition that came late it tells of.</summary>
    [Fact]
    public async Task CorrectedHouseholds_AreNoRestatementOfIt()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        var february = Period.MonthOf(new(2026, 2, 1));
        await using (var db = store.Open())
        {
            db.ChangeLog.Add(new()
            {
                At = TestStore.Start.UtcDateTime,
                Kind = "community",
                RecordId = TestStore.Xinsheng,
                CommunityId = TestStore.Xinsheng,
                Action = "Changed",
                Days = "",
                RestatesFrom = new(2026, 1, 1),
                RestatesTo = TestStore.Today.AddDays(-1),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Empty(await ToldAsync());
        await store.AddAsync(Make.Petition(receivedOn: new(2026, 2, 10)));
        var told = await ToldAsync();
        Assert.NotEmpty(told);
        Assert.All(told, text => Assert.EndsWith(": Petition.", text, StringComparison.Ordinal));

        async Task<List<string>> ToldAsync()
        {
            var book = await SummaryBook.MakeAsync(store, february);
            return [.. book.Sheets.SelectMany(book.Rows).SelectMany(row => row).OfType<string>()
                .Where(text => text.StartsWith("Records were entered late", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public void OfACommunity_TheHouseholdsAreNamedAsRestated()
    {
        Assert.Equal(("户数", "Households"),
            (Texts.Restated("community", SummaryBook.Chinese), Texts.Restated("community", SummaryBook.English)));
        Assert.Equal(Texts.Kind("petition", SummaryBook.English), Texts.Restated("petition", SummaryBook.English));
    }

    [Fact]
    public async Task WithoutRecordsOfAnEarlierTime_NothingIsCompared()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: From));
        var book = await SummaryBook.MakeAsync(store);
        Assert.Equal([1d, FigureFormat.NoCases, FigureFormat.NoCases, FigureFormat.NoCases, FigureFormat.NoCases],
            book.Overview("petitions.received", store)[2..7]);
        var trend = book.Rows("Monthly trend").Single(row => Equals(row[0], "Petitions received"));
        Assert.Equal(FigureFormat.NoCases, trend[13]);
        Assert.Equal(1d, trend[14]);
    }

    [Fact]
    public async Task Trend_HasThirteenMonths_TheLastCutToThePeriod()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(
            Make.Petition(receivedOn: new(2025, 3, 31)), Make.Petition(receivedOn: new(2025, 3, 1)),
            Make.Petition(receivedOn: new(2026, 2, 28)),
            Make.Petition(receivedOn: new(2026, 3, 18)), Make.Petition(receivedOn: new(2026, 3, 19)));
        var book = await SummaryBook.MakeAsync(store, new(From, TestStore.Today));
        var rows = book.Rows("Monthly trend");
        Assert.Equal(["2025-03", "2025-04"], rows[5][2..4]);
        Assert.StartsWith("2026-03\n", (string)rows[5][14]!);
        var received = rows.Single(row => Equals(row[0], "Petitions received"));
        Assert.Equal([2d, 0d, 1d, 1d], [received[2], received[3], received[13], received[14]]);
        // The note says as of when a month's rates are: at its end while the period runs, else as long after as the period is over.
        Assert.Contains(rows, row => row[0] is string note && note.Contains("as at the end of a month, and so are rates"));
        var over = await SummaryBook.MakeAsync(store, new(From, TestStore.Today.AddDays(-8)));
        Assert.Contains(over.Rows("Monthly trend"), row => row[0] is string note && note.Contains("are as 8 days after the end of each"));
    }

    [Fact]
    public async Task Communities_AreRankedByRate_TiesShare_FewCasesAreNot()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await AddDueAsync(TestStore.Xinsheng, onTime: 4, late: 1);
        await AddDueAsync(TestStore.Xinshun, onTime: 8, late: 2);
        await AddDueAsync(TestStore.Binhe, onTime: 4, late: 0);
        var rows = (await SummaryBook.MakeAsync(store)).Rows("Communities");
        Assert.Equal(["Xinsheng Garden", 0.8, 5d, 1d], rows[7][..4]);
        Assert.Equal(["Xinshun Garden", 0.8, 10d, 1d], rows[8][..4]);
        Assert.Equal(["Binhe Lane", 1d, 4d, "not ranked"], rows[9][..4]);
        Assert.Equal([FigureFormat.NoCases, 0d, "not ranked"], rows[9][6..9]);
        Assert.Equal(16d / 19, (double)rows[10][1]!, 12);

        async Task AddDueAsync(int community, int onTime, int late)
        {
            for (var i = 0; i < onTime + late; i++)
                await store.AddAsync(Make.Petition(community, From, p => Close(p, i < onTime ? p.DueOn : p.DueOn.AddDays(1))));
        }
    }

    [Fact]
    public async Task Communities_HaveTheirRange_AndWhoStandsOutIsMarked()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await using (var db = store.Open())
        {
            for (var n = 4; n <= 7; n++)
                db.Communities.Add(new() { Id = n, Code = $"c{n}", Name = $"社区{n}", NameEn = $"Community {n}", SortOrder = n });
            db.Actor = CurrentUser.System;
            await db.SaveChangesAsync(Cancellation);
        }

        for (var community = 1; community <= 7; community++)
        {
            for (var i = 0; i < 20; i++)
                await store.AddAsync(Make.Petition(community, From, p =>
                    Close(p, i < (community == 7 ? 1 : 18) ? p.DueOn : p.DueOn.AddDays(1))));
        }

        var rows = (await SummaryBook.MakeAsync(store)).Rows("Communities");
        Assert.Equal(["Value", "n", "Rank", "Range", "Beside the street"], rows[6][1..6]);
        Assert.Equal([1d, "1–6", "as the street"], rows[7][3..6]);
        Assert.Equal([7d, "7", "■ worse than the street"], rows[13][3..6]);
        // Without a case of the second rate nobody is ranked by it, and nothing is said of that.
        Assert.Equal(["not ranked", null, null], rows[7][8..11]);
    }

    [Fact]
    public async Task ATargetOfTheYear_IsHeldAgainstItsShare_AndNotAgainstSomeCommunities()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await using (var db = store.Open())
        {
            db.MetricTargets.Add(new MetricTarget { MetricKey = "activities.held", AmountMilli = 780_000 });
            await db.SaveChangesAsync(Cancellation);
        }

        await store.AddAsync(Make.Activity(heldOn: new(2026, 2, 3)));
        Period february = new(new(2026, 2, 1), new(2026, 2, 28));
        // 780 a year are 60 in 28 days, as it is written; held against is what was set.
        Assert.Equal(780 * 28 / 365d, Target(await SummaryBook.MakeAsync(store, february)), 9);
        Assert.Null((await SummaryBook.MakeAsync(store, february, [TestStore.Xinsheng])).Overview("activities.held", store)[10]);
        // March runs: 18 of its days have come.
        Assert.Equal(780 * 18 / 365d, Target(await SummaryBook.MakeAsync(store)), 9);

        double Target(SummaryBook book) => Assert.IsType<double>(book.Overview("activities.held", store)[10]);
    }

    [Fact]
    public async Task OfSomeCommunities_RanksAreThoseInTheStreet()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        foreach (var (community, late) in new[] { (TestStore.Xinsheng, 3), (TestStore.Xinshun, 0), (TestStore.Binhe, 1) })
            for (var i = 0; i < 6; i++)
                await store.AddAsync(Make.Petition(community, From, p => Close(p, i < late ? p.DueOn.AddDays(1) : p.DueOn)));
        var one = await SummaryBook.MakeAsync(store, communities: [TestStore.Xinsheng]);
        Assert.Equal(["Xinsheng Garden", 0.5, 6d, 3d], one.Rows("Communities")[7][..4]);
        Assert.Null(one.FormulaOf("Communities", "D8"));
        Assert.Equal("IF", (await SummaryBook.MakeAsync(store)).FormulaOf("Communities", "D8")?[..2]);
    }

    [Fact]
    public async Task WhatFallsDueFromTodayOn_IsNotInTheRates_NorInTheirFormulas()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        foreach (var (due, closed) in new (int, int?)[] { (10, 9), (12, 15), (17, null), (18, 17), (18, null), (25, 5), (25, null) })
            await store.AddAsync(Make.Petition(receivedOn: From, with: p =>
                { p.DueOn = From.AddDays(due - 1); if (closed is { } day) Close(p, From.AddDays(day - 1)); }));
        var book = await SummaryBook.MakeAsync(store);
        var onTime = book.Overview("petitions.on-time-rate", store);
        Assert.Equal((1d / 3, 3d), ((double)onTime[2]!, onTime[12]));
        Assert.Contains("to 2026-03-18; rates by due day to 2026-03-17", (string)book.Rows("Overview")[1][0]!);
        Assert.StartsWith("2026-03\n", (string)book.Rows("Monthly trend")[5][14]!);
        await book.AssertRecalculatesAsync();
    }

    /// <summary>One of 2,001 is not none, and 2,000 of 2,001 are not all, in the format that any program shows a cell by.</summary>
    [Fact]
    public async Task ARate_IsShownAsNoneOrAll_OnlyWhenItIs()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Enumerable.Range(0, 2_001)
            .Select(i => Make.Petition(receivedOn: From, with: p => { if (i == 0) Close(p, From); })).ToArray());
        await store.AddAsync(Enumerable.Range(0, 2_001)
            .Select(i => Make.Hazard(foundOn: From, with: h => h.RectifiedOn = i == 0 ? null : From)).ToArray());
        var book = await SummaryBook.MakeAsync(store);
        using var document = book.Open();
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        string Shown(string key, double? other = null)
        {
            var name = Concentric.Resources.Texts.Name(store.Get<MetricCatalogue>()[key], SummaryBook.English);
            var row = book.Rows("Overview").ToList().FindIndex(cells => Equals(cells[0], name));
            var value = other ?? (double)book.Rows("Overview")[row][2]!;
            var style = (CellFormat)styles.CellFormats!.ElementAt((int)WorkbookCells.Of(document, "Overview")
                .Single(cell => cell.CellReference == $"C{row + 1}").StyleIndex!.Value);
            var format = styles.NumberingFormats!.Cast<NumberingFormat>()
                .Single(one => one.NumberFormatId!.Value == style.NumberFormatId!.Value).FormatCode!.Value;
            return new ExcelNumberFormat.NumberFormat(format).Format(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.Equal(("0.1%", "0.0%", "0.1%"),
            (Shown("petitions.closing-rate"), Shown("petitions.closing-rate", 0), Shown("petitions.closing-rate", 0.0008)));
        Assert.Equal(("99.9%", "100.0%", "94.2%"),
            (Shown("hazards.on-time-rate"), Shown("hazards.on-time-rate", 1), Shown("hazards.on-time-rate", 0.942)));
    }

    [Fact]
    public async Task Ledgers_HoldTypedValues_AndMaskedPersons()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        var petition = await store.AddAsync(Make.Petition(receivedOn: From, with: p => { p.Number = "00123"; p.ResponsibleUnit = "1-2"; }));
        await store.AddAsync(Make.Activity(heldOn: From, with: a => a.SavedFen = 123_456));
        var book = await SummaryBook.MakeAsync(store);
        var row = Assert.Single(book.Ledger("Petitions"));
        Assert.Equal("00123", row["Number"]);
        Assert.Equal("1-2", row["Responsible unit"]);
        Assert.Equal("张**", row["Petitioner"]);
        Assert.Equal("138****5678", row["Phone"]);
        Assert.Equal("Xinsheng Garden", row["Community"]);
        Assert.Equal("Sanitation", row["Category"]);
        Assert.Equal(petition.ReceivedOn.ToDateTime(TimeOnly.MinValue), row["Received on"]);
        Assert.Null(row["Closed on"]);
        Assert.Equal(0d, row["Reopened"]);
        Assert.Equal("No", row["Joint"]);
        Assert.Equal(1234.56, book.Ledger("Activities").Single()["Saved (yuan)"]);
        book.AssertValid();
    }

    [Fact]
    public async Task Ledgers_AreFilteredFrozenAndReadyToPrint()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Hazard(foundOn: From));
        using var document = (await SummaryBook.MakeAsync(store, culture: SummaryBook.Chinese)).Open();
        var workbook = document.WorkbookPart!;
        foreach (var name in new[] { "活动台账", "隐患台账" })
        {
            var id = workbook.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == name).Id!.Value!;
            var sheet = ((DocumentFormat.OpenXml.Packaging.WorksheetPart)workbook.GetPartById(id)).Worksheet;
            Assert.StartsWith("A1:", sheet.GetFirstChild<AutoFilter>()!.Reference);
            Assert.Equal("B2", sheet.Descendants<Pane>().Single().TopLeftCell);
            Assert.Equal(OrientationValues.Landscape, sheet.GetFirstChild<PageSetup>()!.Orientation!.Value);
            Assert.Equal(9u, sheet.GetFirstChild<PageSetup>()!.PaperSize!.Value);
            Assert.Equal(1u, sheet.GetFirstChild<PageSetup>()!.FitToWidth?.Value ?? 1);
            Assert.True(sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
            Assert.Equal(0u, sheet.GetFirstChild<PageSetup>()!.FitToHeight!.Value);
        }
        var titles = workbook.Workbook.Descendants<DefinedName>().Where(name => name.Name == "_xlnm.Print_Titles")
            .Select(name => name.Text.Replace("'", "", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "概览!$6:$6", "诉求台账!$A:$A,诉求台账!$1:$1", "活动台账!$1:$1", "隐患台账!$1:$1" }, titles.ToHashSet());
    }

    [Fact]
    public async Task Language_IsTheOneAskedFor_WhateverTheThreadHas()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: From, with: p => Close(p, From.AddDays(1))));
        var book = await SummaryBook.MakeAsync(store, culture: SummaryBook.Chinese);
        Assert.Equal(
            [
                "封面", "概览", "趋势图", "月度趋势", "社区", "逾期", "核对", "诉求台账", "诉求轮次", "隐患台账", "隐患轮次", "活动台账", "活动服务明细", "会议台账", "承诺台账", "走访台账",
                "走访户明细",
                "代办台账", "心愿台账", "志愿认领台账", "共建投入台账", "成果台账", "说明",
            ], book.Sheets);
        Assert.Equal("胡家园街道办事处 · 街道汇总", book.Rows("概览")[0][0]);
        Assert.Equal("件", book.Overview("petitions.received", store, SummaryBook.Chinese)[1]);
        Assert.Equal("解决", book.Ledger("诉求台账").Single()["结果"]);
    }

    [Fact]
    public async Task ALedgerLongerThanASheet_GoesOnInTheNext_AndTheFormulasCountBoth()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        for (var i = 0; i < 7; i++)
            await store.AddAsync(Make.Petition(receivedOn: From.AddDays(i), with: i < 5 ? p => Close(p, p.ReceivedOn.AddDays(1)) : null));
        await store.AddAsync(Make.Hazard(foundOn: From));
        // Four rows to a sheet, one of them the header.
        var book = await SummaryBook.MakeAsync(store, mostRows: 4);
        Assert.Equal(["Petitions", "Petitions (2)", "Petitions (3)"],
            book.Sheets.Where(sheet => sheet.StartsWith("Petitions", StringComparison.Ordinal)));
        Assert.Equal(7, book.Ledger("Petitions").Count + book.Ledger("Petitions (2)").Count + book.Ledger("Petitions (3)").Count);
        Assert.Contains("COUNTIFS(petition_received_on_3,\">=\"&PeriodFrom", book.FormulaOf("Overview", "C8"), StringComparison.Ordinal);
        // Each with its round.
        Assert.Equal(16, book.Content.Rows);
        book.AssertValid();
        await book.AssertRecalculatesAsync();
    }

    [Fact]
    public async Task Hash_IsOfTheContent_NotOfMomentOrAsker()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: From));
        var first = await SummaryBook.MakeAsync(store);
        store.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await SummaryBook.MakeAsync(store, askedBy: "somebody else");
        Assert.Equal(first.Content.ContentHash, again.Content.ContentHash);
        Assert.Equal(first.Content.ContentHash, first.Manifest("Content hash (SHA-256)"));
        Assert.Equal("somebody else", again.Manifest("Asked by"));
        Assert.Equal("2026-03-18 10:05:00", again.Manifest("Data as of"));

        var differing = new HashSet<string>
        {
            first.Content.ContentHash,
            (await SummaryBook.MakeAsync(store, communities: [TestStore.Xinsheng])).Content.ContentHash,
            (await SummaryBook.MakeAsync(store, culture: SummaryBook.Chinese)).Content.ContentHash,
            (await SummaryBook.MakeAsync(store, new(From, From.AddDays(29)))).Content.ContentHash,
        };
        await store.AddAsync(Make.Activity(heldOn: From));
        differing.Add((await SummaryBook.MakeAsync(store)).Content.ContentHash);
        Assert.Equal(5, differing.Count);
    }

    private static void Close(Petition petition, DateOnly on)
    {
        (petition.Stage, petition.Outcome) = (PetitionStage.FedBack, PetitionOutcome.Resolved);
        petition.ClosedOn = petition.FirstClosedOn = on;
        petition.WorkingDaysToClose = 1;
    }
}
