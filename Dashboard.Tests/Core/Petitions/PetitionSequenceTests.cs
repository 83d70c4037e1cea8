using System.Text.Json;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Petitions;

/// <summary>
/// Walks random sequences of commands, sensible and senseless: no illegal state, and the timeline always explains the present.
/// </summary>
public class PetitionSequenceTests
{
    private static readonly WorkingCalendar Calendar = new(BuiltInCalendar.Days());
    private static readonly PetitionCategory Category = new() { Key = TestStore.Category, Name = "", NameEn = "", DueWorkingDays = 5 };

    /// <param name="Kind">Which command.</param>
    /// <param name="Passes">Days that go by before it.</param>
    /// <param name="Back">How many days ago it happened; negative is in the future.</param>
    /// <param name="Reason">A text that may be missing.</param>
    /// <param name="Choice">For what else is to be chosen.</param>
    private sealed record Act(int Kind, int Passes, int Back, string? Reason, int Choice);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 13], Gen.Int[0, 3], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 4]), (1, Gen.Int[-2, 40])), Gen.Int[0, 3]
            .Select(which => new[] { "因故", "已商定", "", null }[which]), Gen.Int[0, 11],
        (kind, passes, back, reason, choice) => new Act(kind, passes, back, reason, choice));

    [Fact]
    public void AnySequence_LeavesALegalPetitionThatItsTimelineExplains()
    {
        var (accepted, refused, reopened, closed) = (0, 0, 0, 0);
        Acts.Array[1, 40].Sample(acts =>
        {
            var today = TestStore.Today;
            var petition = Petition.Collect(Make.PetitionValues(category: Category.Key, receivedOn: today.AddDays(-3)), Category, Calendar,
                Stamp(today), new());
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                var before = Picture(petition);
                try
                {
                    Do(petition, act, today);
                    Interlocked.Increment(ref accepted);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, Picture(petition));
                    Interlocked.Increment(ref refused);
                }
                AssertLegal(petition, today);
            }
            Interlocked.Add(ref reopened, petition.ReopenedCount);
            Interlocked.Add(ref closed, petition.ClosedOn is null ? 0 : 1);
        }, iter: 2_000);
        // The walk must reach what it is meant to test.
        Assert.All([accepted, refused, reopened, closed], count => Assert.InRange(count, 100, int.MaxValue));
    }

    private static ActorStamp Stamp(DateOnly today, bool maySkip = false) =>
        new("王芳", today.ToDateTime(new(2, 0), DateTimeKind.Utc), today, maySkip);

    private static void Do(Petition petition, Act act, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        var by = Stamp(today, maySkip: act.Choice % 2 == 0);
        CallBackAnswers? answers = act.Choice % 4 == 0 ? null : new(true, act.Choice % 4 == 1, (Satisfaction)(act.Choice % 3));
        switch (act.Kind)
        {
            case 0: petition.Negotiate(on, act.Reason, act.Reason, by); break;
            case 1: petition.Handle(on, act.Reason, act.Reason, by); break;
            case 2: petition.FeedBack(on, act.Reason, act.Reason, by); break;
            case 3: petition.CloseAsResolved(on, act.Reason, null, Calendar, by); break;
            case 4: petition.CloseAsExplained(on, act.Reason, act.Reason, Calendar, by); break;
            case 5: petition.CloseAsUnresolved(on, act.Reason, act.Reason, Calendar, by); break;
            case 6: petition.Withdraw(on, act.Reason, Calendar, by); break;
            case 7: petition.Reopen(on, act.Reason, on.AddDays(act.Choice - 2), by); break;
            case 8: petition.CallBack(on, answers, act.Reason, by); break;
            case 9: petition.Extend(petition.DueOn.AddDays(act.Choice - 2), act.Reason, by); break;
            case 10: petition.Correct(Corrected(petition, act), act.Choice % 5 == 0 ? null : Category, Calendar, by, new()); break;
            case 11: petition.CorrectClosing(on, (PetitionOutcome)(act.Choice % 5), act.Reason, Calendar, by); break;
            case 12: petition.CorrectCallBack(on, answers, act.Reason, by); break;
            default:
                if (act.Choice % 3 == 0) petition.Transfer(act.Choice % 2 + 1, act.Reason, null, act.Reason, by, new());
                else petition.Share([.. Enumerable.Range(1, act.Choice % 3)], act.Reason, by, new());
                break;
        }
    }

    private static FieldValues<Petition> Corrected(Petition petition, Act act)
    {
        var values = Make.PetitionValues(act.Choice == 3 ? " " : "漏水" + act.Choice, Category.Key,
            petition.ReceivedOn.AddDays(act.Choice % 3 == 0 ? act.Back : 0))
            .With(x => x.DueOn, act.Choice % 4 == 1 ? petition.ReceivedOn.AddDays(act.Choice - 3) : null);
        values[PetitionRecords.Kind["reason"]] = act.Reason;
        return values;
    }

    private static void AssertLegal(Petition petition, DateOnly today)
    {
        var told = new PetitionTimeline(petition.Steps);
        Assert.Equal(
            (told.Stage, told.ReceivedOn, told.DueOn, told.ClosedOn, told.FirstClosedOn, told.Outcome, told.CallBackOn, told.Reopened,
                told.Extended),
            (petition.Stage, petition.ReceivedOn, petition.DueOn, petition.ClosedOn, petition.FirstClosedOn, petition.Outcome,
                petition.CallBackOn, petition.ReopenedCount, petition.ExtensionCount));
        Assert.Equal(told.CommunityId ?? TestStore.Xinsheng, petition.CommunityId);
        Assert.Equal(told.Shared, petition.Communities.Select(shared => shared.CommunityId).Order());
        Assert.Equal(told.Answers, petition.CallBackValid
            ? new CallBackAnswers(petition.CallBackResponded, petition.CallBackResolved, petition.Satisfaction!.Value)
            : null);
        Assert.True(petition.DueOn >= petition.ReceivedOn);
        Assert.All(petition.Steps, step => Assert.True(step.HappenedOn <= today));
        Assert.Equal(petition.ClosedOn is { } closed ? Calendar.WorkingDaysBetween(told.Rounds[^1].ReceivedOn, closed) : null,
            petition.WorkingDaysToClose);
        petition.KeepRounds();
        Assert.Equal(told.Rounds, petition.Rounds.Select(RoundTold.Of));
        Assert.All(petition.Rounds.Zip(petition.Rounds.Skip(1)), pair =>
            Assert.Equal((pair.First.Number + 1, pair.First.ReopenedOn), (pair.Second.Number, pair.Second.ReceivedOn)));
        Assert.All(petition.Rounds, round =>
            Assert.Equal(round.ClosedOn is { } day ? Calendar.WorkingDaysBetween(round.ReceivedOn, day) : null, round.WorkingDaysToClose));
        Assert.All(petition.Rounds, round =>
            Assert.True(round.ReceivedOn <= round.DueOn && (round.ReopenedOn is null || round.ClosedOn <= round.ReopenedOn)));
        Assert.True(petition.ClosedOn is null || petition.FirstClosedOn <= petition.ClosedOn);
        Assert.True(petition.CallBackOn is null || petition.CallBackOn >= petition.ClosedOn);
        Assert.Equal(petition.CallBackValid, petition.Satisfaction is not null);
        Assert.True(petition.CallBackValid || !(petition.CallBackResponded || petition.CallBackResolved));
        Assert.Equal(petition.IsJoint, petition.Communities.Count > 1);
        Assert.True(!petition.IsJoint || petition.Communities.Exists(shared => shared.CommunityId == petition.CommunityId));
        Assert.NotEqual(1, petition.Communities.Count);
    }

    /// <summary>Everything that a refusal must leave alone.</summary>
    private static string Picture(Petition petition) => JsonSerializer.Serialize(petition);
}
