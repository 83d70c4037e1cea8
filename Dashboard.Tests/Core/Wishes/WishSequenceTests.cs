using System.Text.Json;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Wishes;
using CsCheck;

namespace Concentric.Tests.Core.Wishes;

/// <summary>
/// Walks random sequences of changes to a wish: a refusal changes nothing, no state is illegal, and each state is left only by its own
/// steps.
/// </summary>
public class WishSequenceTests
{
    private sealed record Act(int Kind, int Passes, int Back, string? Reason, int Who);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 6], Gen.Int[0, 2], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 5]), (1, Gen.Int[-2, 40])), Gen.Int[0, 2],
        Gen.Int[0, 3],
        (kind, passes, back, reason, who) => new Act(kind, passes, back, new[] { "临时有事", " ", null }[reason], who));

    [Fact]
    public void AnySequence_LeavesALegalWish()
    {
        var (refused, given, reopened, fulfilled) = (0, 0, 0, 0);
        Acts.Array[1, 30].Sample(acts =>
        {
            var today = TestStore.Today;
            var wish = WishRecords.Kind.Make(Make.WishValues(raisedOn: today.AddDays(-3)), Stamp(today), new());
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                var (before, was) = (JsonSerializer.Serialize(wish), wish.State);
                try
                {
                    Do(wish, act, today);
                    Assert.Equal(Next(was, act.Kind), wish.State);
                    if (act.Kind == 1) Interlocked.Increment(ref given);
                    if (act.Kind == 3) Interlocked.Increment(ref reopened);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, JsonSerializer.Serialize(wish));
                    Interlocked.Increment(ref refused);
                }
                AssertLegal(wish, today);
            }
            Interlocked.Add(ref fulfilled, wish.State == WishState.Fulfilled ? 1 : 0);
        }, iter: 1_000);
        Assert.All([refused, given, reopened, fulfilled], count => Assert.InRange(count, 50, int.MaxValue));
    }

    /// <summary>The state to which an act leads that is not refused; a correction leaves it.</summary>
    private static WishState? Next(WishState was, int kind) => (was, kind) switch
    {
        (WishState.Raised, 0) => WishState.Claimed,
        (WishState.Claimed, 1) => WishState.Raised,
        (WishState.Claimed, 2) => WishState.Fulfilled,
        (WishState.Fulfilled, 3) => WishState.Claimed,
        (_, 4) or (not WishState.Raised, 5) or (WishState.Fulfilled, 6) => was,
        _ => null,
    };

    private static void Do(Wish wish, Act act, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        var claimant = act.Who switch
        {
            0 =>
            new Claimant("李大妈"),
            1 => new Claimant(null, 7),
            2 => new Claimant("李大妈", 7),
            _ => new Claimant("  ")
        };
        switch (act.Kind)
        {
            case 0: wish.Claim(on, claimant, Stamp(today), new()); break;
            case 1: wish.Unclaim(act.Reason); break;
            case 2: wish.Fulfil(on, Stamp(today)); break;
            case 3: wish.Reopen(act.Reason); break;
            case 4: WishRecords.Kind.Correct(wish, Corrected(wish, act, on), Stamp(today), new()); break;
            case 5: wish.CorrectClaim(on, claimant, act.Reason, Stamp(today), new()); break;
            default: wish.CorrectFulfilment(on, act.Reason, Stamp(today)); break;
        }
    }

    private static FieldValues<Wish> Corrected(Wish wish, Act act, DateOnly on)
    {
        var values = Make.WishValues("一把椅子", act.Who == 0 ? on : wish.RaisedOn);
        values[WishRecords.Kind["reason"]] = act.Reason;
        return values;
    }

    private static void AssertLegal(Wish wish, DateOnly today)
    {
        Assert.True(wish.RaisedOn <= today);
        Assert.True(wish.ClaimedOn is null || (wish.ClaimedOn >= wish.RaisedOn && wish.ClaimedOn <= today));
        Assert.True(wish.FulfilledOn is null || (wish.FulfilledOn >= wish.ClaimedOn && wish.FulfilledOn <= today));
        Assert.Equal(wish.ClaimedOn is null ? 0 : 1, (wish.ClaimedBy is null ? 0 : 1) + (wish.CoBuilderId is null ? 0 : 1));
    }

    private static ActorStamp Stamp(DateOnly today) => new("王芳", today.ToDateTime(new(2, 0), DateTimeKind.Utc), today);
}
