using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Settings;

namespace Concentric.Dashboard.Verbs;

/// <summary>Gives a verb the program's services, on the configured store, without the web application.</summary>
/// <param name="settings">Settings from the command line.</param>
internal sealed class VerbHost(string[] settings)
{
    /// <summary>Prepares the store and runs the verb.</summary>
    /// <param name="add">Registers what this verb needs beyond settings, store, clock and accounts; null for nothing.</param>
    /// <param name="isAlone">True for a verb that may not run beside the server on an embedded store; false for one that only reads, or
    /// writes a row or two by short transactions, which the server finds in the change log.</param>
    /// <returns>The exit code. What somebody can mend comes out as a message on the standard error.</returns>
    public Task<int> RunAsync(Action<IServiceCollection>? add, Func<IServiceProvider, CancellationToken, Task> run,
        CancellationToken cancellationToken, bool isAlone = false) =>
        StartUp.GuardAsync(async () =>
        {
            var web = StartUp.Options(settings);
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
            {
                Args = settings,
                ContentRootPath = web.ContentRootPath,
                EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
            });
            builder.AddVerbLogs();
            builder.AddSettingsAndStore();
            builder.Services.AddAccounts();
            add?.Invoke(builder.Services);
            using var host = builder.Build();
            host.CheckSettings();
            if (isAlone) host.HoldStore();
            await host.PrepareStoreAsync();
            // What has the store to itself reads none of its files, or moves them.
            if (!isAlone) await host.AgreeOnFilesAsync();
            await run(host.Services, cancellationToken);
        });
}

/// <summary>A verb can't do what it was asked for; nothing was done. The message is in the terminal's languages.</summary>
internal sealed class VerbException : Exception
{
    /// <param name="key">Text in TerminalText.resx.</param>
    public VerbException(string key, params object?[] values)
        : base(Terminal.Text(key, values))
    {
    }

    /// <param name="explain">The message in a language.</param>
    public VerbException(Func<System.Globalization.CultureInfo, string> explain)
        : base(string.Join(Environment.NewLine, Terminal.Cultures.Select(explain)))
    {
    }
}
