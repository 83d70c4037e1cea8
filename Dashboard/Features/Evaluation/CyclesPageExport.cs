using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The years that were and are evaluated.</summary>
internal sealed class CyclesPageExport(EvaluationQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "evaluations";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var cycles = await queries.CyclesAsync(cancellationToken);
        return new(L["Evaluation.Title"], [], [ViewTable.Of(
            L["Evaluation.Title"],
            [new(Texts.Column("evaluation-year"), SheetType.Identifier, 10), new(Texts.Column("title"), SheetType.Text, 36),
                new(L["Evaluation.Stages"], SheetType.Text, 14), .. ViewFacts.Moment(Texts.Term(CycleStage.Published))],
            [.. cycles.Select(cycle =>
                (object?[])[$"{cycle.Year}", cycle.Title, Texts.Term(cycle.Stage), .. clock.Cells(cycle.PublishedAt)])])]);
    }
}
