using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What co-builders let lapse, as far as the caller may know of it, and who has taken it over.</summary>
internal sealed class HallPageExport(Hall hall) : PageExport
{
    public override string Key => "evaluation-hall";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var items = await hall.ReadAsync(request.Caller, cancellationToken);
        return new(L["Evaluation.Hall"], [], [ViewTable.Of(
            L["Evaluation.Hall"],
            [
                new(Texts.Column("title"), SheetType.Text, 40), new(Texts.Column("community"), SheetType.Text, 16),
                new(L["Evaluation.Hall.Lapsed"], SheetType.Text, 28), new(Texts.Column("due-on"), SheetType.Day, 12),
                new(L["Evaluation.Hall.Days"], SheetType.Whole, 10), new(Texts.Column("state"), SheetType.Text, 12),
                new(L["Evaluation.Hall.Taker"], SheetType.Text, 28), new(L["Evaluation.Hall.TakenOn"], SheetType.Day, 12),
            ],
            [.. items.Select(item => (object?[])
            [
                item.Title, request.Names.Name(item.CommunityId), item.LapsedBy, item.DueOn, item.DaysLate,
                L[item.Taking is null ? "Evaluation.Hall.Open" : "Evaluation.Hall.Taken"], item.Taking?.CoBuilder, item.Taking?.On,
            ])])]);
    }
}
