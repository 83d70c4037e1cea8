using Concentric.PublishedFigures;
using CsCheck;

namespace Concentric.Tests.Core.PublishedFigures;

/// <summary>What a verdict means, for any numbers.</summary>
public class ClaimVerdictTests
{
    private static readonly Gen<long> Milli = Gen.OneOf(Gen.Long[0, 5_000_000], Gen.Long[0, PublishedFigureRecords.MostMilli],
        Gen.Const(0L));

    [Theory]
    [InlineData(FigureRelation.Exactly, 28_000, 28_000L, ClaimVerdict.Supported)]
    [InlineData(FigureRelation.Exactly, 28_000, 28_001L, ClaimVerdict.Exceeded)]
    [InlineData(FigureRelation.Exactly, 28_000, 27_999L, ClaimVerdict.FallsShort)]
    [InlineData(FigureRelation.AtLeast, 160_000, 175_000L, ClaimVerdict.Supported)]
    [InlineData(FigureRelation.AtLeast, 160_000, 159_999L, ClaimVerdict.FallsShort)]
    [InlineData(FigureRelation.About, 100_000, 105_000L, ClaimVerdict.Supported)]
    [InlineData(FigureRelation.About, 100_000, 105_001L, ClaimVerdict.Exceeded)]
    [InlineData(FigureRelation.About, 100_000, 95_000L, ClaimVerdict.Supported)]
    [InlineData(FigureRelation.About, 100_000, 94_999L, ClaimVerdict.FallsShort)]
    [InlineData(FigureRelation.AtLeast, 0, null, ClaimVerdict.FallsShort)]
    public void TheEdgeAndOnePastIt(FigureRelation relation, long claimed, long? recorded, ClaimVerdict verdict) =>
        Assert.Equal(verdict, ClaimVerdicts.Judge(relation, claimed, recorded));

    [Fact]
    public void TheVeryNumber_SupportsEveryWording_AndAWiderWordingIsNeverLessSupported() =>
        Gen.Select(Milli, Milli).Sample((claimed, recorded) =>
        {
            foreach (var relation in Enum.GetValues<FigureRelation>())
                Assert.Equal(ClaimVerdict.Supported, ClaimVerdicts.Judge(relation, claimed, claimed));
            var (exact, least, about) = (ClaimVerdicts.Judge(FigureRelation.Exactly, claimed, recorded),
                ClaimVerdicts.Judge(FigureRelation.AtLeast, claimed, recorded),
                ClaimVerdicts.Judge(FigureRelation.About, claimed, recorded));
            if (exact == ClaimVerdict.Supported) Assert.Equal((ClaimVerdict.Supported, ClaimVerdict.Supported), (least, about));
            // "Short" is said only where there is less, "exceeded" only where there is more, and never of "more than".
            Assert.Equal(recorded < claimed, exact == ClaimVerdict.FallsShort);
            Assert.Equal(recorded < claimed, least == ClaimVerdict.FallsShort);
            Assert.NotEqual(ClaimVerdict.Exceeded, least);
            Assert.True(about == ClaimVerdict.Supported || (about == ClaimVerdict.FallsShort) == (recorded < claimed));
        });

    [Fact]
    public void MoreRecords_NeverMakeAClaimShorter() =>
        Gen.Select(Gen.Enum<FigureRelation>(), Milli, Milli, Milli).Sample((relation, claimed, recorded, more) =>
        {
            var (before, after) = (ClaimVerdicts.Judge(relation, claimed, recorded),
                ClaimVerdicts.Judge(relation, claimed, recorded + more));
            Assert.True(Rank(after) >= Rank(before), $"{before} became {after}");
        });

    private static int Rank(ClaimVerdict verdict) => verdict switch { ClaimVerdict.FallsShort => 0, ClaimVerdict.Supported => 1, _ => 2 };
}
