using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What is contested in a cycle, and the bonuses and deductions that were given.</summary>
internal sealed class AppealsPageExport(EvaluationQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "evaluation-appeals";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request,
        CancellationToken cancellationToken) =>
        await queries.AppealsAsync(request.Caller, request.CycleId(), cancellationToken) is not { } view
            ? null
            : new(L["Evaluation.Appeals.Title"], CycleFacts.Of(view.Cycle),
        [
            AppealTables.Appeals(view.Appeals, view.Scheme, clock),
            AppealTables.Adjustments(view.Adjustments.Select(given =>
                (given.Unit, given.RuleKey, given.Times, given.Reason, given.Evidence)), view.Scheme),
        ]);
}
