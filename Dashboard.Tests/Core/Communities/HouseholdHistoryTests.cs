using Concentric.Data;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Communities;

/// <summary>Which number of households is in force on a day.</summary>
public sealed class HouseholdHistoryTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    [Fact]
    public void TheNumberInForce_IsTheNewestThatHasBegun_HeldAgainstEveryDay()
    {
        var random = new SeededRandom(17);
        for (var run = 0; run < 300; run++)
        {
            var counts = Enumerable.Range(1, 3).SelectMany(community => Enumerable.Range(0, random.Between(0, 6))
                .Select(_ => First.AddDays(random.Below(40))).Distinct()
                .Select(day => new HouseholdCount { CommunityId = community, HoldsFrom = day, Households = random.Between(1, 3_000) }))
                .ToList();
            random.Shuffle(counts);
            var history = new HouseholdHistory(counts);
            for (var day = First.AddDays(-2); day < First.AddDays(43); day = day.AddDays(1))
            {
                var all = history.On(day);
                for (var community = 1; community <= 3; community++)
                {
                    var wanted = ByHand(counts, community, day);
                    Assert.Equal(wanted, history.On(community, day));
                    Assert.Equal((wanted is not null, wanted ?? default), (all.TryGetValue(community, out var found), found));
                }
            }
        }
    }

    [Fact]
    public void ACommunity_HasOneNumberForADay_AndTheNewestInStep()
    {
        var community = new Community { Code = "a", Name = "a", NameEn = "a" };
        Assert.Null(community.HouseholdCount);
        community.SetCount(First, 100);
        community.SetCount(First.AddDays(10), 120);
        community.SetCount(First, 90);
        Assert.Equal((2, 90, 120), (community.HouseholdCounts.Count, community.CountFrom(First)!.Households, community.HouseholdCount));
        community.RemoveCount(First.AddDays(10));
        Assert.Equal(90, community.HouseholdCount);
        community.RemoveCount(First);
        Assert.Null(community.HouseholdCount);
    }

    [Fact]
    public void WhereNothingIsEntered_NothingIsInForce() => Assert.Empty(HouseholdHistory.None.On(TestStore.Today));

    /// <summary>Going back day by day until a number begins, else forward to the first.</summary>
    private static HouseholdsInForce? ByHand(List<HouseholdCount> counts, int community, DateOnly day)
    {
        HouseholdCount? On(DateOnly one) => counts.Find(count => count.CommunityId == community && count.HoldsFrom == one);
        for (var back = day; back >= First; back = back.AddDays(-1))
        {
            if (On(back) is { } found) return new(found.Households, back);
        }

        for (var ahead = day; ahead < First.AddDays(50); ahead = ahead.AddDays(1))
        {
            if (On(ahead) is { } found) return new(found.Households, ahead, IsBeforeFirst: true);
        }

        return null;
    }
}
