using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>The workbooks that were asked for, as far as the caller may see them, as they are filtered, all pages.</summary>
internal sealed class RunsPageExport(ExportQueries queries, ExportTemplates templates, OfficeClock clock) : PageExport
{
    public override string Key => "exports";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var filter = ExportAddress.Read(request["state"], request["template"], request["from"], request["to"]);
        var (total, runs) = await queries.StreamAsync(db, request.Caller, filter, cancellationToken);
        return new(L["ExportPage.Runs.Title"], ExportAddress.Facts(filter, templates),
            [TableOf(request.Names, templates, clock).ToFile(total, runs.Select(ExportLine.Of))]);
    }

    internal static PageTable<ExportLine> TableOf(CommunityDirectory.Names names, ExportTemplates templates, OfficeClock clock) =>
        new(L["ExportPage.Runs.Title"], columns =>
    [
        columns.Identifier("number", Texts.Column("number"), 10, line => Invariant(line.Id)).InFileOnly(),
        columns.Text("state", L["ExportPage.Runs.State"], 10, line => Texts.Term(line.State)),
        columns.Text("what", L["ExportPage.Runs.What"], 20, line => ExportWords.NameOf(templates, line.Template)).Wide(),
        columns.Day("from", L["ExportPage.Ask.From"], line => line.From).InFileOnly(),
        columns.Day("to", L["ExportPage.Ask.To"], line => line.To).InFileOnly(),
        columns.Text("communities", L["ExportPage.Ask.Communities"], 26, line => ExportWords.CommunitiesOf(line, names)).InFileOnly(),
        columns.Moment("as-of", L["ExportPage.Run.AsOf"], clock, line => line.AsOf).InFileOnly(),
        columns.Text("by", ViewFacts.Word("Manifest.AskedBy"), 16, line =>
            line.IsScheduled ? L["ExportPage.Runs.BySchedule"] : line.AskedBy)
            .InFileOnly(),
        columns.Moment("asked", L["ExportPage.Runs.Asked"], clock, line => line.AskedAt),
        columns.Whole("rows", L["ExportPage.Runs.Rows"], 12, line => line.Rows),
        columns.Milli("size", $"{L["ExportPage.Runs.Size"]} (KB)", 12, line => line.FileBytes),
        columns.Identifier("hash", L["ExportPage.Runs.Hash"], 66, line => line.ContentHash),
        columns.Text("failure", L["ExportPage.Runs.Failure"], 40, line =>
                line.Failure ?? RhythmWords.SkippedOf(line.Overdue, line.OnlyAbove))
            .InFileOnly(),
        columns.OnPage("file", L["ExportPage.Runs.File"]),
    ]);

    private static string Invariant(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
