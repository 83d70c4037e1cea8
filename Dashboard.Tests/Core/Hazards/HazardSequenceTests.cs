using System.Text.Json;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Hazards;

/// <summary>Walks random sequences of commands: no illegal state, and the timeline always explains the present.</summary>
public class HazardSequenceTests
{
    private static readonly WorkingCalendar Calendar = new(BuiltInCalendar.Days());
    private static readonly string[] People = ["王芳", "李强", "物业公司"];

    private sealed record Act(int Kind, int Passes, int Back, string? Reason, int Choice);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 7], Gen.Int[0, 3], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 4]), (1, Gen.Int[-2, 40])), Gen.Int[0, 2],
        Gen.Int[0, 11],
        (kind, passes, back, reason, choice) => new Act(kind, passes, back, new[] { "不合格", "", null }[reason], choice));

    [Fact]
    public void AnySequence_LeavesALegalHazardThatItsTimelineExplains()
    {
        var (refused, returned, verified, reopened) = (0, 0, 0, 0);
        Acts.Array[1, 30].Sample(acts =>
        {
            var today = TestStore.Today;
            var hazard = Hazard.Find(Make.HazardValues(foundOn: today.AddDays(-3)), new(), Calendar, Stamp(today, 0), new());
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                var before = JsonSerializer.Serialize(hazard);
                try
                {
                    Do(hazard, act, today);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, JsonSerializer.Serialize(hazard));
                    Interlocked.Increment(ref refused);
                }
                AssertLegal(hazard, today);
            }
            Interlocked.Add(ref returned, hazard.Steps.Count(step => step.Kind == HazardStepKind.Returned));
            Interlocked.Add(ref reopened, hazard.Steps.Count(step => step.Kind == HazardStepKind.Reopened));
            Interlocked.Add(ref verified, hazard.VerifiedOn is null ? 0 : 1);
        }, iter: 2_000);
        Assert.All([refused, returned, verified, reopened], count => Assert.InRange(count, 50, int.MaxValue));
    }

    private static ActorStamp Stamp(DateOnly today, int who) => new(People[who], today.ToDateTime(new(2, 0), DateTimeKind.Utc), today);

    private static void Do(Hazard hazard, Act act, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        var by = Stamp(today, act.Choice % 2);
        switch (act.Kind)
        {
            case 0: hazard.Rectify(on, act.Choice % 3 == 0 ? null : People[act.Choice % 3], act.Reason, by); break;
            case 1: hazard.Return(on, act.Reason, by); break;
            case 2: hazard.Verify(on, act.Reason, by); break;
            case 3: hazard.Extend(hazard.DueOn.AddDays(act.Choice - 2), act.Reason, by); break;
            case 4: hazard.Correct(Corrected(hazard, act), by, new()); break;
            case 5: hazard.CorrectRectification(on, act.Choice % 3 == 0 ? null : People[act.Choice % 3], act.Reason, by); break;
            case 6: hazard.CorrectVerification(on, act.Reason, by); break;
            default: hazard.Reopen(on, act.Reason, on.AddDays(act.Choice - 2), by); break;
        }
    }

    private static FieldValues<Hazard> Corrected(Hazard hazard, Act act)
    {
        var values = Make.HazardValues("堆物" + act.Choice, hazard.FoundOn.AddDays(act.Choice % 3 == 0 ? act.Back : 0))
            .With(x => x.DueOn, act.Choice % 4 == 1 ? hazard.FoundOn.AddDays(act.Choice - 3) : null);
        values[HazardRecords.Kind["reason"]] = act.Reason;
        return values;
    }

    private static void AssertLegal(Hazard hazard, DateOnly today)
    {
        var told = Told(hazard.Steps);
        Assert.Equal(told, (hazard.FoundOn, hazard.DueOn, hazard.RectifiedOn, hazard.VerifiedOn, hazard.ExtensionCount));
        Assert.True(hazard.DueOn >= hazard.FoundOn);
        Assert.True(hazard.RectifiedOn is null || hazard.RectifiedOn >= hazard.FoundOn);
        Assert.True(hazard.VerifiedOn is null || hazard.VerifiedOn >= hazard.RectifiedOn);
        Assert.Equal(hazard.RectifiedOn is null, hazard.RectifiedBy is null);
        Assert.Equal(hazard.VerifiedOn is null, hazard.VerifiedBy is null);
        Assert.True(hazard.VerifiedBy is null || hazard.VerifiedBy != hazard.RectifiedBy);
        Assert.All(hazard.Steps, step => Assert.True(step.HappenedOn <= today));
        hazard.KeepRounds();
        Assert.Equal(1 + hazard.Steps.Count(step => step.Kind is HazardStepKind.Returned or HazardStepKind.Reopened), hazard.Rounds.Count);
        Assert.All(hazard.Rounds.Zip(hazard.Rounds.Skip(1)), pair =>
            Assert.Equal((pair.First.Number + 1, pair.First.ReopenedOn), (pair.Second.Number, pair.Second.FoundOn)));
        Assert.All(hazard.Rounds.SkipLast(1), round =>
            Assert.True(round.FoundOn <= round.RectifiedOn && round.RectifiedOn <= round.ReopenedOn));
        // What is overdue is so from a day on which it was open.
        Assert.All(hazard.Rounds, round =>
            Assert.Equal(round.DueOn < round.FoundOn ? round.FoundOn : round.DueOn.AddDays(1), round.OverdueFrom));
        Assert.All(hazard.Rounds, round => Assert.True(round.OverdueFrom >= round.FoundOn));
    }

    /// <summary>What the hazard must be if its timeline is all that is known of it.</summary>
    private static (DateOnly Found, DateOnly Due, DateOnly? Rectified, DateOnly? Verified, int Extended) Told(List<HazardStep> steps)
    {
        var (found, due, rectified, verified, extended) = (default(DateOnly), default(DateOnly), default(DateOnly?), default(DateOnly?), 0);
        foreach (var step in steps)
        {
            due = step.DueOn ?? due;
            switch (step.Kind == HazardStepKind.Corrected ? step.Concerns : step.Kind)
            {
                case HazardStepKind.Found: found = step.HappenedOn; break;
                case HazardStepKind.Rectified: rectified = step.HappenedOn; break;
                case HazardStepKind.Returned or HazardStepKind.Reopened: (rectified, verified) = (null, null); break;
                case HazardStepKind.Verified: verified = step.HappenedOn; break;
                case HazardStepKind.Extended: extended++; break;
            }
        }
        return (found, due, rectified, verified, extended);
    }
}
