using Concentric.Data;
using Concentric.Settings;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Settings;

/// <summary>Takes what administrators have set from the store into the options: at the start, and after each change.</summary>
internal sealed partial class SettingsLoader(
    IDbContextFactory<DashboardDbContext> factory, SettingValues values, SettingSecrets secrets, IEnumerable<ISettingsSection> sections,
    ILogger<SettingsLoader> logger) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1, 1);

    // Looked at every minute, told once.
    private readonly HashSet<(string Key, string? Value)> told = [];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        // One after another: what was read first must not be put in place last.
        await loading.WaitAsync(cancellationToken);
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var rows = await db.Settings.AsNoTracking().Where(row => row.Value != null).ToListAsync(cancellationToken);
            values.ReplaceStored(secrets.Reveal(rows));
            Apply();
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Counts up whenever options have become others.</summary>
    public int Changes { get; private set; }

    private void Apply()
    {
        foreach (var section in sections.Where(section => section.Group.IsOnScreen))
        {
            if (section.Reload()) Changes++;
            foreach (var problem in section.Problems.Where(problem => told.Add((problem.Key, problem.Value)))) LogWrongFile(problem.Key);
            foreach (var problem in section.PassedOver.Where(problem => told.Add((problem.Key, problem.Value)))) LogPassedOver(problem.Key);
        }
    }

    public void Dispose() => loading.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} is wrong in a file; the settings of before still hold")]
    private partial void LogWrongFile(string key);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Key} as set on screen is wrong beside the other settings; what was set on screen in its group is passed over")]
    private partial void LogPassedOver(string key);
}
