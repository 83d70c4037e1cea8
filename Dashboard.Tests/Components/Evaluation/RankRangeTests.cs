using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;

namespace Concentric.Tests.Components.Evaluation;

/// <summary>The range beside a rank: a first place that other weights leave alone may be another's under other evidence.</summary>
public sealed class RankRangeTests
{
    [Theory]
    [InlineData(1, 1, 1, 3, 1, 3)]
    [InlineData(2, 5, 3, 4, 2, 5)]
    [InlineData(1, 2, 2, 4, 1, 4)]
    public void TheRange_IsTheWiderOfWeightsAndEvidence(int best, int worst, int otherBest, int otherWorst, int from, int to) =>
        Assert.Equal((from, to), ScoreText.RankRange(Range(best, worst), Range(otherBest, otherWorst)));

    [Fact]
    public void UntilBothAreDrawn_NoneIsSaid()
    {
        Assert.Null(ScoreText.RankRange(Range(1, 1), null));
        Assert.Null(ScoreText.RankRange(null, Range(1, 3)));
    }

    private static UnitRobustness Range(int best, int worst) => new(1, best, worst, best, worst, 0.5);
}
