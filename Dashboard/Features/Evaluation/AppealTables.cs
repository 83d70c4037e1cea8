using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>Appeals and adjustments as tables, of a cycle or of one unit.</summary>
internal static class AppealTables
{
    public static ViewTable Appeals(IReadOnlyList<AppealRow> appeals, Scheme scheme, OfficeClock clock, IStringLocalizer<EvaluationText> texts) => ViewTable.Of(
        texts["Appeals"],
        [
            new(Texts.Column("state"), SheetType.Text, 12), new(Texts.Kind("co-builder"), SheetType.Text, 28), new(texts["Criterion"], SheetType.Text, 20), new(texts["Day"], SheetType.Day, 12),
            new(texts["Appeals"], SheetType.Text, 44), new(texts["Appeal.Answer"], SheetType.Text, 44), new(texts["Appeal.AnsweredBy"], SheetType.Text, 14), new(texts["Appeal.AnsweredOn"], SheetType.Day, 12),
        ],
        [.. appeals.Select(appeal => (object?[])
        [
            Texts.Term(appeal.State), appeal.Unit, ScoreText.About(appeal.Criterion, scheme, texts), clock.DayOf(appeal.RaisedAt), appeal.Text, appeal.Answer, appeal.AnsweredBy,
            appeal.AnsweredAt is { } at ? clock.DayOf(at) : null,
        ])]);

    public static ViewTable Adjustments(IEnumerable<(string Unit, string Rule, int Times, string Reason, string Evidence)> given, Scheme scheme, IStringLocalizer<EvaluationText> texts) => ViewTable.Of(
        texts["Adjustments"],
        [
            new(Texts.Kind("co-builder"), SheetType.Text, 28), new(texts["Adjustment"], SheetType.Text, 24), new(texts["Times"], SheetType.Whole, 8), new(texts["Points"], SheetType.Whole, 8),
            new(texts["Reason"], SheetType.Text, 40), new(texts["Evidence"], SheetType.Text, 40),
        ],
        [.. given.Select(one => (object?[])[one.Unit, ScoreText.About(one.Rule, scheme, texts), one.Times, (scheme.Adjustment(one.Rule)?.Points ?? 0) * one.Times, one.Reason, one.Evidence])]);
}
