using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Registration;
using Concentric.Settings;
using Concentric.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Concentric.Tests.TestData;

/// <summary>The settings of the program on a store of its own, without the web application.</summary>
internal static class SettingsRig
{
    /// <param name="configure">Adds sources of the configuration, the strongest last.</param>
    public static Task<TestStore> CreateAsync(Action<IConfigurationBuilder>? configure = null) =>
        TestStore.CreateAsync(services => Add(services, configure));

    /// <summary>The same store as another node has it.</summary>
    public static TestStore Beside(TestStore store) => TestStore.At(store.Folder, services => Add(services, null));

    public static void Add(IServiceCollection services, Action<IConfigurationBuilder>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var folder = services.Select(one => one.ImplementationInstance).OfType<DataFolder>().Last().Path;
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", folder)]);
        configure?.Invoke(builder.Configuration);
        builder.AddSettings();
        // The store and the clock are the test's own.
        foreach (var one in builder.Services.Where(one => IsOfSettings(one.ServiceType))) services.Add(one);
        services.AddMetricCube();
        services.AddStoredSettings();
        services.AddSettingsPages();
        services.AddSingleton(provider => new OfficeClock(provider.GetRequiredService<TimeProvider>(),
            () => provider.GetRequiredService<IOptionsMonitor<OfficeTimeZone>>().CurrentValue.Zone));
    }

    public static T Current<T>(this TestStore store) => store.Get<IOptionsMonitor<T>>().CurrentValue;

    public static Task<IReadOnlyList<string>> SetAsync(this TestStore store, CurrentUser caller, params SettingChange[] changes) =>
        store.Get<SettingCommands>().SaveAsync(caller, changes, TestContext.Current.CancellationToken);

    private static bool IsOfSettings(Type type) => type != typeof(StoreOptions) && type != typeof(DataFolder)
        && (type.Namespace == typeof(SettingValues).Namespace
            || type.GenericTypeArguments is [{ Namespace: { } name }] && name.StartsWith("Concentric", StringComparison.Ordinal)
            || type.Namespace?.StartsWith("Concentric", StringComparison.Ordinal) == true);
}
