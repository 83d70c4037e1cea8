using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The rules of a cycle in the version that the page shows.</summary>
internal sealed class RulesPageExport(EvaluationQueries queries, IStringLocalizer<EvaluationText> texts) : PageExport
{
    public override string Key => "evaluation-rules";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var number = request["version"] is { } version ? (int?)TypedText.Number(version) ?? 0 : (int?)null;
        if (await queries.SchemeAsync(request.Caller, request.CycleId(), number, cancellationToken) is not { } view) return null;
        var (scheme, cycle) = (view.Scheme, view.Cycle);
        List<(string, string)> facts = [.. CycleFacts.Of(cycle, texts).SkipLast(1), (texts["Rules"], texts["RulesVersion", view.Shown])];
        if (cycle.Schemes.First(one => one.Number == view.Shown).Reason is { } reason) facts.Add((texts["Reason"], reason));
        return new(texts["Rules.Title"], facts,
        [
            ViewTable.Of(
                texts["Criteria"],
                [new(texts["Criterion"], SheetType.Text, 28), new(Texts.Column("kind"), SheetType.Text, 20), new(texts["From"], SheetType.Text, 20), new(texts["How"], SheetType.Text, 50), new(texts["WeightShort"], SheetType.Whole, 8)],
                [
                    .. scheme.Criteria.Select(one => (object?[])[one.NameFor(request.Culture), one.GroupFor(request.Culture), ScoreText.From(one), ScoreText.How(one, texts), one.Weight]),
                    [texts["Sum"].Value, null, null, null, scheme.Criteria.Sum(one => one.Weight)],
                ]),
            ViewTable.Of(
                texts["Adjustments"],
                [new(texts["Adjustment"], SheetType.Text, 30), new(texts["From"], SheetType.Text, 24), new(texts["Points"], SheetType.Whole, 8)],
                [.. scheme.Adjustments.Select(rule => (object?[])[rule.NameFor(request.Culture), Texts.Term(rule.Source), rule.Points])]),
            ViewTable.Of(texts["Settings"], [new(texts["Settings"], SheetType.Text, 90)], [[texts["Adjustments.Caps", scheme.MostBonus, scheme.MostDeduction].Value], .. ScoreText.Settings(scheme, texts).Select(one => (object?[])[one])]),
        ]);
    }
}
