using Concentric.Data;
using Concentric.Exports.Workbooks;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// Every petition and hazard that stood overdue on the day of which standing figures tell, the longest overdue of each kind first.
/// </summary>
internal static class OverdueSheet
{
    private static readonly (string Key, SheetType Type, int Width)[] Columns =
    [
        ("kind", SheetType.Text, 10), ("number", SheetType.Identifier, 17), ("community", SheetType.Text, 16),
        ("title", SheetType.Text, 40), ("severity", SheetType.Text, 10),
        ("responsible", SheetType.Text, 20), ("due-on", SheetType.Day, 12), ("days-late", SheetType.Days, 12), ("page", SheetType.Link, 8),
    ];

    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync(
        WorkbookWriter book, DashboardDbContext db, Summary summary, MetricCatalogue catalogue, string footer,
        CancellationToken cancellationToken)
    {
        var culture = book.Culture;
        var (table, day, ids, rows) = (book.Streamed, summary.Standing, summary.Question.CommunityIds, 0L);
        await table.BeginAsync(summary.OverdueSheet!,
            [.. Columns.Select(column => new SheetColumn(Texts.Column(column.Key, culture), column.Type, column.Width))], footer,
            cancellationToken);
        var open = book.Text("Link.Open");
        // By rounds: what was overdue on a past day, whatever has become of it since.
        var petitions = catalogue.SourceOf<PetitionRound>().In(db, ids, null).AsNoTracking()
            .Where(x => x.DueOn < day && (x.ClosedOn == null || x.ClosedOn > day)).OrderBy(x => x.DueOn).ThenBy(x => x.PetitionId)
            .Select(x =>
                new Late(x.PetitionId, x.Petition!.Number, x.CommunityId, x.Petition.Title, null, x.Petition.ResponsibleUnit, x.DueOn));
        var hazards = catalogue.SourceOf<HazardRound>().In(db, ids, null).AsNoTracking()
            .Where(x => x.OverdueFrom <= day && (x.RectifiedOn == null || x.RectifiedOn > day)).OrderBy(x => x.DueOn)
            .ThenBy(x => x.HazardId)
            .Select(x =>
                new Late(x.HazardId, x.Hazard!.Number, x.CommunityId, x.Hazard.Title, x.Severity, x.Hazard.ResponsibleUnit, x.DueOn));
        foreach (var (kind, late) in new[] { (RecordKinds.NameOf<Petition>(), petitions), (RecordKinds.NameOf<Hazard>(), hazards) })
        {
            var name = Texts.Kind(kind, culture);
            await foreach (var row in late.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                table.Text(name);
                table.Identifier(row.Number);
                table.Text(summary.Names.Name(row.CommunityId, culture));
                table.Text(row.Title);
                table.Text(row.Severity is { } severity ? Texts.Term(severity, culture) : null);
                table.Text(row.Responsible);
                table.Day(row.DueOn);
                table.Duration(day.DayNumber - row.DueOn.DayNumber, SheetType.Days);
                table.Link(RecordPaths.Of(kind, row.Id)!, open);
                await table.EndRowAsync(cancellationToken);
                rows++;
            }
        }

        await table.EndSheetsAsync(cancellationToken);
        return rows;
    }

    private sealed record Late(long Id, string Number, int CommunityId, string Title, HazardSeverity? Severity, string? Responsible,
        DateOnly DueOn);
}
