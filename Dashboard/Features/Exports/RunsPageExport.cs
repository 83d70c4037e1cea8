using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>The workbooks that were asked for, as far as the caller may see them, all pages.</summary>
internal sealed class RunsPageExport(ExportQueries queries, ExportTemplates templates, OfficeClock clock, IStringLocalizer<ExportPageText> texts) : PageExport
{
    public override string Key => "exports";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (total, runs) = await queries.StreamAsync(db, request.Caller, cancellationToken);
        return new(texts["Runs.Title"], [], [ViewTable.Of(
            texts["Runs.Title"],
            [
                new(Texts.Column("number"), SheetType.Identifier, 10), new(texts["Runs.State"], SheetType.Text, 10), new(texts["Runs.What"], SheetType.Text, 20), new(texts["Ask.From"], SheetType.Day, 12),
                new(texts["Ask.To"], SheetType.Day, 12), new(texts["Ask.Communities"], SheetType.Text, 26), .. ViewFacts.Moment(texts["Run.AsOf"]), new(ViewFacts.Word("Manifest.AskedBy"), SheetType.Text, 16),
                .. ViewFacts.Moment(texts["Runs.Asked"]), new(texts["Runs.Rows"], SheetType.Whole, 12), new($"{texts["Runs.Size"].Value} (KB)", SheetType.Milli, 12), new(texts["Runs.Hash"], SheetType.Identifier, 66),
                new(texts["Runs.Failure"], SheetType.Text, 40),
            ],
            total, runs.Select(ExportLine.Of).Select(line => (object?[])
            [
                Invariant(line.Id), Texts.Term(line.State), ExportWords.NameOf(templates, line.Template), line.From, line.To, ExportWords.CommunitiesOf(line, request.Names, texts), .. clock.Cells(line.AsOf),
                line.IsScheduled ? texts["Runs.BySchedule"].Value : line.AskedBy, .. clock.Cells(line.AskedAt), line.Rows, line.FileBytes is { } bytes ? new Thousandths(bytes) : null, line.ContentHash, line.Failure,
            ]))]);
    }

    private static string Invariant(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
