using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>What the numbers of a kind of record begin with.</summary>
public static class NumberPrefixes
{
    /// <summary>诉求.</summary>
    public const string Petition = "SQ";

    /// <summary>隐患.</summary>
    public const string Hazard = "YH";

    /// <summary>活动.</summary>
    public const string Activity = "HD";

    /// <summary>心愿.</summary>
    public const string Wish = "XY";

    /// <summary>证书.</summary>
    public const string Award = "ZS";
}

/// <summary>
/// Gives out the numbers by which people call records, as in SQ-2026-000412: prefix, year, and a count that begins anew each
/// year. A number is given out once, whatever runs beside; one whose record is then refused stays unused.
/// </summary>
public sealed class RecordNumbers(IDbContextFactory<DashboardDbContext> factory)
{
    private static readonly MethodInfo NumbersMethod =
        typeof(RecordNumbers).GetMethod(nameof(NumbersOf), 1, BindingFlags.Static | BindingFlags.NonPublic, [typeof(DashboardDbContext)])!;

    /// <summary>A number in full.</summary>
    public static string Format(string prefix, int year, long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:0000}-{count:000000}");

    /// <summary>The next number of a series.</summary>
    public async Task<string> NextAsync(string prefix, int year, CancellationToken cancellationToken) =>
        Format(prefix, year, await ReserveAsync(prefix, year, 1, cancellationToken));

    /// <summary>Takes several numbers at once, for an import.</summary>
    /// <param name="prefix">One of <see cref="NumberPrefixes"/>.</param>
    /// <param name="year">The year in the number.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first of them.</returns>
    public async Task<long> ReserveAsync(string prefix, int year, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:0000}");
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var last = await db.NumberSeries.Where(series => series.Key == key).Select(series => (long?)series.Last)
                .SingleOrDefaultAsync(cancellationToken);
            // Whoever changes the row first has the numbers; the others look again. So no lock is held while a record is saved.
            if (last is null)
            {
                await BeginAsync(db, key, cancellationToken);
                continue;
            }

            var taken = await db.NumberSeries.Where(series => series.Key == key && series.Last == last)
                .ExecuteUpdateAsync(row => row.SetProperty(series => series.Last, last + count), cancellationToken);
            if (taken == 1) return last.Value + 1;
        }
    }

    private static async Task BeginAsync(DashboardDbContext db, string key, CancellationToken cancellationToken)
    {
        // Records that were loaded past this class keep their numbers.
        db.NumberSeries.Add(new NumberSeries { Key = key, Last = await HighestAsync(db, key, cancellationToken) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Somebody else began the series in the meantime.
        }
    }

    /// <summary>The highest count among the records that have numbers, of whatever kind: a series is begun once a year.</summary>
    private static async Task<long> HighestAsync(DashboardDbContext db, string key, CancellationToken cancellationToken)
    {
        // Not a range between two texts: SQL Server's collations pass over hyphens when they compare.
        var from = key + "-";
        var counts = new List<long> { 0 };
        foreach (var kind in db.Model.GetEntityTypes().Select(type => type.ClrType).Where(typeof(ISeriesNumber).IsAssignableFrom))
        {
            var highest = await NumbersOf(db, kind).Where(number => number.StartsWith(from))
                .OrderByDescending(number => number.Length).ThenByDescending(number => number).FirstOrDefaultAsync(cancellationToken);
            if (highest is null) continue;
            if (long.TryParse(highest.AsSpan(from.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts.Add(count);
        }

        return counts.Max();
    }

    private static IQueryable<string> NumbersOf(DashboardDbContext db, Type type) =>
        (IQueryable<string>)NumbersMethod.MakeGenericMethod(type).Invoke(null, [db])!;

    private static IQueryable<string> NumbersOf<T>(DashboardDbContext db)
        where T : Record, ISeriesNumber => db.Set<T>().Select(record => record.Number);
}
