using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>One unit's page: how its score comes about, all it rests on, and what is contested.</summary>
internal sealed class UnitPageExport(EvaluationQueries queries, OfficeClock clock) : PageExport
{
    public override string Key => "evaluation-unit";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (await queries.UnitAsync(request.Caller, request.CycleId(), request.UnitId(), null, cancellationToken) is not { } view)
            return null;
        var line = view.Line;
        var name = line.Unit.NameFor(request.Culture);
        List<(string, string)> facts = [(Texts.Kind("co-builder"), name), .. CycleFacts.Of(view.Cycle),
            (L["Evaluation.Rank"], line.Rank is { } rank ? $"{rank} {L["Evaluation.OfRanked", view.Ranked]}" : Texts.Term(line.Standing)),
            (L["Evaluation.Score"], ScoreText.Points(line.Score.Total))];
        if (view.Robustness is { } range)
            facts.Add((L["Evaluation.Weights.Short"],
                Texts.Bracketed(ScoreText.Range(range.Best, range.Worst), L["Evaluation.WonShare", ScoreText.Share(range.Won)])));
        if (view.Now is { } now)
            facts.Add((L["Evaluation.Now"], now.Rank is { } other
                ? L["Evaluation.Now.Other", ScoreText.Points(now.Score.Total), other]
                : ScoreText.Points(now.Score.Total)));
        return new(name, facts,
            [Steps(view, request), Evidence(view), Judges(view), Given(view, request), Further(view),
                AppealTables.Appeals(view.Appeals, view.Scheme, clock)]);
    }

    private static ViewTable Steps(UnitView view, PageExportRequest request) => ViewTable.Of(
        L["Evaluation.Waterfall"],
        [new(L["Evaluation.Criterion"], SheetType.Text, 30), new(Texts.Column("kind"), SheetType.Text, 20),
            new(L["Evaluation.How"], SheetType.Text, 50), new(L["Evaluation.WeightShort"], SheetType.Whole, 8),
            new(L["Evaluation.Points"], SheetType.Milli, 10)],
        [
            .. view.Line.Score.Steps.Select(step => (object?[])
            [
                ScoreText.Name(step, view.Scheme), step.Kind == StepKind.Criterion
                    ? view.Scheme.Criterion(step.Key)?.GroupFor(request.Culture)
                    : L["Evaluation.Adjustments"],
                ScoreText.Explain(step, view.Scheme), step.Most > 0 ? step.Most : null, (double?)step.Points,
            ]),
            [L["Evaluation.Total"], null, null, null, (double)view.Line.Score.Total],
        ]);

    /// <summary>All records, where the page lists the first of them.</summary>
    private static ViewTable Evidence(UnitView view) => ViewTable.Of(
        L["Evaluation.Evidence"],
        [
            new(L["Evaluation.Source"], SheetType.Text, 14), new(L["Evaluation.Day"], SheetType.Day, 12),
            new(L["Evaluation.Record"], SheetType.Text, 44), new(L["Evaluation.Mark"], SheetType.Text, 12),
            new(L["Evaluation.AmountYuan"], SheetType.Money, 14), new(L["Evaluation.HoursUnit"], SheetType.Milli, 10),
        ],
        [.. view.Evidence.Select(record => (object?[])
        [
            Texts.Term(record.Source), record.Day, record.Title, Texts.Term(record.Mark), record.Fen != 0 ? new Fen(record.Fen) : null,
            record.Minutes != 0 ? record.Minutes / 60.0 : null,
        ])]);

    private static ViewTable Judges(UnitView view)
    {
        var said = view.Line.Input.Judgements;
        var far = said.Select(one => one.Criterion).Distinct()
            .ToDictionary(key => key, key => Outliers.Of(view.Scheme, key, [.. said.Where(one => one.Criterion == key)]));
        return ViewTable.Of(
            L["Evaluation.Panel.Title"],
            [new(L["Evaluation.Criterion"], SheetType.Text, 24), new(Texts.Column("judge"), SheetType.Text, 14),
                new(L["Evaluation.Points"], SheetType.Whole, 8), new(Texts.Column("state"), SheetType.Text, 12),
                new(Texts.Column("note"), SheetType.Text, 40)],
            [.. said.Select(one => (object?[])
            [
                ScoreText.About(one.Criterion, view.Scheme), one.Judge, one.Points,
                one.Points is null ? L["Evaluation.Recused"] : far[one.Criterion].Contains(one.JudgeId) ? L["Evaluation.Outlier"] : null,
                one.Note,
            ])]);
    }

    private static ViewTable Given(UnitView view, PageExportRequest request) =>
        AppealTables.Adjustments(view.Line.Input.Adjustments.Select(given =>
            (view.Line.Unit.NameFor(request.Culture), given.RuleKey, given.Times, given.Reason, given.Evidence)), view.Scheme);

    private static ViewTable Further(UnitView view) => ViewTable.Of(
        L["Evaluation.OneMore"],
        [new(L["Evaluation.OneMore"], SheetType.Text, 34), new(L["Evaluation.Points"], SheetType.Milli, 10),
            new(L["Evaluation.Rank"], SheetType.Whole, 8)],
        [.. view.OneMore.Select(line => (view.Scheme.Criterion(line.Key)?.Measure, Line: line)).Where(one => one.Measure is not null)
            .Select(one => (object?[])[L[$"Evaluation.OneMore.{one.Measure}", ScoreText.Number(one.Line.More)], (double)one.Line.Gain,
                one.Line.Rank])]);
}
