using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Resources;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>What co-builders let lapse, as far as the caller may know of it, and who has taken it over.</summary>
internal sealed class HallPageExport(Hall hall, IStringLocalizer<EvaluationText> texts) : PageExport
{
    public override string Key => "evaluation-hall";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var items = await hall.ReadAsync(request.Caller, cancellationToken);
        return new(texts["Hall"], [], [ViewTable.Of(
            texts["Hall"],
            [
                new(Texts.Column("title"), SheetType.Text, 40), new(Texts.Column("community"), SheetType.Text, 16), new(texts["Hall.Lapsed"], SheetType.Text, 28), new(Texts.Column("due-on"), SheetType.Day, 12),
                new(texts["Hall.Days"], SheetType.Whole, 10), new(Texts.Column("state"), SheetType.Text, 12), new(texts["Hall.Taker"], SheetType.Text, 28), new(texts["Hall.TakenOn"], SheetType.Day, 12),
            ],
            [.. items.Select(item => (object?[])
            [
                item.Title, request.Names.Name(item.CommunityId), item.LapsedBy, item.DueOn, item.DaysLate, texts[item.Taking is null ? "Hall.Open" : "Hall.Taken"].Value, item.Taking?.CoBuilder, item.Taking?.On,
            ])])]);
    }
}
