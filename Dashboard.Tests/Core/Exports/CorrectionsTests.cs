using Concentric.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Exports;

/// <summary>A period that was corrected after its first workbook: the next one says what differs, and stays repeatable.</summary>
public sealed class CorrectionsTests
{
    /// <summary>Before <see cref="TestStore.Today"/>, so the period has ended.</summary>
    private static readonly Period February = new(new(2026, 2, 1), new(2026, 2, 28));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutACorrection_NothingIsSaid_AndTheHashStays()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: February.From));
        var first = await SummaryBook.MakeAsync(store, February);
        await KeepAsync(store, first);
        var again = await SummaryBook.MakeAsync(store, February);
        Assert.DoesNotContain("Corrections", again.Sheets);
        Assert.Equal(first.Content.ContentHash, again.Content.ContentHash);
    }

    [Fact]
    public async Task ALateEntry_IsToldFigureByFigure_AndEveryLaterWorkbookSaysTheSame()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: February.From));
        await KeepAsync(store, await SummaryBook.MakeAsync(store, February));
        await store.AddAsync(Make.Petition(TestStore.Xinshun, February.From.AddDays(3)));
        var second = await SummaryBook.MakeAsync(store, February);
        second.AssertValid();
        var rows = second.Rows("Corrections");
        Assert.Equal([1d, 2d, 1d], rows.First(row => Equals(row[0], "Petitions received"))[3..6]);
        Assert.Contains(rows, row =>
            Equals(row[0], "Petitions received") && Equals(row[1], "Xinshun Garden") && Equals(row[3], 0d) && Equals(row[4], 1d));
        Assert.DoesNotContain(rows, row => Equals(row[0], "Hazards found"));
        Assert.Contains(second.Rows("Cover"), row =>
            row.Any(cell => cell is string text && text.Contains("see Corrections", StringComparison.Ordinal)));

        // The second workbook does not become what the third is held against.
        await KeepAsync(store, second);
        var third = await SummaryBook.MakeAsync(store, February);
        Assert.Contains("Corrections", third.Sheets);
        Assert.Equal(second.Content.ContentHash, third.Content.ContentHash);
    }

    [Fact]
    public async Task AWorkbookOfAnUnfinishedPeriod_OrOfOtherCommunities_IsNotHeldAgainst()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: February.From));
        var first = await SummaryBook.MakeAsync(store, February);
        await KeepAsync(store, first, run => run.AsOf = new DateTime(2026, 2, 20, 0, 0, 0, DateTimeKind.Utc));
        await KeepAsync(store, first, run => run.Communities = "xinsheng");
        await store.AddAsync(Make.Petition(receivedOn: February.From));
        Assert.DoesNotContain("Corrections", (await SummaryBook.MakeAsync(store, February)).Sheets);
    }

    /// <summary>The run's row, as the runner leaves it.</summary>
    private static async Task KeepAsync(TestStore store, SummaryBook book, Action<ExportRun>? with = null)
    {
        var run = new ExportRun
        {
            Key = Guid.NewGuid().ToString(),
            Template = "street-summary",
            Language = "en",
            PeriodFrom = February.From,
            PeriodTo = February.To,
            AskedBy = "x",
            State = ExportState.Done,
            AsOf = book.Content.AsOf,
            Figures = book.Content.Figures,
            ContentHash = book.Content.ContentHash,
        };
        with?.Invoke(run);
        await using var db = store.Open();
        db.ExportRuns.Add(run);
        await db.SaveChangesAsync(Stop);
    }
}
