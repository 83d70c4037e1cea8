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

/// <summary>One unit's page: how its score comes about, all it rests on, and what is contested.</summary>
internal sealed class UnitPageExport(EvaluationQueries queries, OfficeClock clock, IStringLocalizer<EvaluationText> texts) : PageExport
{
    public override string Key => "evaluation-unit";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (await queries.UnitAsync(request.Caller, request.CycleId(), request.UnitId(), null, cancellationToken) is not { } view) return null;
        var line = view.Line;
        var name = line.Unit.NameFor(request.Culture);
        List<(string, string)> facts = [(Texts.Kind("co-builder"), name), .. CycleFacts.Of(view.Cycle, texts), (texts["Rank"], line.Rank is { } rank ? $"{rank} {texts["OfRanked", view.Ranked].Value}" : Texts.Term(line.Standing)), (texts["Score"], ScoreText.Points(line.Score.Total))];
        if (view.Robustness is { } range) facts.Add((texts["RankRange"], $"{ScoreText.Range(range.Best, range.Worst)} ({texts["WonShare", ScoreText.Share(range.Won)].Value})"));
        if (view.Now is { } now) facts.Add((texts["Now"], now.Rank is { } other ? texts["Now.Other", ScoreText.Points(now.Score.Total), other] : ScoreText.Points(now.Score.Total)));
        return new(name, facts, [Steps(view, request), Evidence(view), Judges(view), Given(view, request), Further(view), AppealTables.Appeals(view.Appeals, view.Scheme, clock, texts)]);
    }

    private ViewTable Steps(UnitView view, PageExportRequest request) => ViewTable.Of(
        texts["Waterfall"],
        [new(texts["Criterion"], SheetType.Text, 30), new(Texts.Column("kind"), SheetType.Text, 20), new(texts["How"], SheetType.Text, 50), new(texts["WeightShort"], SheetType.Whole, 8), new(texts["Points"], SheetType.Milli, 10)],
        [
            .. view.Line.Score.Steps.Select(step => (object?[])
            [
                ScoreText.Name(step, view.Scheme, texts), step.Kind == StepKind.Criterion ? view.Scheme.Criterion(step.Key)?.GroupFor(request.Culture) : texts["Adjustments"].Value,
                ScoreText.Explain(step, view.Scheme, texts), step.Most > 0 ? step.Most : null, (double?)step.Points,
            ]),
            [texts["Total"].Value, null, null, null, (double)view.Line.Score.Total],
        ]);

    /// <summary>All records, where the page lists the first of them.</summary>
    private ViewTable Evidence(UnitView view) => ViewTable.Of(
        texts["Evidence"],
        [
            new(texts["Source"], SheetType.Text, 14), new(texts["Day"], SheetType.Day, 12), new(texts["Record"], SheetType.Text, 44), new(texts["Mark"], SheetType.Text, 12),
            new(texts["AmountYuan"], SheetType.Money, 14), new(texts["HoursUnit"], SheetType.Milli, 10),
        ],
        [.. view.Evidence.Select(record => (object?[])
        [
            Texts.Term(record.Source), record.Day, record.Title, Texts.Term(record.Mark), record.Fen != 0 ? new Fen(record.Fen) : null, record.Minutes != 0 ? record.Minutes / 60.0 : null,
        ])]);

    private ViewTable Judges(UnitView view)
    {
        var said = view.Line.Input.Judgements;
        var far = said.Select(one => one.Criterion).Distinct().ToDictionary(key => key, key => Outliers.Of(view.Scheme, key, [.. said.Where(one => one.Criterion == key)]));
        return ViewTable.Of(
            texts["Panel.Title"],
            [new(texts["Criterion"], SheetType.Text, 24), new(Texts.Column("judge"), SheetType.Text, 14), new(texts["Points"], SheetType.Whole, 8), new(Texts.Column("state"), SheetType.Text, 12), new(Texts.Column("note"), SheetType.Text, 40)],
            [.. said.Select(one => (object?[])
            [
                ScoreText.About(one.Criterion, view.Scheme, texts), one.Judge, one.Points, one.Points is null ? texts["Recused"].Value : far[one.Criterion].Contains(one.JudgeId) ? texts["Outlier"].Value : null, one.Note,
            ])]);
    }

    private ViewTable Given(UnitView view, PageExportRequest request) =>
        AppealTables.Adjustments(view.Line.Input.Adjustments.Select(given => (view.Line.Unit.NameFor(request.Culture), given.RuleKey, given.Times, given.Reason, given.Evidence)), view.Scheme, texts);

    private ViewTable Further(UnitView view) => ViewTable.Of(
        texts["OneMore"],
        [new(texts["OneMore"], SheetType.Text, 34), new(texts["Points"], SheetType.Milli, 10), new(texts["Rank"], SheetType.Whole, 8)],
        [.. view.OneMore.Select(line => (view.Scheme.Criterion(line.Key)?.Measure, Line: line)).Where(one => one.Measure is not null)
            .Select(one => (object?[])[texts[$"OneMore.{one.Measure}", ScoreText.Number(one.Line.More)].Value, (double)one.Line.Gain, one.Line.Rank])]);
}
