using Concentric.Data;
using Concentric.Mail;
using Concentric.Settings;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Settings;

/// <summary>A setting as it stands.</summary>
/// <param name="Value">What holds, as it would be written in a file; null for none, and for a secret.</param>
/// <param name="Source">The file, variable or argument that sets it; null when none does.</param>
/// <param name="HasSecret">True when a secret is set.</param>
/// <param name="Version">Of the stored row; 0 when there is none.</param>
/// <param name="ChangedBy">Who set it on screen last, also back to its default.</param>
/// <param name="IsPassedOver">True when what is stored does not hold, because it is wrong beside other settings.</param>
public sealed record SettingLine(
    Setting Setting, string? Value, SettingOrigin Origin, string? Source, bool HasSecret, int Version, string? ChangedBy,
    DateTime? ChangedAt, bool IsPassedOver)
{
    /// <summary>True when it may be changed on screen.</summary>
    public bool IsOpen => Setting.IsOnScreen && Origin is SettingOrigin.Store or SettingOrigin.Default;
}

/// <summary>What an administrator has typed, held against what is there.</summary>
/// <param name="Changes">What is different.</param>
/// <param name="Problems">What is wrong with it; empty when it can be saved.</param>
public sealed record SettingsDraft(IReadOnlyList<SettingChange> Changes, IReadOnlyList<SettingProblem> Problems);

/// <summary>Reads settings for the page, judges what is typed before it is saved, and saves it.</summary>
internal sealed class SettingsEditor(
    IDbContextFactory<DashboardDbContext> factory, SettingValues values, IEnumerable<ISettingsSection> sections, ISettingRules rules,
    SettingsSection<MailOptions> mail, SettingSecrets secrets, SettingCommands commands, SettingsLoader loader)
{
    /// <summary>The settings of a group; none for who may not change them.</summary>
    public async Task<IReadOnlyList<SettingLine>> ReadAsync(CurrentUser caller, SettingGroup group, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepSettings) return [];
        var keys = group.Settings.Select(setting => setting.Key).ToList();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Settings.AsNoTracking().Where(row => keys.Contains(row.Key)).ToListAsync(cancellationToken);
        var passedOver = sections.Where(section => section.Group == group).SelectMany(section => section.PassedOver).Any();
        return [.. group.Settings.Select(setting => LineOf(setting, rows.Find(row => row.Key == setting.Key), passedOver))];
    }

    /// <summary>What is different from what was read, and what is wrong with that.</summary>
    /// <param name="lines">As they were read.</param>
    /// <param name="typed">By key; null or blank for the default. A secret that is not named stays.</param>
    public async Task<SettingsDraft> CheckAsync(IReadOnlyList<SettingLine> lines, IReadOnlyDictionary<string, string?> typed,
        CancellationToken cancellationToken)
    {
        var changes = ChangesOf(lines, typed);
        if (changes.Count == 0) return new([], []);
        return new(changes, rules.Check(await AfterAsync(changes, cancellationToken), [.. changes.Select(change => change.Key)]));
    }

    /// <summary>Saves, and takes it over on this node before it returns; other nodes follow.</summary>
    /// <inheritdoc cref="SettingCommands.SaveAsync"/>
    public async Task SaveAsync(CurrentUser caller, IReadOnlyList<SettingChange> changes, CancellationToken cancellationToken)
    {
        await commands.SaveAsync(caller, changes, cancellationToken);
        await loader.LoadAsync(cancellationToken);
    }

    /// <summary>The mail settings as they would be after the changes.</summary>
    public async Task<MailOptions> MailAsync(IReadOnlyList<SettingChange> changes, CancellationToken cancellationToken) =>
        mail.ReadWith(await AfterAsync(changes, cancellationToken)).Value;

    private static List<SettingChange> ChangesOf(IReadOnlyList<SettingLine> lines, IReadOnlyDictionary<string, string?> typed)
    {
        var changes = new List<SettingChange>();
        foreach (var line in lines.Where(line => line.IsOpen && typed.ContainsKey(line.Setting.Key)))
        {
            var text = string.IsNullOrWhiteSpace(typed[line.Setting.Key]) ? null : typed[line.Setting.Key]!.Trim();
            // The default is not stored: who never chose it gets another one when the program brings another.
            if (text == line.Setting.Default) text = null;
            // A secret that is named is meant, whatever it was; there is nothing to take away where there is none.
            var isSame = line.Setting.IsSecret ? text is null && !line.HasSecret
                : !line.IsPassedOver && text == (line.Origin == SettingOrigin.Store ? line.Value : null);
            if (!isSame) changes.Add(new(line.Setting.Key, text, line.Version));
        }

        return changes;
    }

    private async Task<Dictionary<string, string>> AfterAsync(IReadOnlyList<SettingChange> changes, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var after = secrets.Reveal(await db.Settings.AsNoTracking().ToListAsync(cancellationToken));
        foreach (var change in changes)
        {
            if (change.Value is null) after.Remove(change.Key);
            else after[change.Key] = change.Value;
        }

        return after;
    }

    private SettingLine LineOf(Setting setting, StoredSetting? row, bool isPassedOver)
    {
        var source = values.Find(setting.Key);
        var isStored = row?.Value is not null && setting.IsOnScreen;
        var (value, origin) = source is not null ? (source.Value, source.Origin)
            : isStored ? (row!.Value, SettingOrigin.Store) : (setting.Default, SettingOrigin.Default);
        // A connection string may hold a password, and so may an address.
        var isHidden = setting.IsSecret || setting == MachineSettings.Connection || setting == MachineSettings.Telemetry;
        return new(setting, isHidden ? null : value, origin, source?.Name, isHidden && (source is not null || isStored), row?.Version ?? 0,
            row?.ChangedBy, row?.ChangedAt, isPassedOver && source is null && isStored);
    }
}
