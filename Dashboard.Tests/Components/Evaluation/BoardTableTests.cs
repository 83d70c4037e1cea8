using System.Globalization;
using Bunit;
using Concentric.CoBuilders;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Tests.Components.Shared;

namespace Concentric.Tests.Components.Evaluation;

/// <summary>The ranges beside the ranks: waited for only while they are drawn.</summary>
public sealed class BoardTableTests : ComponentTest
{
    private static readonly UnitRobustness Weights = new(1, 1, 2, 1, 2, 0.5);

    public BoardTableTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    [Theory]
    [InlineData(true, "…")]
    [InlineData(false, "—")]
    public void WhereDrawingWasGivenUp_NoRangeIsWaitedFor(bool isDrawing, string told)
    {
        Assert.Equal(told, RangeOf(isDrawing, null, null));
        // Of weights alone no range is said.
        Assert.Equal(told, RangeOf(isDrawing, Weights, null));
        Assert.Equal("1–3", RangeOf(isDrawing, Weights, Weights with { Worst = 3 }));
    }

    private string RangeOf(bool isDrawing, UnitRobustness? weights, UnitRobustness? evidence)
    {
        var cycle = new CycleInfo(7, 1, 2026, "Evaluation", CycleStage.Scoring, new(2026, 1, 1), new(2026, 12, 31), new(2026, 3, 18), 2026,
            null, null, [], [], []);
        var unit = new UnitProfile(1, "甲", "A", CoBuilderKind.Enterprise, new(2024, 1, 1), null, null);
        var board = new BoardView(cycle, Scheme.Default, [new(unit, null!, new(60, []), Standing.Ranked, 1)], null,
            new Dictionary<long, UnitRobustness>(), 0, 0, false, false);
        return Render<BoardTable>(parameters => parameters.Add(x => x.Board, board).Add(x => x.Robustness, Of(weights))
            .Add(x => x.Evidence, Of(evidence)).Add(x => x.IsDrawing, isDrawing)).Find("td.range").TextContent;

        static Dictionary<long, UnitRobustness> Of(UnitRobustness? one) => one is null ? [] : new() { [1] = one };
    }
}
