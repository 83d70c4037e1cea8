using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What is contested in a cycle, and the bonuses and deductions that were given.</summary>
internal sealed class AppealsPageExport(EvaluationQueries queries, OfficeClock clock, IStringLocalizer<EvaluationText> texts) : PageExport
{
    public override string Key => "evaluation-appeals";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken) =>
        await queries.AppealsAsync(request.Caller, request.CycleId(), cancellationToken) is not { } view ? null : new(texts["Appeals.Title"], CycleFacts.Of(view.Cycle, texts),
        [
            AppealTables.Appeals(view.Appeals, view.Scheme, clock, texts),
            AppealTables.Adjustments(view.Adjustments.Select(given => (given.Unit, given.RuleKey, given.Times, given.Reason, given.Evidence)), view.Scheme, texts),
        ]);
}
