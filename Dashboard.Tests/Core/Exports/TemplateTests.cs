using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Concentric.Tests.Core.Exports;

/// <summary>The workbooks beside the street summary.</summary>
public sealed class TemplateTests
{
    private static readonly DateOnly From = SummaryBook.March.From;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("street-summary")]
    [InlineData("petition-ledger")]
    [InlineData("hazard-ledger")]
    [InlineData("activity-ledger")]
    [InlineData("community-pages")]
    [InlineData("meeting-pack")]
    public async Task WithoutASingleRecord_EveryTemplateIsAWholeWorkbook_InBothLanguages(string key)
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        foreach (var culture in new[] { SummaryBook.Chinese, SummaryBook.English })
        {
            var book = await MakeAsync(store, key, culture);
            book.AssertValid();
            Assert.Equal(0, book.Content.Rows);
            Assert.All(book.Sheets, sheet => Assert.NotEmpty(book.Rows(sheet)));
        }
    }

    [Theory]
    [InlineData("petition-ledger", "Petitions", 3)]
    [InlineData("hazard-ledger", "Hazards", 2)]
    [InlineData("activity-ledger", "Activities", 1)]
    public async Task ALedger_HasItsRowsFirst_AndFiguresCountedFromThem(string key, string sheet, int rows)
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await FillAsync(store);
        var book = await MakeAsync(store, key, SummaryBook.English);
        Assert.Equal(sheet, book.Sheets[0]);
        Assert.Equal(rows, book.Ledger(sheet).Count);
        Assert.All(book.Rows("Reconciliation").Skip(8), row => Assert.Equal("✓", row[6]));
        book.AssertValid();
    }

    [Fact]
    public async Task AHazard_ShowsHowItWasFound_OverItsOwnRow()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(services => services
            .AddSingleton(new MetricCatalogue(new MetricOptions())).AddSingleton(new StreetOffice("街道", "Street"))
                .AddSingleton(new DataFolder(folder.Path)).AddExportTemplates());
        var photo = await PhotoAsync(store);
        await store.AddAsync(Make.Hazard(foundOn: From));
        await store.AddAsync(Make.Hazard(foundOn: From, with: hazard => hazard.Photos.Add(photo)));
        var book = await MakeAsync(store, "hazard-ledger", SummaryBook.English);
        book.AssertValid();
        using var document = book.Open();
        var drawing = WorkbookCells.PartOf(document, "Hazards").DrawingsPart!;
        var anchor = Assert.Single(drawing.WorksheetDrawing.Elements<DocumentFormat.OpenXml.Drawing.Spreadsheet.OneCellAnchor>());
        Assert.Equal("2", anchor.FromMarker!.RowId!.Text);
        Assert.Single(drawing.ImageParts);
        Assert.Equal("1 of 1 shown", book.Manifest("Photos"));
    }

    [Fact]
    public async Task CommunityPages_HaveOneSheetForEachCommunity_WithAChart()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await FillAsync(store);
        var book = await MakeAsync(store, "community-pages", SummaryBook.Chinese);
        book.AssertValid();
        Assert.Equal(4, book.Sheets.Count);
        using var document = book.Open();
        Assert.All(book.Sheets.SkipLast(1), sheet => Assert.Single(WorkbookCells.PartOf(document, sheet).DrawingsPart!.ChartParts));
        var received = book.Rows(book.Sheets[0]).First(row => Equals(row[0], "受理诉求"));
        Assert.Equal([3d, 3d], [received[2], received[8]]);
        Assert.Equal(1d, book.Rows(book.Sheets[1]).First(row => Equals(row[0], "受理诉求"))[2]);
    }

    /// <summary>
    /// Whichever communities were chosen, beside a community stands the street; for whoever may not see it, what is theirs, under its own
    /// name.
    /// </summary>
    [Theory]
    [InlineData(false, "全街道", 3d)]
    [InlineData(true, "所选社区合计", 1d)]
    public async Task CommunityPages_OfSome_StandBesideTheWholeStreet_WhereItMayBeSeen(bool isLimited, string header, double beside)
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await FillAsync(store);
        var question = new ExportQuestion(SummaryBook.March, PeriodKind.Custom, [TestStore.Xinshun], SummaryBook.Chinese,
            "x")
        { IsLimited = isLimited };
        using var stream = new MemoryStream();
        await store.Get<ExportTemplates>()
            .Find("community-pages")!.WriteAsync(question, stream, null, TestContext.Current.CancellationToken);
        var page = new SheetBook(stream.ToArray()).Rows("馨顺园");
        Assert.Equal(header, page.Single(row => Equals(row[0], "指标"))[8]);
        var received = page.First(row => Equals(row[0], "受理诉求"));
        Assert.Equal([1d, beside], [received[2], received[8]]);
    }

    [Fact]
    public async Task TheMeetingPack_TellsHowCommitmentsWent_WhatIsOverdue_AndWhatIsShared()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await FillAsync(store);
        await store.AddAsync(
            new Commitment { CommunityId = TestStore.Xinsheng, Title = "修路灯", Owner = "物业", DueOn = From, DoneOn = From },
            new Commitment { CommunityId = TestStore.Xinshun, Title = "清运垃圾", Owner = "城管", DueOn = From },
            // Due today it can still be kept.
            new Commitment { CommunityId = TestStore.Xinshun, Title = "补栽绿化", Owner = "园林", DueOn = TestStore.Today });
        var book = await MakeAsync(store, "meeting-pack", SummaryBook.Chinese);
        book.AssertValid();
        Assert.Equal(["议程", "承诺落实", "逾期", "共性难题", "概览", "说明"], book.Sheets);
        Assert.Equal("到期承诺 2 项，按期兑现 1 项", book.Rows("议程").Single(row => Equals(row[1], "上次承诺落实情况"))[2]);
        Assert.Equal(["按期完成", "已逾期"], book.Rows("承诺落实").Skip(6).Take(2).Select(row => row[6]));
        Assert.Equal(["馨盛园、馨顺园"], book.Rows("共性难题").Skip(6).Select(row => row[2]));
        Assert.Equal(1, book.Ledger("逾期").Count(row => Equals(row["类别"], "隐患")));
    }

    private static async Task FillAsync(TestStore store)
    {
        await store.AddAsync(Make.Petition(receivedOn: From), Make.Petition(receivedOn: From));
        await store.AddAsync(Make.Petition(TestStore.Xinshun, From.AddDays(15), petition =>
        {
            petition.IsJoint = true;
            petition.Communities.Add(new PetitionCommunity { CommunityId = TestStore.Xinsheng });
            petition.Communities.Add(new PetitionCommunity { CommunityId = TestStore.Xinshun });
            petition.CommunityId = TestStore.Xinshun;
        }));
        await store.AddAsync(Make.Hazard(foundOn: From, with: hazard => hazard.DueOn = From.AddDays(3)),
            Make.Hazard(foundOn: From, with: hazard => hazard.RectifiedOn = From.AddDays(1)));
        await store.AddAsync(Make.Activity(heldOn: From));
    }

    private static async Task<HazardPhoto> PhotoAsync(TestStore store)
    {
        var photo = new HazardPhoto
        {
            Side = PhotoSide.Before,
            Name = "a.jpg",
            Key = Guid.NewGuid(),
            Hash = "",
            Bytes = 1,
            Width = 320,
            Height = 240,
            By = "x"
        };
        using var bitmap = new SKBitmap(32, 24);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        await store.Get<FileStore>().WriteAsync(HazardPhotoFiles.NameOf(photo.Key, isThumbnail: true), data.ToArray(), Stop);
        return photo;
    }

    private static async Task<SummaryBook> MakeAsync(TestStore store, string key, CultureInfo culture)
    {
        using var stream = new MemoryStream();
        var content = await store.Get<ExportTemplates>()
            .Find(key)!.WriteAsync(new(SummaryBook.March, PeriodKind.Month, null, culture, "陈静"), stream, null, Stop);
        return new SummaryBook(stream.ToArray(), content);
    }
}
