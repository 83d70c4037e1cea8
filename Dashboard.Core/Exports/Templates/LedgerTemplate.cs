using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports.Lists;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Workbooks;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Templates;

/// <summary>
/// The ledger of one kind of record (诉求台账, 隐患台账, 活动台账), with the figures that are counted from it. Hazards come with a small
/// picture of how each was found.
/// </summary>
/// <param name="kind">Kind of record.</param>
/// <param name="group">Its heading in <see cref="SummaryMetrics.Groups"/>.</param>
/// <param name="list">By whose filters it can be narrowed.</param>
/// <param name="files">Where pictures are; null when they are out of reach.</param>
public sealed class LedgerTemplate(
    string kind, string group, RecordList list, IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue,
    IOptionsMonitor<StreetOffice> office, OfficeClock clock, FileStore? files = null, MetricCube? cube = null)
    : SummaryTemplate(factory, catalogue, office, clock, cube)
{
    private readonly MetricGroup figures = SummaryMetrics.Groups.Single(one => one.Name == group);

    public override string Key => $"{kind}-ledger";

    public override RecordList List => list;

    private protected override IReadOnlyList<MetricGroup> Groups => [figures];

    // Figures tell of all rows. Beside some of them they would either be other figures under the same name or disagree with the rows.
    private protected override IReadOnlyList<MetricGroup> GroupsOf(ExportQuestion question) => question.Filters is null ? Groups : [];

    private protected override IEnumerable<Measure> Listed(ExportQuestion question) =>
        figures.Keys.SelectMany(key => Catalogue[key].Terms(question.Period, question.Period.To)).Select(term => term.Measure);

    private protected override Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        CancellationToken cancellationToken)
    {
        if (summary.Question.Filters is { } filters)
        {
            var manifest = ManifestSheet.Write(book, title, summary, counts, Catalogue, Office.Address,
                filters: filters.Facts(list, summary.Names, summary.Question.Culture));
            return Task.FromResult<(string, IReadOnlyList<string>)>((manifest, [.. SheetsOf(summary), ManifestName.In(book.Culture)]));
        }

        var places = OverviewSheet.Write(book, title, summary);
        ReconciliationSheet.Write(book, title, summary, places, []);
        var pictures = summary.Ledgers.Values.Select(ledger => ledger.Pictures).OfType<LedgerPictures>().FirstOrDefault();
        var hash = ManifestSheet.Write(book, title, summary, counts, Catalogue, Office.Address, pictures is null
            ? null
            : (pictures.Shown, pictures.ByRow.Count));
        // Whoever asks for a ledger looks for its rows first.
        IReadOnlyList<string> order = [.. SheetsOf(summary), book.Text("Sheet.overview"), book.Text("Sheet.reconciliation"),
            ManifestName.In(book.Culture)];
        return Task.FromResult((hash, order));
    }

    private static IEnumerable<string> SheetsOf(Summary summary) =>
        summary.Ledgers.Values.SelectMany(ledger => ledger.Sheets).Select(sheet => sheet.Name);

    private protected override async Task<LedgerPictures?> PicturesAsync(DashboardDbContext db, Ledger ledger, ExportQuestion question,
        CancellationToken cancellationToken)
    {
        if (files is null || ledger is not Ledger<Hazard> hazards) return null;
        var within = hazards.Rows(db).Where(hazards.InPeriod!(question.Period)).SelectMany(hazard => hazard.Photos)
            .Where(photo => photo.Side == PhotoSide.Before);
        if (question.CommunityIds is { } ids) within = within.Where(photo => ids.Contains(photo.Hazard!.CommunityId));
        var byRow = new Dictionary<long, LedgerPicture>();
        var first = within.AsNoTracking().OrderBy(photo => photo.HazardId).ThenBy(photo => photo.Id)
            .Select(photo => new { photo.HazardId, photo.Key, photo.Width, photo.Height });
        await foreach (var photo in first.AsAsyncEnumerable().WithCancellation(cancellationToken))
            byRow.TryAdd(photo.HazardId, new(HazardPhotoFiles.NameOf(photo.Key, isThumbnail: true), photo.Width, photo.Height));
        return new(files, byRow);
    }
}
