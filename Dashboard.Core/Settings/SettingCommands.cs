using System.Data;
using System.Security.Cryptography;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Settings;

/// <summary>What one setting shall be.</summary>
/// <param name="Value">As it would be written in a file; null for its default.</param>
/// <param name="Version">The version that was read; 0 for a setting that was never stored.</param>
public sealed record SettingChange(string Key, string? Value, int Version);

/// <summary>What settings there are, and what they may say. The host knows: files and environment are its matter.</summary>
public interface ISettingRules
{
    /// <summary>True for a setting whose value nobody is shown; null when none of the key is kept in the store.</summary>
    bool? IsSecret(string key);

    /// <summary>What a setting is when nobody sets it, as it would be written in a file; null for nothing.</summary>
    string? DefaultOf(string key);

    /// <summary>What is wrong with settings as they would be after a change.</summary>
    /// <param name="stored">All that the store would hold, secrets in clear.</param>
    /// <param name="changed">Keys of what is different.</param>
    IReadOnlyList<SettingProblem> Check(IReadOnlyDictionary<string, string> stored, IReadOnlyCollection<string> changed);
}

/// <summary>
/// Changes settings, for administrators. All that is sent together is saved together, with one line in the audit trail, or nothing
/// is. A secret is kept protected, and neither the audit trail nor the change log has it.
/// </summary>
public sealed class SettingCommands(IDbContextFactory<DashboardDbContext> factory, ISettingRules rules, SettingSecrets secrets,
    OfficeClock clock)
{
    /// <summary>Kind of the audit and change-log rows; their record id is 0, for a setting's key is a text.</summary>
    public static readonly string Kind = RecordKinds.NameOf<StoredSetting>();

    /// <summary>What the audit trail says in place of a secret.</summary>
    public const string Hidden = "***";

    /// <summary>Saves what is different; nothing is written when nothing is.</summary>
    /// <returns>Keys of what was changed.</returns>
    /// <exception cref="RefusedException">The caller may not.</exception>
    /// <exception cref="SettingsRefusedException">A value won't do, or the setting is not one of the store's.</exception>
    /// <exception cref="SettingsChangedException">Somebody else was faster with the same setting.</exception>
    public Task<IReadOnlyList<string>> SaveAsync(CurrentUser caller, IReadOnlyList<SettingChange> changes,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, changes, cancellationToken), null, cancellationToken);

    private async Task<IReadOnlyList<string>> SaveOnceAsync(CurrentUser caller, IReadOnlyList<SettingChange> changes,
        CancellationToken cancellationToken)
    {
        Require(caller);
        List<SettingProblem> unknown =
        [
            .. changes.Where(change => rules.IsSecret(change.Key) is null)
                .Select(change => new SettingProblem(change.Key, null, "Settings.NotStored")),
        ];
        if (unknown.Count > 0) throw new SettingsRefusedException(unknown);
        // Protecting may make a key, which is saved by itself: on a store with one writer that would wait for the transaction below.
        var hidden = changes.Where(change => change.Value is not null && rules.IsSecret(change.Key) == true)
            .ToDictionary(change => change.Key, change => secrets.Protect(change.Value!));
        secrets.Prepare();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // The group is judged as a whole, so nobody may change another of its settings meanwhile.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var rows = await db.Settings.AsTracking().ToDictionaryAsync(row => row.Key, cancellationToken);
        var before = secrets.Reveal(rows.Values);
        // A secret that is typed counts as changed: whoever typed it knows it, which some changes ask for.
        List<SettingChange> different = [.. changes.Where(change => change.Value is null
            ? rows.GetValueOrDefault(change.Key)?.Value is not null
            : change.Value != before.GetValueOrDefault(change.Key) || rules.IsSecret(change.Key) == true)];
        ThrowIfStale(different, rows);
        if (different.Count == 0) return [];

        var after = new Dictionary<string, string>(before);
        foreach (var change in different)
        {
            if (change.Value is null) after.Remove(change.Key);
            else after[change.Key] = change.Value;
        }

        var keys = different.ConvertAll(change => change.Key);
        if (rules.Check(after, keys) is { Count: > 0 } problems) throw new SettingsRefusedException(problems);
        foreach (var change in different)
            Apply(db, rows, change with { Value = hidden.GetValueOrDefault(change.Key) ?? change.Value }, caller);
        db.AddLine(clock.UtcNow, caller, Kind, 0, "Changed", Told(before, keys), Told(after, keys));
        db.ChangeLog.Add(new ChangeLogEntry { At = clock.UtcNow, Kind = Kind, Label = Shortened(keys), Action = "Changed", Days = "" });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (!failure.IsRolledBack())
        {
            // Somebody else was faster; or the cause is another and comes out again.
            await transaction.DisposeAsync();
            db.ChangeTracker.Clear();
            ThrowIfStale(different, await db.Settings.AsNoTracking().ToDictionaryAsync(row => row.Key, cancellationToken));
            // Two saves of other settings at once, of which the store has given one up: what was typed stays, and can be sent again.
            throw new SettingsRefusedException([.. keys.Select(key => new SettingProblem(key, null, "Settings.Busy"))]);
        }

        return keys;
    }

    /// <summary>Writes down that settings of mail were tried out.</summary>
    /// <exception cref="RefusedException">The caller may not.</exception>
    public async Task NoteTestAsync(CurrentUser caller, string host, CancellationToken cancellationToken)
    {
        Require(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, Kind, 0, "Tested", null, new Dictionary<string, string> { ["Mail:Host"] = host });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Require(CurrentUser caller)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepSettings, nameof(StoredSetting), null, Rules.Rule.Unknown);
        check.ThrowIfAny();
    }

    private void ThrowIfStale(IEnumerable<SettingChange> changes, IReadOnlyDictionary<string, StoredSetting> rows)
    {
        List<SettingChangedMeanwhile> stale =
        [
            .. changes.Select(change => (change.Version, Row: rows.GetValueOrDefault(change.Key)))
                .Where(one => one.Row is not null && one.Row.Version != one.Version)
                .Select(one => new SettingChangedMeanwhile(one.Row!.Key, rules.IsSecret(one.Row.Key) == true ? null : one.Row.Value,
                    one.Row.ChangedBy, one.Row.ChangedAt)),
        ];
        if (stale.Count > 0) throw new SettingsChangedException(stale);
    }

    private void Apply(DashboardDbContext db, Dictionary<string, StoredSetting> rows, SettingChange change, CurrentUser caller)
    {
        if (!rows.TryGetValue(change.Key, out var row))
            db.Settings.Add(row = new StoredSetting { Key = change.Key, ChangedBy = caller.Name });
        (row.Value, row.Version, row.ChangedBy, row.ChangedAt) = (change.Value, row.Version + 1, caller.Name, clock.UtcNow);
    }

    /// <summary>What the audit trail tells: the default where nothing is set, and nothing where there is none.</summary>
    private Dictionary<string, string> Told(IReadOnlyDictionary<string, string> values, IEnumerable<string> keys) =>
        keys.Select(key => (Key: key, Value: values.GetValueOrDefault(key) ?? rules.DefaultOf(key))).Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => rules.IsSecret(one.Key) == true ? Hidden : one.Value!);

    private static string Shortened(IEnumerable<string> keys) =>
        PlainText.Cut(string.Join(", ", keys), TextLimits.Title);
}

/// <summary>Protects the secret settings of the store: a copy of the table alone gives none of them away.</summary>
public sealed class SettingSecrets(ISettingRules rules, IDataProtectionProvider protection)
{
    private readonly Lazy<IDataProtector> protector = new(() => protection.CreateProtector("Concentric.Settings"));

    public string Protect(string value) => protector.Value.Protect(value);

    /// <summary>Has the keys at hand, so that nothing of them is read or made for a while.</summary>
    public void Prepare() => Protect("");

    /// <summary>The values of rows by key, secrets in clear. One whose key is lost, or of no setting, is left out.</summary>
    public Dictionary<string, string> Reveal(IEnumerable<StoredSetting> rows)
    {
        var values = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            if (row.Value is not null && rules.IsSecret(row.Key) is { } isSecret && Reveal(row.Value, isSecret) is { } value)
                values[row.Key] = value;
        }

        return values;
    }

    private string? Reveal(string value, bool isSecret)
    {
        if (!isSecret) return value;
        try
        {
            return protector.Value.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
