using Concentric.Dashboard.Components.Tables;
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
            CandidatesTable(AwardKind.Unit, texts).ToFile(AwardCandidates.ShownOf(view.Units)),
            CandidatesTable(AwardKind.Volunteer, texts).ToFile(AwardCandidates.ShownOf(view.Volunteers)),
            ViewTable.Of(
                texts["Nominations"],
                [new(texts["Who"], SheetType.Text, 16), new(texts["Nominated.By"], SheetType.Text, 24), new(texts["Reason"], SheetType.Text, 50)],
                [.. view.Nominations.Select(one => (object?[])[one.Volunteer, one.NominatedBy, one.Reason])]),
        ]);
    }

    internal static PageTable<AwardCandidate> CandidatesTable(AwardKind kind, IStringLocalizer<EvaluationText> texts) => new(Texts.Term(kind), columns =>
    [
        columns.Whole("rank", texts["Rank"], 8, one => one.Rank),
        columns.Text("who", texts["Who"], kind == AwardKind.Unit ? 30 : 16, one => one.Name),
        kind == AwardKind.Unit
            ? columns.Number("reached", texts["Score"], 10, one => one.Reached / 100.0)
            : columns.Number("reached", texts["VerifiedHours"], 12, one => one.Reached / 60.0),
        .. kind == AwardKind.Volunteer ? [columns.Whole("nominations", texts["Nominations"], 10, one => one.Nominations)] : Array.Empty<PageColumn<AwardCandidate>>(),
        columns.Identifier("award", texts["Award"], 18, one => one.Granted?.Number ?? (one.IsProposed ? texts["Proposed"].Value : null)),
    ]);
}
