using System.Globalization;

namespace Concentric.Data;

/// <summary>Whether backups are asked for.</summary>
/// <param name="WarnAfterHours">Hours after the last one from which the administrators are told; 0 for an office that backs up
/// otherwise.</param>
public sealed record BackupOptions(int WarnAfterHours = BackupOptions.DefaultHours)
{
    /// <summary>A nightly one that failed once is told of by itself; missing is one that does not run.</summary>
    public const int DefaultHours = 48;
}

/// <summary>How the last backups ended, as <c>deploy/backup.sh</c> leaves it in the data folder.</summary>
/// <param name="SucceededAt">The last whole one (UTC); null when none is known.</param>
/// <param name="Archive">Where it lies.</param>
/// <param name="FailedAt">The last that failed (UTC); null when none is known.</param>
/// <param name="Problem">Why, as the script says it.</param>
public sealed record BackupStatus(DateTime? SucceededAt, string? Archive, DateTime? FailedAt, string? Problem)
{
    public const string FileName = "backup.status";

    /// <summary>A status is a few lines; of what else may lie there no more is read.</summary>
    private const int MostBytes = 8 * 1024;

    public static readonly BackupStatus None = new(null, null, null, null);

    /// <summary>True when the last one failed.</summary>
    public bool HasFailed => FailedAt is { } failed && (SucceededAt is not { } succeeded || failed > succeeded);

    public static BackupStatus Read(DataFolder data)
    {
        var path = Path.Combine(data.Path, FileName);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostBytes];
            var length = file.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
            var lines = System.Text.Encoding.UTF8.GetString(bytes, 0, length).Split('\n')
                .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0])
                    .ToDictionary(pair => pair.Key, pair => pair.Last()[1].Trim());
            return new(Moment("succeeded"), lines.GetValueOrDefault("archive"), Moment("failed"), lines.GetValueOrDefault("problem"));

            DateTime? Moment(string key) => DateTime.TryParse(
                lines.GetValueOrDefault(key), CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
        }
        catch (UnauthorizedAccessException denied)
        {
            // Written by another user than the program's: as good as no backup, for nobody would learn of one that fails.
            return None with { FailedAt = File.GetLastWriteTimeUtc(path), Problem = denied.Message };
        }
        catch (IOException)
        {
            return None;
        }
    }
}
