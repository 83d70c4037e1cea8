using System.Globalization;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>A page that is written to a file keeps its place in the store no longer than it is read.</summary>
[OnSqlite("asks the file whether anybody reads it")]
public sealed class PageExportReadingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadingOfAPage_HasEnded_WhenItsFileIsWritten()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<CommunityDirectory>()
            .AddSingleton<ViewFile>().AddSingleton<PageExport, CountedPetitions>().AddSingleton<PageExports>());
        await store.AddAsync(Make.Petition());
        await using var view = await store.Get<PageExports>().OpenAsync("counted", null, new Dictionary<string, string>(),
            TestStore.Administrator, CultureInfo.GetCultureInfo("en"), Stop);
        Assert.NotNull(view);

        // A newer state than the one that is read: the log can't be folded into the file while anybody reads the older one.
        await store.AddAsync(Make.Petition());
        Assert.True(await IsReadAsync(store));
        await view.WriteAsync(ListFormat.Xlsx, Stream.Null, Stop);
        Assert.False(await IsReadAsync(store));
        await using var db = store.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(line => line.Kind == PageExports.Kind, Stop));
    }

    private static async Task<bool> IsReadAsync(TestStore store)
    {
        await using var db = store.Open();
        await db.Database.OpenConnectionAsync(Stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0", Stop);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return (long)(await command.ExecuteScalarAsync(Stop))! != 0;
    }

    private sealed class CountedPetitions : PageExport
    {
        public override string Key => "counted";

        public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request,
            CancellationToken cancellationToken) =>
            new("Counted", [("Petitions", $"{await db.Petitions.CountAsync(cancellationToken)}")], []);
    }
}
