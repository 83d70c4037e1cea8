using Concentric.Data;
using Concentric.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace Concentric.Dashboard.Settings;

internal static class SettingsServices
{
    /// <summary>What reads and changes the settings that are kept in the store.</summary>
    public static void AddStoredSettings(this IServiceCollection services)
    {
        // Keys in the store, so that a restart, an upgrade or a second node signs nobody out and can read the secrets.
        services.AddDataProtection().SetApplicationName("Concentric").PersistKeysToDbContext<DashboardDbContext>();
        services.AddSingleton<ISettingRules, SettingRules>();
        services.AddSingleton<SettingSecrets>();
        services.AddSingleton<SettingCommands>();
        services.AddSingleton<SettingsLoader>();
    }

    /// <summary>The page's part, and following changes made elsewhere.</summary>
    public static void AddSettingsPages(this IServiceCollection services)
    {
        services.AddSingleton<SettingsEditor>();
        services.AddSingleton<MailTest>();
        services.AddHostedService<SettingsFollower>();
    }
}
