using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Settings;
using Concentric.Time;

namespace Concentric.Dashboard.Settings;

/// <summary>Reads settings and collects what is wrong with them; a wrong one counts as its default meanwhile.</summary>
/// <param name="find">What is written for a key; null for nothing. What is read is never blank.</param>
internal sealed partial class SettingsReader(Func<string, string?> find)
{
    /// <summary>Hosts by which a server listens on all addresses.</summary>
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "*", "+"];

    private readonly List<SettingProblem> problems = [];

    public IReadOnlyList<SettingProblem> Problems => problems;

    /// <summary>Notes a problem. Of an address with a user's name and password these are left out.</summary>
    public void Complain(string key, string? value, string mend, params object?[] values) =>
        problems.Add(new(key, value is null ? null : Credentials().Replace(value, "//…@"), mend, values));

    /// <summary>The value as it is written; null when there is none or it is blank.</summary>
    public string? Raw(string key) => find(key) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string? Raw(Setting setting) => Raw(setting.Key);

    public string Text(Setting setting)
    {
        var text = Raw(setting) ?? setting.Default!;
        if (text.Length <= TextLimits.Name && !text.Any(char.IsControl)) return text;
        Complain(setting.Key, Shortened(text), "Settings.Text", TextLimits.Name);
        return setting.Default!;
    }

    /// <summary>
    /// Where people reach the program; without a setting, the first of <c>Urls</c>, by this machine's name where it listens to all.
    /// </summary>
    public string Address(Setting setting)
    {
        var first = (Raw("urls") ?? "http://localhost:5080").Split(';')[0].Trim();
        var standard = Everywhere.Aggregate(first, (address, all) =>
            address.Replace($"//{all}", $"//{Environment.MachineName.ToLowerInvariant()}", StringComparison.Ordinal));
        var text = Raw(setting) ?? standard;
        if (text.Length <= TextLimits.Name && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return text.TrimEnd('/');
        Complain(setting.Key, Shortened(text), "Settings.Address");
        return standard;
    }

    /// <summary>A whole number within the bounds of its declaration.</summary>
    public int Whole(Setting setting) => (int)Number(setting);

    /// <summary>A number within the bounds of its declaration.</summary>
    public decimal Number(Setting setting)
    {
        var standard = decimal.Parse(setting.Default!, CultureInfo.InvariantCulture);
        if (Raw(setting) is not { } text) return standard;
        var isWhole = setting.Type == SettingType.Whole;
        if (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && number >= setting.Least && number <= setting.Most && (!isWhole || decimal.IsInteger(number)))
            return number;
        Complain(setting.Key, Shortened(text), isWhole ? "Settings.Whole" : "Settings.Number", setting.Least, setting.Most);
        return standard;
    }

    public bool Flag(Setting setting)
    {
        if (Raw(setting) is not { } text) return setting.Default == "true";
        if (bool.TryParse(text, out var flag)) return flag;
        Complain(setting.Key, Shortened(text), "Settings.Flag");
        return setting.Default == "true";
    }

    public TimeZoneInfo Zone(Setting setting)
    {
        var id = Raw(setting) ?? setting.Default!;
        try
        {
            return OfficeClock.FindZone(id);
        }
        catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException
            or System.Security.SecurityException)
        {
            Complain(setting.Key, Shortened(id), "Settings.Zone");
            return TimeZoneInfo.Utc;
        }
    }

    /// <summary>A folder that exists afterwards and can be written.</summary>
    public string Folder(Setting setting, string root)
    {
        var text = Raw(setting) ?? setting.Default!;
        try
        {
            var path = Path.GetFullPath(text, root);
            Directory.CreateDirectory(path);
            using (new FileStream(Path.Combine(path, $".write-{Guid.NewGuid():N}"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            }))
                return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Complain(setting.Key, text, "Settings.Folder", failure.Message);
            return root;
        }
    }

    private static string Shortened(string text) => PlainText.Cut(text, TextLimits.Name, "…");

    [GeneratedRegex("//.*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();
}
