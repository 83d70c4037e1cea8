using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Imports.Runs;
using Concentric.People;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>The caller's imports, everybody's for an administrator, all pages.</summary>
internal sealed class ImportsPageExport(OfficeClock clock, IStringLocalizer<ImportPageText> texts) : PageExport
{
    public override string Key => "imports";

    public override bool IsFor(CurrentUser caller) => caller.MayImport;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (total, runs) = await ImportRuns.StreamAsync(db, request.Caller, cancellationToken);
        return new(texts["History.Title"], [], [ViewTable.Of(
            texts["History.Title"],
            [
                new(texts["Run.State"], SheetType.Text, 12), new(Texts.Column("kind"), SheetType.Text, 14), new(texts["Run.File"], SheetType.Text, 36), new(texts["Run.By"], SheetType.Text, 16),
                .. ViewFacts.Moment(texts["Run.At"]), new(texts["Count.Rows"], SheetType.Whole, 10), new(texts["Count.Added"], SheetType.Whole, 10), new(texts["Count.Changed"], SheetType.Whole, 10),
                new(texts["Count.Refused"], SheetType.Whole, 10),
            ],
            total, runs.Select(run => (object?[])[Texts.Term(run.State), Texts.Kind(run.Kind), run.FileName, run.AskedBy, .. clock.Cells(run.AskedAt), run.Rows, run.Added, run.Changed, run.Refused]))]);
    }
}
