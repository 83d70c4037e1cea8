using Concentric.Data;
using Concentric.Settings;

namespace Concentric.Dashboard.Settings;

/// <summary>What may be set on screen, judged by the same declarations as files and environment.</summary>
internal sealed class SettingRules(SettingValues values, IEnumerable<ISettingsSection> sections) : ISettingRules
{
    public bool? IsSecret(string key) => SettingGroups.Find(key) is { IsOnScreen: true } setting ? setting.IsSecret : null;

    public string? DefaultOf(string key) => SettingGroups.Find(key)?.Default;

    public IReadOnlyList<SettingProblem> Check(IReadOnlyDictionary<string, string> stored, IReadOnlyCollection<string> changed)
    {
        var problems = new List<SettingProblem>();
        foreach (var key in changed)
        {
            if (values.Find(key) is { } elsewhere) problems.Add(new(key, null, "Settings.SetElsewhere", elsewhere.Name));
            else if (stored.TryGetValue(key, out var value) && (value.Length > TextLimits.Name || value.Any(char.IsControl)))
                problems.Add(new(key, null, "Settings.Text", TextLimits.Name));
        }

        if (problems.Count > 0) return problems;
        foreach (var section in sections.Where(section => section.Group.Settings.Any(setting => changed.Contains(setting.Key))))
            problems.AddRange(section.Check(stored));
        if (problems.Count == 0 && KeepsPassword(stored, changed) is { } kept) problems.Add(kept);
        return problems;
    }

    /// <summary>A mail server was changed and the password was not typed with it.</summary>
    private SettingProblem? KeepsPassword(IReadOnlyDictionary<string, string> stored, IReadOnlyCollection<string> changed)
    {
        var password = MailSettings.Password.Key;
        if (changed.Contains(password) || !changed.Intersect(MailSettings.WhereThePasswordGoes).Any()) return null;
        // Without a server there is nowhere to send it.
        if (!stored.ContainsKey(MailSettings.Host.Key) && values.Find(MailSettings.Host.Key) is null) return null;
        if (values.Find(password) is { } elsewhere) return new(password, null, "Settings.PasswordElsewhere", elsewhere.Name);
        return stored.ContainsKey(password) ? new(password, null, "Settings.PasswordAgain") : null;
    }
}
