using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The board of a cycle: the units by rank, what each score is made of and how firm the rank is.</summary>
internal sealed class BoardPageExport(EvaluationQueries queries) : PageExport
{
    public override string Key => "evaluation";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        if (await queries.BoardAsync(request.Caller, request.CycleId(), null, cancellationToken) is not { } board) return null;
        var criteria = board.Scheme.Criteria.Where(one => one.Weight > 0).ToList();
        // As on the page: before the result is published the ranges are drawn, from the cycle's own seed.
        var robust = board.Robustness.Count > 0
            ? board.Robustness
            : Sensitivity.Of(board.Scheme, board.Lines, board.Cycle.Seed, null, cancellationToken).ToDictionary(unit => unit.CoBuilderId);
        var evidence = EvidenceSensitivity.Of(board.Scheme, board.Lines, board.Cycle.Seed, null, cancellationToken).Units
            .ToDictionary(unit => unit.CoBuilderId);
        return new(board.Cycle.Title, CycleFacts.Of(board.Cycle), [ViewTable.Of(
            L["Evaluation.Ranking"],
            [
                new(L["Evaluation.Rank"], SheetType.Whole, 8), new(Texts.Kind("co-builder"), SheetType.Text, 30),
                new(Texts.Column("kind"), SheetType.Text, 14), new(Texts.Column("state"), SheetType.Text, 14),
                new(Texts.Column("joined-on"), SheetType.Day, 12),
                .. criteria.Select(one => new SheetColumn(Texts.Bracketed(one.NameFor(request.Culture), one.Weight), SheetType.Milli, 14)),
                new(L["Evaluation.Step.Rescaled"], SheetType.Milli, 14), new(L["Evaluation.Adjustments"], SheetType.Milli, 14),
                new(L["Evaluation.Score"], SheetType.Milli, 10),
                new($"{L["Evaluation.RankRange"]} · {L["Evaluation.Best"]}", SheetType.Whole, 12),
                new($"{L["Evaluation.RankRange"]} · {L["Evaluation.Worst"]}", SheetType.Whole, 12),
                new($"{L["Evaluation.Weights.Short"]} · {L["Evaluation.Best"]}", SheetType.Whole, 12),
                new($"{L["Evaluation.Weights.Short"]} · {L["Evaluation.Worst"]}", SheetType.Whole, 12),
                new($"{L["Evaluation.Evidence.Short"]} · {L["Evaluation.Best"]}", SheetType.Whole, 12),
                new($"{L["Evaluation.Evidence.Short"]} · {L["Evaluation.Worst"]}", SheetType.Whole, 12),
                .. NowColumns(board),
            ],
            [.. board.Lines.Select(line => (object?[])
            [
                line.Rank, line.Unit.NameFor(request.Culture), Texts.Term(line.Unit.Kind), Texts.Term(line.Standing),
                line.Unit.JoinedOn > board.Cycle.From ? line.Unit.JoinedOn : null,
                .. criteria.Select(one => (object?)(double?)line.Score.PointsOf(one.Key)), SumOf(line, StepKind.Rescaled),
                SumOf(line, StepKind.Adjustment, StepKind.Capped), (double)line.Score.Total,
                RangeOf(line)?.Best, RangeOf(line)?.Worst,
                robust.GetValueOrDefault(line.Unit.Id)?.Best, robust.GetValueOrDefault(line.Unit.Id)?.Worst,
                evidence.GetValueOrDefault(line.Unit.Id)?.Best, evidence.GetValueOrDefault(line.Unit.Id)?.Worst, .. NowCells(board, line),
            ])])]);

        (int Best, int Worst)? RangeOf(UnitLine line) =>
            ScoreText.RankRange(robust.GetValueOrDefault(line.Unit.Id), evidence.GetValueOrDefault(line.Unit.Id));
    }

    private static IEnumerable<SheetColumn> NowColumns(BoardView board) =>
        board.Now is null
            ? []
            : [new($"{L["Evaluation.Now"]} · {L["Evaluation.Score"]}", SheetType.Milli, 14),
                new($"{L["Evaluation.Now"]} · {L["Evaluation.Rank"]}", SheetType.Whole, 14)];

    private static IEnumerable<object?> NowCells(BoardView board, UnitLine line) =>
        board.Now is null ? [] : board.Now.GetValueOrDefault(line.Unit.Id) is { } now ? [(double)now.Score.Total, now.Rank] : [null, null];

    private static double SumOf(UnitLine line, params StepKind[] kinds) =>
        (double)line.Score.Steps.Where(step => kinds.Contains(step.Kind)).Sum(step => step.Points ?? 0);
}
