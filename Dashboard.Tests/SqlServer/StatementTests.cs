using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Nodes;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.SqlServer;

/// <summary>
/// Every query and command of ours, compiled for SQL Server. A new one gets a line here: its name, and a call with any
/// arguments; it finds nothing the first time and one made-up row the second.
/// </summary>
public sealed class StatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task ChangeLog() => server.CompilesAsync("change log: look", f =>
        new ChangeLogReader(f, WithGaps(), new StoreTrouble(), new TestClock(), NullLogger<ChangeLogReader>.Instance).LookAsync(Stop));

    [Fact]
    public Task Nodes() => server.CompilesAsync("nodes: beat, read, share, leave", async f =>
    {
        var register = Register(f);
        await register.BeatAsync(Stop);
        await register.ReadAsync(Stop);
        var rates = new SharedRates(f, register);
        for (var i = 0; i < SharedRates.Least; i++) rates.Count("key 1");
        await rates.ShareAsync(Stop);
        await register.LeaveAsync(Stop);
    });

    [Fact]
    public async Task Folder()
    {
        using var folder = new TempFolder();
        await server.CompilesAsync("nodes: shared folder", f => new SharedFolder(f, new(folder.Path)).AgreeAsync(Stop));
    }

    [Fact]
    public Task Directory() =>
        server.CompilesAsync("directory: names", f => new CommunityDirectory(f, new TestClock()).GetAsync(Stop).AsTask());

    private static NodeRegister Register(IDbContextFactory<DashboardDbContext> factory) => new(factory,
        new StoreOptions(StoreProvider.SqlServer, ""), new(() => new Dictionary<string, string>()), new(Path.GetTempPath()),
        new OfficeClock(new TestClock(), TestStore.Zone));

    /// <summary>As when 1 to 2 and 4 are not committed yet.</summary>
    private static ChangeFeed WithGaps()
    {
        var feed = new ChangeFeed();
        feed.Announce([Entry(3), Entry(5)]);
        return feed;

        static ChangeLogEntry Entry(long id) => new() { Id = id, Kind = "petition", Action = "Changed", Days = "" };
    }
}
