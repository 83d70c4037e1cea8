using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The rules of a cycle in the version that the page shows.</summary>
internal sealed class RulesPageExport(EvaluationQueries queries) : PageExport
{
    public override string Key => "evaluation-rules";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var number = request["version"] is { } version ? (int?)TypedText.Number(version) ?? 0 : (int?)null;
        if (await queries.SchemeAsync(request.Caller, request.CycleId(), number, cancellationToken) is not { } view) return null;
        var (scheme, cycle) = (view.Scheme, view.Cycle);
        List<(string, string)> facts = [.. CycleFacts.Of(cycle)
            .SkipLast(1), (L["Evaluation.Rules"], L["Evaluation.RulesVersion", view.Shown])];
        if (cycle.Schemes.First(one => one.Number == view.Shown).Reason is { } reason) facts.Add((L["Evaluation.Reason"], reason));
        return new(L["Evaluation.Rules.Title"], facts,
        [
            ViewTable.Of(
                L["Evaluation.Criteria"],
                [new(L["Evaluation.Criterion"], SheetType.Text, 28), new(Texts.Column("kind"), SheetType.Text, 20),
                    new(L["Evaluation.From"], SheetType.Text, 20), new(L["Evaluation.How"], SheetType.Text, 50),
                    new(L["Evaluation.WeightShort"], SheetType.Whole, 8)],
                [
                    .. scheme.Criteria.Select(one => (object?[])[one.NameFor(request.Culture), one.GroupFor(request.Culture),
                        ScoreText.From(one), ScoreText.How(one), one.Weight]),
                    [L["Evaluation.Sum"], null, null, null, scheme.Criteria.Sum(one => one.Weight)],
                ]),
            ViewTable.Of(
                L["Evaluation.Adjustments"],
                [new(L["Evaluation.Adjustment"], SheetType.Text, 30), new(L["Evaluation.From"], SheetType.Text, 24),
                    new(L["Evaluation.Points"], SheetType.Whole, 8)],
                [.. scheme.Adjustments.Select(rule => (object?[])[rule.NameFor(request.Culture), Texts.Term(rule.Source), rule.Points])]),
            ViewTable.Of(L["Evaluation.Settings"], [new(L["Evaluation.Settings"], SheetType.Text, 90)],
                [[L["Evaluation.Adjustments.Caps", scheme.MostBonus, scheme.MostDeduction]], .. ScoreText.Settings(scheme)
                    .Select(one => (object?[])[one])]),
        ]);
    }
}
