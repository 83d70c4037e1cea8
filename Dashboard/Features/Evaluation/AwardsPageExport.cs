using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Whom the rules propose for awards, who has one, and who was nominated; volunteers' names are masked.</summary>
internal sealed class AwardsPageExport(AwardQueries queries) : PageExport
{
    public override string Key => "evaluation-awards";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (await queries.ReadAsync(request.Caller, request.CycleId(), cancellationToken) is not { } view) return null;
        return new(L["Evaluation.Awards.Title"],
            [.. CycleFacts.Of(view.Cycle), .. view.Level.Select(pair => (L["Evaluation.Level"], AwardsPage.LevelText(pair)))],
        [
            CandidatesTable(AwardKind.Unit).ToFile(AwardCandidates.ShownOf(AwardKind.Unit, view.Units)),
            CandidatesTable(AwardKind.Volunteer).ToFile(AwardCandidates.ShownOf(AwardKind.Volunteer, view.Volunteers)),
            ViewTable.Of(
                L["Evaluation.Nominations"],
                [new(L["Evaluation.Who"], SheetType.Text, 16), new(L["Evaluation.Nominated.By"], SheetType.Text, 24),
                    new(L["Evaluation.Reason"], SheetType.Text, 50)],
                [.. view.Nominations.Select(one => (object?[])[one.Volunteer, one.NominatedBy, one.Reason])]),
        ]);
    }

    internal static PageTable<AwardCandidate> CandidatesTable(AwardKind kind) => new(Texts.Term(kind), columns =>
    [
        .. kind == AwardKind.Unit
            ? [columns.Whole("rank", L["Evaluation.Rank"], 8, one => one.Rank)]
            : Array.Empty<PageColumn<AwardCandidate>>(),
        columns.Text("who", L["Evaluation.Who"], kind == AwardKind.Unit ? 30 : 16, one => one.Name),
        kind == AwardKind.Unit
            ? columns.Number("reached", L["Evaluation.Score"], 10, one => one.Reached / 100.0)
            : columns.Number("reached", L["Evaluation.VerifiedHours"], 12, one => one.Reached / 60.0),
        .. kind == AwardKind.Volunteer
            ? [columns.Whole("nominations", L["Evaluation.Nominations"], 10, one => one.Nominations)]
            : Array.Empty<PageColumn<AwardCandidate>>(),
        columns.Identifier("award", L["Evaluation.Award"], 18, one =>
            one.Granted?.Number ?? (one.IsProposed ? L["Evaluation.Proposed"] : null)),
    ]);
}
