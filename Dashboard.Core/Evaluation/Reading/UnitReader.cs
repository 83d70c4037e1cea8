using System.Text.Json;
using Concentric.CoBuilders;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// Reads the units of a cycle: those that took part on any day of it, with the names they had and what they were merged into.
/// </summary>
internal static class UnitReader
{
    public static async Task<IReadOnlyList<UnitProfile>> ReadAsync(DashboardDbContext db, DateOnly from, DateOnly to,
        CancellationToken cancellationToken)
    {
        var rows = await db.CoBuilders.AsNoTracking()
            .Where(unit => unit.ArchivedAt == null && unit.JoinedOn <= to && (unit.LeftOn == null || unit.LeftOn >= from))
            .OrderBy(unit => unit.Id)
                .Select(unit => new { unit.Id, unit.Name, unit.NameEn, unit.Kind, unit.JoinedOn, unit.LeftOn, unit.MergedIntoId })
                .ToListAsync(cancellationToken);
        var former = await FormerNamesAsync(db, cancellationToken);
        return [.. rows.Select(unit =>
            new UnitProfile(unit.Id, unit.Name, unit.NameEn, unit.Kind, unit.JoinedOn, unit.LeftOn, unit.MergedIntoId)
        {
            FormerNames = [.. former[unit.Id].Where(name => name != unit.Name).Distinct()],
        })];
    }

    /// <summary>The unit and those that were merged into it, whether directly or through others; the unit first.</summary>
    public static IReadOnlyList<long> Members(IReadOnlyList<UnitProfile> units, long id)
    {
        List<long> members = [id];
        for (var i = 0; i < members.Count; i++)
            members.AddRange(units.Where(unit => unit.MergedIntoId == members[i] && !members.Contains(unit.Id)).Select(unit => unit.Id));
        return members;
    }

    /// <summary>The audit trail knows what a unit was called.</summary>
    private static async Task<ILookup<long, string>> FormerNamesAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var kind = RecordKinds.NameOf<CoBuilder>();
        var changes = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Kind == kind && entry.Action == "Changed" && entry.Before!.Contains("\"Name\""))
            .OrderByDescending(entry => entry.Id).Select(entry => new { entry.RecordId, entry.Before }).ToListAsync(cancellationToken);
        return changes.Select(change => (change.RecordId, Name: NameIn(change.Before!))).Where(change => change.Name is not null)
            .ToLookup(change => change.RecordId, change => change.Name!);
    }

    private static string? NameIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(nameof(CoBuilder.Name), out var name) ? name.GetString() : null;
    }
}
