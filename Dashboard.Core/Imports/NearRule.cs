using System.Linq.Expressions;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>A record as a new row is held against it.</summary>
public sealed class NearRecord
{
    public long Id { get; init; }

    /// <summary>The community that keeps it; 0 for what belongs to the street.</summary>
    public int CommunityId { get; init; }

    /// <summary>Its main day; the default for kinds that are told apart without one.</summary>
    public DateOnly Day { get; init; }

    public string? Text { get; init; }

    /// <summary>Its number; null when it has none.</summary>
    public string? Number { get; init; }
}

/// <summary>
/// When a new row may be a record that is there, mended: in the same community, about the same day, with almost the same text. Cheap
/// enough for large files: records are read once for each community and month that the file speaks of, by the index of the kind's day.
/// </summary>
/// <param name="Of">The record.</param>
/// <param name="Text">Key of the column that says what <see cref="NearRecord.Text"/> says; the first of several that is filled.</param>
public sealed record NearRule<T>(Expression<Func<T, NearRecord>> Of, params IReadOnlyList<string> Text)
{
    /// <summary>Key of the column with the main day; null for kinds that are told apart without one.</summary>
    public string? Day { get; init; }

    /// <summary>How many days the two may be apart.</summary>
    public int Days { get; init; } = 3;

    /// <summary>True when the texts must be the same, as names of people.</summary>
    public bool IsExact { get; init; }
}

/// <summary>The records that new rows are held against, as they are needed.</summary>
internal sealed class NearRecords<T>(NearRule<T> rule, ImportContext scene)
    where T : EnteredRecord
{
    /// <summary>The most records that are held; rows after that are not held against any.</summary>
    private const int MostRecords = 200_000;

    /// <summary>The most records that one row is held against.</summary>
    private const int MostCompared = 500;

    /// <summary>The most records that are told for one row.</summary>
    private const int MostTold = 3;

    /// <summary>The longest text that is compared letter by letter; longer ones must be the same.</summary>
    private const int MostCharacters = 200;

    private readonly Dictionary<(int Community, DateOnly Day), List<(NearRecord Record, string Text)>> records = [];
    private readonly HashSet<(int Community, DateOnly Month)> read = [];
    private int count;

    /// <summary>True when there were more records than are held.</summary>
    public bool IsOver => count >= MostRecords;

    /// <summary>Reads what the rows are held against and was not read for others.</summary>
    public async Task ReadAsync(DashboardDbContext db, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var wanted = rows.Select(KeyOf).OfType<NearKey>().SelectMany(key => MonthsOf(key).Select(month => (key.Community, Month: month)))
            .Distinct().Where(cell => !read.Contains(cell)).ToList();
        foreach (var cells in wanted.GroupBy(cell => cell.Month))
        {
            if (IsOver) return;
            var (first, last) = (cells.Key, rule.Day is null ? cells.Key : cells.Key.AddMonths(1).AddDays(-1));
            int[] communities = [.. cells.Select(cell => cell.Community)];
            var found = db.Set<T>().AsNoTracking().WritableBy(scene.Caller).Where(record => record.ArchivedAt == null).Select(rule.Of);
            // What belongs to the street is asked for as a whole.
            if (communities is not [0]) found = found.Where(record => communities.Contains(record.CommunityId));
            if (rule.Day is not null) found = found.Where(record => record.Day >= first && record.Day <= last);
            foreach (var record in await found.Take(MostRecords - count).ToListAsync(cancellationToken)) Add(record);
            read.UnionWith(cells);
        }
    }

    /// <summary>The records that a row may be, the nearest first.</summary>
    public IReadOnlyList<NearRecord> Find(ImportRow row)
    {
        if (KeyOf(row) is not { } key) return [];
        var days = rule.Day is null ? [key.Day] : Enumerable.Range(-rule.Days, (2 * rule.Days) + 1).Select(days => key.Day.AddDays(days));
        return [.. days.SelectMany(day => records.GetValueOrDefault((key.Community, day), [])).Take(MostCompared)
            .Select(known => (known.Record, Distance: DistanceOf(known.Text, key.Text))).Where(found => found.Distance is not null)
            .OrderBy(found => found.Distance).ThenBy(found => Math.Abs(found.Record.Day.DayNumber - key.Day.DayNumber))
                .Select(found => found.Record).Take(MostTold)];
    }

    /// <summary>Holds rows against what is in no store yet.</summary>
    internal void Add(NearRecord record)
    {
        count++;
        var place = (record.CommunityId, record.Day);
        if (!records.TryGetValue(place, out var same)) records[place] = same = [];
        same.Add((record, ImportLookups.Fold(record.Text)));
    }

    /// <summary>By what a row is held against others; null when it does not say it.</summary>
    internal NearKey? KeyOf(ImportRow row) => row.Peek(rule.Day, rule.Text) is { Text.Length: > 0 } key ? key : null;

    private IEnumerable<DateOnly> MonthsOf(NearKey key) => rule.Day is null ? [key.Day]
        : ((DateOnly[])[key.Day.AddDays(-rule.Days), key.Day.AddDays(rule.Days)]).Select(day => new DateOnly(day.Year, day.Month, 1));

    /// <summary>How many letters differ; null when the two say something else.</summary>
    private int? DistanceOf(string one, string other)
    {
        if (one == other) return 0;
        var (shorter, longer) = (Math.Min(one.Length, other.Length), Math.Max(one.Length, other.Length));
        var most = rule.IsExact || longer > MostCharacters || shorter < 4 ? 0 : shorter < 6 ? 1 : Math.Max(2, longer / 5);
        if (longer - shorter > most || most == 0) return null;
        return Distance(one, other) is var distance && distance <= most ? distance : null;
    }

    /// <summary>Letters put in, taken out or exchanged (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) row[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

/// <summary>By what a row is held against records.</summary>
internal sealed record NearKey(int Community, DateOnly Day, string Text);
