using Concentric.Activities;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// Reads what the records say of units. For all units the store adds the rows up by quarter, so that a million records come as a
/// few thousand rows; for one unit the records come one by one. Both end in <see cref="Measures.Of"/>, and a test holds them to
/// the same.
/// </summary>
internal static class EvidenceReader
{
    /// <summary>The lines of all units but some.</summary>
    public static async Task<Dictionary<long, List<MeasureLine>>> LinesAsync(
        DashboardDbContext db, IReadOnlyList<UnitProfile> units, IReadOnlyCollection<long> except, DateOnly from, DateOnly to,
        Action? afterEach, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<long, List<MeasureLine>>();
        var (second, third, fourth) = (new DateOnly(from.Year, 4, 1), new DateOnly(from.Year, 7, 1), new DateOnly(from.Year, 10, 1));
        foreach (var kind in EvidenceKinds.All)
        {
            // Compared, not taken apart: no store has a quick way to the quarter of a day.
            var quarters = await kind.Rows(db, from, to)
                .GroupBy(row =>
                    new { row.UnitId, row.Mark, Quarter = row.Day < second ? 0 : row.Day < third ? 1 : row.Day < fourth ? 2 : 3 })
                .Select(group => new
                {
                    group.Key.UnitId,
                    group.Key.Quarter,
                    group.Key.Mark,
                    Count = group.Count(),
                    Fen = group.Sum(row => row.Fen),
                    Minutes = group.Sum(row => row.Minutes)
                })
                .ToListAsync(cancellationToken);
            foreach (var sum in quarters.Where(sum => !except.Contains(sum.UnitId)))
                Add(sum.UnitId,
                    new(kind.Source, (EvidenceMark)sum.Mark, new DateOnly(from.Year, (sum.Quarter * 3) + 1, 1), sum.Count, sum.Fen,
                        sum.Minutes));
            afterEach?.Invoke();
        }

        foreach (var agreement in await AgreementsAsync(db, units, from, to, cancellationToken))
        {
            if (!except.Contains(agreement.UnitId)) Add(agreement.UnitId, agreement.Line);
        }

        return lines;

        void Add(long unit, MeasureLine line)
        {
            if (!lines.TryGetValue(unit, out var own)) lines.Add(unit, own = []);
            own.Add(line);
        }
    }

    /// <summary>The records of some units, or of all, each with the unit that it is of.</summary>
    public static async Task<IReadOnlyList<EvidenceRecord>> RecordsAsync(
        DashboardDbContext db, IReadOnlyList<UnitProfile> units, IReadOnlyCollection<long>? only, DateOnly from, DateOnly to,
        CancellationToken cancellationToken)
    {
        var found = new List<EvidenceRecord>();
        foreach (var kind in EvidenceKinds.All)
        {
            var rows = kind.Rows(db, from, to);
            if (only is not null) rows = rows.Where(row => only.Contains(row.UnitId));
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                found.Add(new(kind.Source, (EvidenceMark)row.Mark, kind.Kind, row.RecordId, row.Day, row.Title, row.Fen, row.Minutes,
                    row.UnitId));
        }

        found.AddRange((await AgreementsAsync(db, units, from, to, cancellationToken))
            .Where(agreement => only?.Contains(agreement.UnitId) != false));
        return found;
    }

    /// <summary>
    /// The evidence of one unit in the order of days, with that of the units merged into it. What several of them share counts
    /// once; the conferences of a unit that was merged stay its own, for the other was invited too.
    /// </summary>
    /// <param name="records">Of all of them, in any order.</param>
    /// <param name="members">The unit first, then those merged into it.</param>
    public static IReadOnlyList<EvidenceRecord> Combine(IEnumerable<EvidenceRecord> records, IReadOnlyList<long> members) =>
        [.. records.Where(record => record.UnitId == members[0] || record.Source != EvidenceSource.Conference)
            .GroupBy(record => (record.Source, record.Id))
                .Select(group => group.OrderBy(record => record.UnitId != members[0]).ThenBy(record => record.UnitId).First())
            .OrderBy(record => record.Source).ThenBy(record => record.Day).ThenBy(record => record.Id)];

    /// <summary>Measured agreements due in the span, for each unit whose name, or former name, is among the parties.</summary>
    private static async Task<IReadOnlyList<EvidenceRecord>> AgreementsAsync(
        DashboardDbContext db, IReadOnlyList<UnitProfile> units, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var due = await db.Agreements.AsNoTracking().Where(made => made.ArchivedAt == null && made.DueOn >= from && made.DueOn < to)
            .Select(made => new
            {
                made.Id,
                made.Title,
                made.Parties,
                DueOn = made.DueOn!.Value,
                Promised = made.Outputs.Where(output => output.ArchivedAt == null && output.Kind == OutputKind.PortsAgreed)
                    .Sum(output => output.AmountMilli),
                Built = made.Outputs.Where(output => output.ArchivedAt == null && output.Kind == OutputKind.PortsBuilt)
                    .Sum(output => output.AmountMilli),
            }).Where(made => made.Promised > 0).ToListAsync(cancellationToken);
        if (due.Count == 0) return [];
        var byName = units.SelectMany(unit => unit.FormerNames.Append(unit.Name).Distinct().Select(name => (name, unit.Id)))
            .ToLookup(one => one.name, one => one.Id);
        return [.. due.SelectMany(made =>
            made.Parties.Split('、').SelectMany(name => byName[name]).Distinct().Select(unit => new EvidenceRecord(
            EvidenceSource.Agreement, made.Built >= made.Promised ? EvidenceMark.Good : EvidenceMark.Missed,
            RecordKinds.NameOf<Agreement>(), made.Id, made.DueOn, made.Title, 0, 0, unit)))];
    }
}
