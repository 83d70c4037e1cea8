using Bunit;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Evaluation;

public sealed class CycleStepperTests : ComponentTest
{
    public CycleStepperTests() => Services.AddLogging().AddSingleton(new OfficeClock(new TestClock(), TestStore.Zone));

    [Fact]
    public void ThePresentStage_IsOpen_WithWhoDoesIt_AndWhatComesNext()
    {
        var stepper = Stepper(Board(CycleStage.Scoring));
        Assert.Equal(6, stepper.FindAll("[role=tab]").Count);
        Assert.Equal("Scoring2026-03-04", stepper.Find("[aria-current=step]").TextContent.ReplaceLineEndings("").Replace(" ", "", Exact));
        Assert.Equal("Scoring", stepper.Find(".cycle-step").GetAttribute("data-stage"));
        Assert.Contains("The panel: 周慧, 吴建明", stepper.Find(".cycle-step").TextContent, Exact);
        Assert.Contains("Go on to review and appeals", stepper.Find(".cycle-step").TextContent, Exact);
        Assert.Contains("Next", stepper.FindAll("[role=tab]")[4].TextContent, Exact);
        Assert.DoesNotContain("Next", stepper.FindAll("[role=tab]")[5].TextContent, Exact);
    }

    [Fact]
    public void WhoLooksBack_SeesWhenAndByWhom_UntilTheCycleMoves()
    {
        var stepper = Stepper(Board(CycleStage.Scoring));
        stepper.FindAll("[role=tab]")[2].Click();
        var step = stepper.Find(".cycle-step");
        Assert.Equal("Collecting", step.GetAttribute("data-stage"));
        Assert.Contains("2026-03-03 孙磊", step.TextContent, Exact);
        Assert.Contains("2026-03-06 孙磊", step.TextContent, Exact);
        Assert.Contains("名单有误", step.TextContent, Exact);
        stepper.Render(parameters => parameters.Add(one => one.Board, Board(CycleStage.Scoring)));
        Assert.Equal("Collecting", stepper.Find(".cycle-step").GetAttribute("data-stage"));
        stepper.Render(parameters => parameters.Add(one => one.Board, Board(CycleStage.Review)));
        Assert.Equal("Review", stepper.Find(".cycle-step").GetAttribute("data-stage"));
    }

    [Fact]
    public void AJudge_FindsTheWayToTheScores_First()
    {
        var first = Stepper(Board(CycleStage.Scoring) with { MayJudge = true }).Find(".cycle-step a");
        Assert.Equal("/evaluation/7/panel", first.GetAttribute("href"));
        Assert.Empty(Stepper(Board(CycleStage.Review) with { MayJudge = true }).FindAll(".cycle-step .record-actions a"));
    }

    private const StringComparison Exact = StringComparison.Ordinal;

    private static BoardView Board(CycleStage stage)
    {
        CycleStepNote[] steps =
        [
            .. Enum.GetValues<CycleStage>().Where(one => one <= stage)
                .Select(one => new CycleStepNote(one, DayOf(1 + (int)one), "孙磊", null, false)),
            new(CycleStage.Collecting, DayOf(6), "孙磊", "名单有误", false),
        ];
        var cycle = new CycleInfo(7, 1, 2026, "Evaluation", stage, new(2026, 1, 1), new(2026, 12, 31), new(2026, 3, 18), 2026, null, null,
            [new(1, DayOf(1), "孙磊", null)], steps, [new(1, "周慧", null), new(2, "吴建明", null)]);
        return new(cycle, Scheme.Default, [], null, new Dictionary<long, UnitRobustness>(), 0, 0, false, false);
    }

    private static DateTime DayOf(int day) => new(2026, 3, day, 4, 0, 0, DateTimeKind.Utc);

    private IRenderedComponent<CycleStepper> Stepper(BoardView board) =>
        Render<CycleStepper>(parameters => parameters.Add(stepper => stepper.Board, board));
}
