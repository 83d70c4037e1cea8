using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Imports.Runs;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>The caller's imports, everybody's for an administrator, all pages.</summary>
internal sealed class ImportsPageExport(OfficeClock clock) : PageExport
{
    public override string Key => "imports";

    public override bool IsFor(CurrentUser caller) => caller.MayImport;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var (total, runs) = await ImportRuns.StreamAsync(db, request.Caller, cancellationToken);
        return new(L["ImportPage.History.Title"], [], [TableOf(clock).ToFile(total, runs)]);
    }

    internal static PageTable<ImportRun> TableOf(OfficeClock clock) => new(L["ImportPage.History.Title"], columns =>
    [
        columns.Text("state", L["ImportPage.Run.State"], 12, run => Texts.Term(run.State)),
        columns.Text("kind", Texts.Column("kind"), 14, run => Texts.Kind(run.Kind)).InFileOnly(),
        columns.Text("file", L["ImportPage.Run.File"], 36, run => run.FileName).Wide(),
        columns.Text("by", L["ImportPage.Run.By"], 16, run => run.AskedBy),
        columns.Moment("at", L["ImportPage.Run.At"], clock, run => run.AskedAt).InFileOnly(),
        columns.Whole("rows", L["ImportPage.Count.Rows"], 10, run => run.Rows),
        columns.Whole("added", L["ImportPage.Count.Added"], 10, run => run.Added),
        columns.Whole("changed", L["ImportPage.Count.Changed"], 10, run => run.Changed),
        columns.Whole("refused", L["ImportPage.Count.Refused"], 10, run => run.Refused),
    ]);
}
