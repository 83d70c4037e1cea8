using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Tests.TestData;
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
        new ChangeLogReader(f, new ChangeFeed(), new TestClock(), NullLogger<ChangeLogReader>.Instance).LookAsync(Stop));

    [Fact]
    public Task Directory() =>
        server.CompilesAsync("directory: names", f => new CommunityDirectory(f, new TestClock()).GetAsync(Stop).AsTask());
}
