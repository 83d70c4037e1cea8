using Concentric.Data;
using Concentric.Tests.SqlServer.Capture;
using Concentric.Tests.SqlServer.Compile;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>
/// The store as production registers it for SQL Server, on a connection to nowhere, and the schema its migrations make.
/// One per test class: <c>IClassFixture&lt;DashboardSqlServer&gt;</c>, then
/// <c>await server.CompilesAsync("petitions.overdue", f => new OverdueQuery(f).ReadAsync(…))</c>.
/// </summary>
public sealed class DashboardSqlServer : IDisposable
{
    // Seconds to build and the same for every class, so one for the whole run; it keeps nothing of what it has looked at.
    private static readonly Lazy<SqlServerModel> Migrated = new(() =>
    {
        using var server = new DashboardSqlServer();
        using var db = server.Server.CreateDbContext();
        return SqlServerModel.OfMigrations(db);
    });

    private ServiceProvider? _services;

    public DashboardSqlServer()
    {
        Server = new(interceptor =>
        {
            _services ??= new ServiceCollection()
                .AddStore(new StoreOptions(StoreProvider.SqlServer, CapturingSqlServer.ConnectionString))
                .ConfigureDbContext<SqlServerDashboardDbContext>(builder => builder.AddInterceptors(interceptor))
                .BuildServiceProvider();
            return _services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContext();
        });
    }

    /// <summary>The context factory to run on, and all that was sent.</summary>
    public CapturingSqlServer<DashboardDbContext> Server { get; }

    /// <summary>The schema the migrations make.</summary>
    public static SqlServerModel Model => Migrated.Value;

    /// <summary>A context without the audit trail, which wants each part saved with its record.</summary>
    public DashboardDbContext CreateBareContext()
    {
        var builder = new DbContextOptionsBuilder<SqlServerDashboardDbContext>();
        StoreServices.UseSqlServer(builder, CapturingSqlServer.ConnectionString);
        return new SqlServerDashboardDbContext(builder.AddInterceptors(Server.Interceptor).Options);
    }

    /// <summary>Runs a query or command of ours and fails the test with every statement that SQL Server would refuse.</summary>
    /// <param name="source">How the failing test shall name it.</param>
    /// <returns>What it sent.</returns>
    public async Task<IReadOnlyList<CapturedCommand>> CompilesAsync(string source, Func<IDbContextFactory<DashboardDbContext>, Task> run)
    {
        var sent = await Server.CaptureAsync(source, run);
        Assert.Empty(Model.Validate(sent));
        return sent;
    }

    /// <summary>
    /// Runs a command of ours on a real (SQLite) store and compiles each of its queries for SQL Server as well: for a command
    /// whose rules no made-up row passes.
    /// </summary>
    public async Task MirrorsAsync(string source, Func<TestStore, Task> run, Action<IServiceCollection>? configure = null)
    {
        var before = Server.Commands.Count;
        var mirror = new QueryMirror(Server.CreateDbContext);
        await using var store = await TestStore.CreateAsync(services =>
        {
            services.ConfigureDbContext<SqliteDashboardDbContext>(mirror.Attach);
            configure?.Invoke(services);
        }, StoreProvider.Sqlite);
        Server.Expect(source, Answers.OneRow);
        await run(store);
        var sent = Server.Commands.Skip(before).ToList();
        Assert.NotEmpty(sent);
        Assert.Empty(Model.Validate(sent));
    }

    public void Dispose() => _services?.Dispose();
}
