using System.Net.Sockets;
using Concentric.Dashboard.Demo.Street;
using Concentric.Dashboard.Settings;
using Concentric.Dashboard.Verbs;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Nodes;
using Concentric.People;
using Concentric.Registration;
using Concentric.Time;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>What is the same for the web application and for the verbs of the command line.</summary>
internal static class StartUp
{
    public const int Succeeded = 0;
    public const int Failed = 1;

    /// <summary>
    /// The content root is the current directory, as ever, if the program's files are there; else where the program is, so
    /// that a published program can be started from anywhere.
    /// </summary>
    public static WebApplicationOptions Options(string[] args)
    {
        var isChosen = args.Any(arg => arg.TrimStart('-', '/').StartsWith("contentRoot", StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null;
        var root = isChosen || File.Exists("appsettings.json") ? null : AppContext.BaseDirectory;
        return new WebApplicationOptions { Args = args, ContentRootPath = root };
    }

    /// <summary>
    /// Settings, store and office clock. What is wrong with the settings is told by <see cref="SettingsSections.CheckSettings"/>.
    /// </summary>
    public static void AddSettingsAndStore(this IHostApplicationBuilder builder)
    {
        var store = builder.AddSettings();
        StoreServices.WarmUp(store);
        builder.Services.AddStore(store);
        builder.Services.AddStoredSettings();
        builder.Services.AddRecords();
        builder.Services.AddSingleton<StoreLock>();
        builder.Services.AddSingleton<StorePreparation>();
        builder.Services.AddSingleton<FilePlacement>();
        builder.Services.AddSingleton(services =>
        {
            var zone = services.GetRequiredService<IOptionsMonitor<OfficeTimeZone>>();
            return new OfficeClock(services.GetRequiredService<TimeProvider>(), () => zone.CurrentValue.Zone);
        });
    }

    /// <summary>Takes the embedded store and the data folder for this process, before anything of them is touched, until it ends.</summary>
    /// <exception cref="StoreException">Another process runs on them.</exception>
    public static void HoldStore(this IHost host) => host.Services.GetRequiredService<StoreLock>().Hold();

    /// <summary>Creates the store or brings it up to date, and takes over what is set in it.</summary>
    /// <exception cref="StoreException">It can't be used as it is.</exception>
    public static async Task PrepareStoreAsync(this IHost host)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var preparation = host.Services.GetRequiredService<StorePreparation>();
        if (host.Services.GetRequiredService<StoreOptions>().Provider == StoreProvider.SqlServer)
            preparation.BeforeMigration = count => Terminal.Say("Store.Migrating", preparation.Name, count);
        await preparation.PrepareAsync(stopping);
        foreach (var advice in await preparation.AdviseAsync(stopping))
            Terminal.Complain($"Store.Advice.{advice}", preparation.Name, preparation.DatabaseName);
        // Before anything goes by them.
        await host.Services.GetRequiredService<SettingsLoader>().LoadAsync(stopping);
    }

    /// <summary>Nothing of the store's files is read or written where they are not.</summary>
    /// <exception cref="SettingsException">The store's files are kept elsewhere than the settings say.</exception>
    public static async Task AgreeOnFilesAsync(this IHost host)
    {
        var place = host.Services.GetRequiredService<FileStoreOptions>().Place;
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        if (await host.Services.GetRequiredService<FilePlacement>().AgreeAsync(place, stopping) is { } found)
            throw new SettingsException([new(MachineSettings.Files.Key, place.ToString(), $"Settings.Files.In{found}",
                [place.ToString().ToLowerInvariant()])]);
    }

    /// <summary>In Development an empty store gets the demo data; anywhere else it stays empty.</summary>
    public static async Task LoadDemoDataAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) await app.Services.GetRequiredService<DemoData>().LoadAsync(app.Lifetime.ApplicationStopping);
    }

    /// <summary>Runs, and turns what somebody can mend into a message without a stack trace.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return Succeeded;
        }
        catch (Exception failure) when (Explain(failure) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Failed;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A list of calls tells whoever runs the program nothing; whoever mends it asks for it by the level of the logs.
            Terminal.Complain("Start.Unexpected", failure.GetType().Name, failure.GetBaseException().Message);
            if (IsDetailed) await Console.Error.WriteLineAsync(failure.ToString());
            return Failed;
        }
    }

    private static bool IsDetailed =>
        Environment.GetEnvironmentVariable("Logging__LogLevel__Default") is nameof(LogLevel.Debug) or nameof(LogLevel.Trace);

    private static string? Explain(Exception failure) => failure switch
    {
        SettingsException or VerbException => failure.Message,
        AccountException refusal => Terminal.Explain(refusal),
        StoreException store => Terminal.Text($"Store.{store.Problem}", store.Store, store.Detail, ProgramVersion.Current),
        InvalidDataException { InnerException: { } cause } =>
            Terminal.Text("Start.BadFile", failure.Message, (cause.InnerException ?? cause).Message),
        IOException { InnerException: AddressInUseException } or SocketException => Terminal.Text("Start.AddressInUse", failure.Message),
        // What comes up later in the start than the store's preparation, as a page that it did not touch.
        _ when StoreErrors.ProblemOf(failure) is { } problem =>
            Terminal.Text($"Store.{problem}", "SQLite / SQL Server", (failure.InnerException ?? failure).Message),
        _ => null,
    };
}
