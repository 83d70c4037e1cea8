using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>One line of a record's history.</summary>
/// <param name="Action">What was done, as <c>Changed</c> or the name of a step.</param>
/// <param name="Fields">What it changed; for a new record what it was entered with.</param>
public sealed record HistoryLine(long Id, DateTime At, string By, string Action, IReadOnlyList<HistoryField> Fields);

/// <summary>Reads the audit trail of a single record for anybody who may read the record itself.</summary>
public sealed class RecordHistories(IDbContextFactory<DashboardDbContext> factory, RecordRegister register)
{
    /// <summary>The most lines that are read, the newest first.</summary>
    public const int MostLines = 200;

    /// <summary>The newest lines, the last first; none when the caller may not read the record.</summary>
    public async Task<IReadOnlyList<HistoryLine>> ReadAsync(CurrentUser caller, string kind, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // A community is no record of anybody's; its names are on every page.
        var known = register.Find(kind);
        var isReadable = kind == RecordKinds.NameOf<Community>()
            || (known is not null && await known.IsReadableAsync(db, caller, id, cancellationToken));
        if (!isReadable) return [];
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Kind == kind && entry.RecordId == id)
            .OrderByDescending(entry => entry.Id).Take(MostLines).ToListAsync(cancellationToken);
        return [.. entries.Select(entry => new HistoryLine(entry.Id, entry.At, entry.By, entry.Action,
            [.. AuditDiff.Between(entry.Before, entry.After).Where(field => !IsToldByTheTimeline(known, field.Name))]))];
    }

    /// <summary>A record that has steps has a timeline, which tells them in words, and with whom it is shared.</summary>
    private static bool IsToldByTheTimeline(RegisteredKind? kind, string field) =>
        field.EndsWith("Step", StringComparison.Ordinal) || kind?.List.TimelineParts.Contains(field) == true;
}
