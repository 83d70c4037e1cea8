using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
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
        return new(texts["Runs.Title"], [], [TableOf(request.Names, templates, clock, texts).ToFile(total, runs.Select(ExportLine.Of))]);
    }

    internal static PageTable<ExportLine> TableOf(CommunityDirectory.Names names, ExportTemplates templates, OfficeClock clock, IStringLocalizer<ExportPageText> texts) => new(texts["Runs.Title"], columns =>
    [
        columns.Identifier("number", Texts.Column("number"), 10, line => Invariant(line.Id)).InFileOnly(),
        columns.Text("state", texts["Runs.State"], 10, line => Texts.Term(line.State)),
        columns.Text("what", texts["Runs.What"], 20, line => ExportWords.NameOf(templates, line.Template)).Wide(),
        columns.Day("from", texts["Ask.From"], line => line.From).InFileOnly(),
        columns.Day("to", texts["Ask.To"], line => line.To).InFileOnly(),
        columns.Text("communities", texts["Ask.Communities"], 26, line => ExportWords.CommunitiesOf(line, names, texts)).InFileOnly(),
        columns.Moment("as-of", texts["Run.AsOf"], clock, line => line.AsOf).InFileOnly(),
        columns.Text("by", ViewFacts.Word("Manifest.AskedBy"), 16, line => line.IsScheduled ? texts["Runs.BySchedule"] : line.AskedBy).InFileOnly(),
        columns.Moment("asked", texts["Runs.Asked"], clock, line => line.AskedAt),
        columns.Whole("rows", texts["Runs.Rows"], 12, line => line.Rows),
        columns.Milli("size", $"{texts["Runs.Size"].Value} (KB)", 12, line => line.FileBytes),
        columns.Identifier("hash", texts["Runs.Hash"], 66, line => line.ContentHash),
        columns.Text("failure", texts["Runs.Failure"], 40, line => line.Failure).InFileOnly(),
        columns.OnPage("file", texts["Runs.File"]),
    ]);

    private static string Invariant(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
