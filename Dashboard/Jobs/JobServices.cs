using System.Runtime.CompilerServices;
using Concentric.Dashboard.Account;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Time;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.SqlServer;

namespace Concentric.Dashboard.Jobs;

/// <summary>Background work: workbooks on demand and on schedule, and what is to be done at night.</summary>
internal static class JobServices
{
    public const string Path = "/jobs";

    public static void AddJobs(this IServiceCollection services)
    {
        // Ours, before AddHangfire adds its own: those are static, so that of two applications in one process, as in tests, one
        // would do the other's jobs.
        services.AddSingleton(provider => Storage(provider.GetRequiredService<StoreOptions>()));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<ITimeZoneResolver>(provider => new OfficeZone(provider.GetRequiredService<OfficeClock>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .UseLogProvider(new JobLog(provider.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddExports();
        services.AddHostedService<JobServer>();
        services.AddNightlyJobs();
    }

    /// <summary>Hangfire's own pages, for administrators.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes) => routes.MapHangfireDashboard(Path, new DashboardOptions
    {
        TimeZoneResolver = routes.ServiceProvider.GetRequiredService<ITimeZoneResolver>(),
        // The policy on the endpoint decides; the filter that is there by default knows only the local machine.
        Authorization = [],
        DashboardTitle = "Concentric",
        DisplayStorageConnectionString = false,
    }).RequireAuthorization(Policies.Administrator);

    // What must last is in our own tables, so memory will do for the embedded store; with SQL Server the nodes share the work.
    private static JobStorage Storage(StoreOptions store) => store.Provider == StoreProvider.Sqlite
        ? new InMemoryStorage()
        : SqlServer(store);

    // Apart, so that a program on the embedded store does not load the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SqlServerStorage SqlServer(StoreOptions store) =>
        new(OwnPool(store.ConnectionString), new SqlServerStorageOptions { SchemaName = "hangfire", EnableHeavyMigrations = false });

    /// <summary>
    /// Another name makes a pool of its own: a pooled connection keeps the isolation level of its last transaction, and Hangfire has other
    /// ones than the store.
    /// </summary>
    private static string OwnPool(string connectionString)
    {
        var connection = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(connectionString);
        connection.ApplicationName = $"{connection.ApplicationName} jobs";
        return connection.ToString();
    }

    /// <summary>Gives Hangfire the office's zone whatever name it asks for: the settings have resolved it, IANA or Windows.</summary>
    private sealed class OfficeZone(OfficeClock clock) : ITimeZoneResolver
    {
        public TimeZoneInfo GetTimeZoneById(string timeZoneId) => clock.Zone;
    }
}
