using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Time;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Reads settings and collects what is wrong with them; a wrong one counts as its default meanwhile.</summary>
internal sealed partial class SettingsReader(IConfiguration configuration)
{
    /// <summary>Hosts by which a server listens on all addresses.</summary>
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "*", "+"];

    private readonly List<SettingProblem> problems = [];

    public IReadOnlyList<SettingProblem> Problems => problems;

    /// <summary>Notes a problem. Of an address with a user's name and password these are left out.</summary>
    public void Complain(string key, string? value, string mend, params object?[] values) =>
        problems.Add(new(key, value is null ? null : Credentials().Replace(value, "//…@"), mend, values));

    /// <summary>The value as it is written; null when there is none or it is blank.</summary>
    public string? Raw(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    public string Text(string key, string standard)
    {
        var text = Raw(key) ?? standard;
        if (text.Length <= TextLimits.Name && !text.Any(char.IsControl)) return text;
        Complain(key, text.Length <= TextLimits.Name ? text : text[..TextLimits.Name] + "…", "Settings.Text", TextLimits.Name);
        return standard;
    }

    /// <summary>
    /// Where people reach the program; without a setting, the first of <c>Urls</c>, by this machine's name where it listens to all.
    /// </summary>
    public string Address(string key)
    {
        var first = (configuration["urls"] ?? "http://localhost:5080").Split(';')[0].Trim();
        var standard = Everywhere.Aggregate(first, (address, all) =>
            address.Replace($"//{all}", $"//{Environment.MachineName.ToLowerInvariant()}", StringComparison.Ordinal));
        var text = Raw(key) ?? standard;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return text.TrimEnd('/');
        Complain(key, text, "Settings.Address");
        return standard;
    }

    public int Whole(string key, int standard, int least, int most) => (int)Number(key, standard, least, most, whole: true);

    public decimal Number(string key, decimal standard, decimal least, decimal most) => Number(key, standard, least, most, whole: false);

    public bool Flag(string key, bool standard)
    {
        if (Raw(key) is not { } text) return standard;
        if (bool.TryParse(text, out var flag)) return flag;
        Complain(key, text, "Settings.Flag");
        return standard;
    }

    public TimeZoneInfo Zone(string key, string standard)
    {
        var id = Raw(key) ?? standard;
        try
        {
            return OfficeClock.FindZone(id);
        }
        catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException
            or System.Security.SecurityException)
        {
            Complain(key, id, "Settings.Zone");
            return TimeZoneInfo.Utc;
        }
    }

    /// <summary>A folder that exists afterwards and can be written.</summary>
    public string Folder(string key, string standard, string root)
    {
        var text = Raw(key) ?? standard;
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
            Complain(key, text, "Settings.Folder", failure.Message);
            return root;
        }
    }

    private decimal Number(string key, decimal standard, decimal least, decimal most, bool whole)
    {
        if (Raw(key) is not { } text) return standard;
        if (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!whole || decimal.IsInteger(number)))
            return number;
        Complain(key, text, whole ? "Settings.Whole" : "Settings.Number", least, most);
        return standard;
    }

    [GeneratedRegex("//.*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();
}
