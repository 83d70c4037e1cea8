using System.Data.Common;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Templates;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>A workbook says the same whether its figures come from the cube or are counted anew.</summary>
public sealed class FiguresFromTheCubeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(new[] { TestStore.Xinsheng, TestStore.Xinshun })]
    public async Task Workbooks_AreTheSame_WithAndWithoutTheCube(int[]? communities)
    {
        await using var store = await StoreAsync();
        // Behind: nobody tells the cube of these.
        await store.AddAsync(Make.Petition(receivedOn: TestStore.Today.AddDays(-20)),
            Make.Petition(TestStore.Xinshun, TestStore.Today, petition => Close(petition, TestStore.Today)));
        foreach (var make in Templates(store))
        {
            var question = new ExportQuestion(SummaryBook.March, PeriodKind.Month, communities, SummaryBook.English, "x");
            var (counted, fromCube) = (await WriteAsync(make(null), question), await WriteAsync(make(store.Get<MetricCube>()), question));
            Assert.Equal(counted.Content.ContentHash, fromCube.Content.ContentHash);
            Assert.Equal(counted.Content, fromCube.Content);
            Assert.Equal(counted.Sheets, fromCube.Sheets);
            Assert.All(counted.Sheets, sheet => Assert.Equal(counted.Rows(sheet), fromCube.Rows(sheet)));
        }
    }

    /// <summary>
    /// The workbook's transaction begins before the save, the cube has counted it: the rows don't have it, so neither may the figures.
    /// </summary>
    [Fact]
    public async Task ARecordSavedMeanwhile_()
    {
        var meddler = new Meddler();
        await using var store = await StoreAsync(meddler);
        var cube = store.Get<MetricCube>();
        var question = new ExportQuestion(SummaryBook.March, PeriodKind.Month, null, SummaryBook.English, "x");
        var before = await WriteAsync(Ledger(store, cube), question);
        meddler.Act = async () =>
        {
            await store.AddAsync(Make.Petition(receivedOn: TestStore.Today));
            await cube.BuildAsync(Cancellation);
        };
        var book = await WriteAsync(Ledger(store, cube), question);
        Assert.Null(meddler.Act);
        Assert.Equal(before.Content.ContentHash, book.Content.ContentHash);
        Assert.All(book.Rows("Reconciliation").Skip(8), row => Assert.Equal("✓", row[6]));
        var after = await WriteAsync(Ledger(store, cube), question);
        // The petition and its round.
        Assert.Equal(before.Content.Rows + 2, after.Content.Rows);
        Assert.All(after.Rows("Reconciliation").Skip(8), row => Assert.Equal("✓", row[6]));
    }

    private static async Task<TestStore> StoreAsync(Meddler? meddler = null)
    {
        var store = await TestStore.CreateAsync(services =>
        {
            services.AddMetricCube(new()).AddSingleton(new StreetOffice("街道", "Street")).AddExportTemplates();
            if (meddler is not null) services.ConfigureStore(options => options.AddInterceptors(meddler));
        });
        await using (var db = store.Open())
        {
            await Backdrop.AddAsync(db, Cancellation);
            var records = new RandomRecords(new Random(7));
            for (var i = 0; i < 120; i++) db.Add(records.New());
            for (var i = 0; i < 40; i++)
                db.Add(Make.Petition(1 + (i % 3), TestStore.Today.AddDays(-i), petition =>
                    { if (i % 3 == 0) Close(petition, petition.ReceivedOn.AddDays(i % 11)); }));
            await db.SaveChangesAsync(Cancellation);
        }

        await store.Get<MetricCube>().BuildAsync(Cancellation);
        return store;
    }

    private static void Close(Petition petition, DateOnly on)
    {
        (petition.Stage, petition.Outcome, petition.ClosedOn) = (PetitionStage.FedBack, PetitionOutcome.Resolved, on);
        petition.WorkingDaysToClose = 2;
    }

    private static IEnumerable<Func<MetricCube?, ExportTemplate>> Templates(TestStore store)
    {
        var (catalogue, office, clock) = (store.Get<MetricCatalogue>(), Fixed.Of(store.Get<StreetOffice>()), store.Get<OfficeClock>());
        yield return cube => Ledger(store, cube);
        yield return cube => new StreetSummaryTemplate(store.Factory, catalogue, office, clock, cube);
        yield return cube => new CommunityPagesTemplate(store.Factory, catalogue, office, clock, cube);
        yield return cube => new MeetingPackTemplate(store.Factory, catalogue, office, clock, cube);
    }

    private static LedgerTemplate Ledger(TestStore store, MetricCube? cube) =>
        new(RecordKinds.NameOf<Petition>(), "petitions", PetitionRecords.Kind.List, store.Factory, store.Get<MetricCatalogue>(),
            Fixed.Of(store.Get<StreetOffice>()), store.Get<OfficeClock>(), cube: cube);

    private static async Task<SummaryBook> WriteAsync(ExportTemplate template, ExportQuestion question)
    {
        using var stream = new MemoryStream();
        var content = await template.WriteAsync(question, stream, null, Cancellation);
        return new SummaryBook(stream.ToArray(), content);
    }

    /// <summary>Does something, once, when the workbook's moment has begun and its figures have not been looked at yet.</summary>
    private sealed class Meddler : DbCommandInterceptor
    {
        public Func<Task>? Act { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData,
            DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Act is { } act && command.CommandText.Contains("MetricTarget", StringComparison.Ordinal))
            {
                Act = null;
                await act();
            }

            return result;
        }
    }
}
