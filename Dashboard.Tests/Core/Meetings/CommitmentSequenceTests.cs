using System.Text.Json;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Meetings;

/// <summary>Walks random sequences of changes to a commitment: a refusal changes nothing, and no state is illegal.</summary>
public class CommitmentSequenceTests
{
    private sealed record Act(int Kind, int Passes, int Back, string? Reason, int Due);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 3], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 5]), (1, Gen.Int[-2, 40])), Gen.Int[0, 2],
        Gen.Int[-3, 9],
        (kind, passes, back, reason, due) => new Act(kind, passes, back, new[] { "核实", " ", null }[reason], due));

    [Fact]
    public void AnySequence_LeavesALegalCommitment()
    {
        var (refused, reopened, done) = (0, 0, 0);
        Gen.Select(Acts.Array[1, 25], Gen.Bool).Sample((acts, isAtMeeting) =>
        {
            var today = TestStore.Today;
            DateOnly? metOn = isAtMeeting ? today.AddDays(-2) : null;
            var commitment = new Commitment { CommunityId = TestStore.Xinsheng, Title = "清理", Owner = "物业", DueOn = today.AddDays(3) };
            if (metOn is { } met) commitment.Meeting = new() { Title = "恳谈", HeldOn = met };
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                var before = JsonSerializer.Serialize(commitment);
                var wasDone = commitment.DoneOn;
                try
                {
                    Do(commitment, act, metOn, today);
                    if (wasDone is not null && commitment.DoneOn is null) Interlocked.Increment(ref reopened);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, JsonSerializer.Serialize(commitment));
                    Interlocked.Increment(ref refused);
                }
                Assert.True(commitment.DoneOn is null || commitment.DoneOn <= today);
                Assert.True(metOn is null || (commitment.DueOn >= metOn && (commitment.DoneOn is null || commitment.DoneOn >= metOn)));
                // Only a completion makes it done, and only a reopening undoes it.
                Assert.True(act.Kind == 0 || wasDone is not null || commitment.DoneOn is null);
                Assert.True(act.Kind == 1 || wasDone is null || commitment.DoneOn is not null);
            }
            Interlocked.Add(ref done, commitment.DoneOn is null ? 0 : 1);
        }, iter: 1_000);
        Assert.All([refused, reopened, done], count => Assert.InRange(count, 50, int.MaxValue));
    }

    private static void Do(Commitment commitment, Act act, DateOnly? metOn, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        switch (act.Kind)
        {
            case 0: commitment.Complete(on, metOn, Stamp(today)); break;
            case 1: commitment.Reopen(act.Reason); break;
            case 2: commitment.CorrectCompletion(on, metOn, act.Reason, Stamp(today)); break;
            default:
                var values = new FieldValues<Commitment> { [x => x.Title] = "清理楼道", [x => x.DueOn] = commitment.DueOn.AddDays(act.Due) };
                values[CommitmentRecords.Kind[Field.ReasonKey]] = act.Reason;
                CommitmentRecords.Kind.Correct(commitment, values, Stamp(today), new());
                break;
        }
    }

    private static ActorStamp Stamp(DateOnly today) => new("王芳", today.ToDateTime(new(2, 0), DateTimeKind.Utc), today);
}
