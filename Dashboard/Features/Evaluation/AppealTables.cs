using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Appeals and adjustments as tables, of a cycle or of one unit.</summary>
internal static class AppealTables
{
    public static ViewTable Appeals(IReadOnlyList<AppealRow> appeals, Scheme scheme, OfficeClock clock) => ViewTable.Of(
        L["Evaluation.Appeals"],
        [
            new(Texts.Column("state"), SheetType.Text, 12), new(Texts.Kind("co-builder"), SheetType.Text, 28),
            new(L["Evaluation.Criterion"], SheetType.Text, 20), new(L["Evaluation.Day"], SheetType.Day, 12),
            new(L["Evaluation.Appeals"], SheetType.Text, 44), new(L["Evaluation.Appeal.Answer"], SheetType.Text, 44),
            new(L["Evaluation.Appeal.AnsweredBy"], SheetType.Text, 14), new(L["Evaluation.Appeal.AnsweredOn"], SheetType.Day, 12),
        ],
        [.. appeals.Select(appeal => (object?[])
        [
            Texts.Term(appeal.State), appeal.Unit, ScoreText.About(appeal.Criterion, scheme), clock.DayOf(appeal.RaisedAt), appeal.Text,
            appeal.Answer, appeal.AnsweredBy,
            appeal.AnsweredAt is { } at ? clock.DayOf(at) : null,
        ])]);

    public static ViewTable Adjustments(IEnumerable<(string Unit, string Rule, int Times, string Reason, string Evidence)> given,
        Scheme scheme) => ViewTable.Of(
        L["Evaluation.Adjustments"],
        [
            new(Texts.Kind("co-builder"), SheetType.Text, 28), new(L["Evaluation.Adjustment"], SheetType.Text, 24),
            new(L["Evaluation.Times"], SheetType.Whole, 8), new(L["Evaluation.Points"], SheetType.Whole, 8),
            new(L["Evaluation.Reason"], SheetType.Text, 40), new(L["Evaluation.Evidence"], SheetType.Text, 40),
        ],
        [.. given.Select(one => (object?[])[one.Unit, ScoreText.About(one.Rule, scheme), one.Times,
            (scheme.Adjustment(one.Rule)?.Points ?? 0) * one.Times, one.Reason, one.Evidence])]);
}
