using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Resources;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Whom the rules propose for awards, who has one, and who was nominated; volunteers' names are masked.</summary>
internal sealed class AwardsPageExport(AwardQueries queries, IStringLocalizer<EvaluationText> texts) : PageExport
{
    public override string Key => "evaluation-awards";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (await queries.ReadAsync(request.Caller, request.CycleId(), cancellationToken) is not { } view) return null;
        return new(texts["Awards.Title"], CycleFacts.Of(view.Cycle, texts),
        [
            ViewTable.Of(
                Texts.Term(AwardKind.Unit),
                [new(texts["Rank"], SheetType.Whole, 8), new(texts["Who"], SheetType.Text, 30), new(texts["Score"], SheetType.Milli, 10), new(texts["Award"], SheetType.Identifier, 18)],
                [.. AwardCandidates.ShownOf(view.Units).Select(one => (object?[])[one.Rank, one.Name, one.Reached / 100.0, AwardOf(one)])]),
            ViewTable.Of(
                Texts.Term(AwardKind.Volunteer),
                [new(texts["Rank"], SheetType.Whole, 8), new(texts["Who"], SheetType.Text, 16), new(texts["VerifiedHours"], SheetType.Milli, 12), new(texts["Nominations"], SheetType.Whole, 10), new(texts["Award"], SheetType.Identifier, 18)],
                [.. AwardCandidates.ShownOf(view.Volunteers).Select(one => (object?[])[one.Rank, one.Name, one.Reached / 60.0, one.Nominations, AwardOf(one)])]),
            ViewTable.Of(
                texts["Nominations"],
                [new(texts["Who"], SheetType.Text, 16), new(texts["Nominated.By"], SheetType.Text, 24), new(texts["Reason"], SheetType.Text, 50)],
                [.. view.Nominations.Select(one => (object?[])[one.Volunteer, one.NominatedBy, one.Reason])]),
        ]);
    }

    private string? AwardOf(AwardCandidate one) => one.Granted?.Number ?? (one.IsProposed ? texts["Proposed"].Value : null);
}
