using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using CsCheck;

namespace Concentric.Tests.Core.Volunteers;

/// <summary>
/// Walks random sequences of claims, ends and corrections: on no day do more hold a post than it has places, nor does anybody twice.
/// </summary>
public class ClaimSequenceTests
{
    private const int Volunteers = 4;

    private sealed record Act(int Kind, int Volunteer, int Back, int Length, int Passes);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Frequency((5, Gen.Const(0)), (3, Gen.Const(1)), (3, Gen.Const(2)), (1, Gen.Const(3))), Gen.Int[0, 30], Gen.Int[-1, 12],
        Gen.Int[-1, 8], Gen.Int[0, 2],
        (kind, volunteer, back, length, passes) => new Act(kind, volunteer, back, length, passes));

    [Fact]
    public void OnNoDay_DoMoreHoldAPostThanItHasPlaces()
    {
        var (refused, claimed, full) = (0, 0, 0);
        Gen.Select(Gen.Int[1, 3], Acts.Array[1, 30]).Sample((places, acts) =>
        {
            var today = TestStore.Today;
            var since = today.AddDays(-20);
            var post = new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "护学岗", Places = places };
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                var (before, had) = (Tell(post), post.Places);
                try
                {
                    Do(post, act, today);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, Tell(post));
                    Interlocked.Increment(ref refused);
                }

                // Fewer places say nothing of the days before.
                if (post.Places < had) since = today;
            }

            for (var day = since; day <= today.AddDays(1); day = day.AddDays(1))
            {
                var holders = post.Claims.Where(claim => claim.IsHeldOn(day)).Select(claim => claim.VolunteerId).ToList();
                Assert.True(holders.Count <= post.Places, $"{holders.Count} of {post.Places} on {day}");
                Assert.Equal(holders.Count, holders.Distinct().Count());
                Assert.Equal(holders.Count, post.MostHeld(day, day.AddDays(1)));
            }

            Assert.All(post.Claims, claim => Assert.True(claim.EndedOn is null || claim.EndedOn >= claim.ClaimedOn));
            Interlocked.Add(ref claimed, post.Claims.Count);
            if (post.MostHeld(since, null) == post.Places) Interlocked.Increment(ref full);
        }, iter: 1_000);
        Assert.All([refused, claimed, full], count => Assert.InRange(count, 50, int.MaxValue));
    }

    private static ActorStamp Stamp(DateOnly today) => new("王芳", today.ToDateTime(new(2, 0), DateTimeKind.Utc), today);

    private static void Do(VolunteerPost post, Act act, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        if (act.Kind == 0 || post.Claims.Count == 0)
        {
            var claim = VolunteerClaim.Take(post, Make.ClaimValues((act.Volunteer % Volunteers) + 1, on), Stamp(today), new());
            // As the store does when it is saved.
            claim.Id = post.Claims.Count + 1;
            post.Claims.Add(claim);
            return;
        }

        var chosen = post.Claims[act.Volunteer % post.Claims.Count];
        switch (act.Kind)
        {
            case 1: chosen.End(on, Stamp(today)); break;
            case 2: chosen.Correct(post, Days(on, act.Length < 0 ? null : on.AddDays(act.Length - 1)), Stamp(today), new()); break;
            default:
                VolunteerPostRecords.Kind.Correct(post, new() { [x => x.Places] = post.Places + act.Length }, Stamp(today),
                new()); break;
        }
    }

    private static FieldValues<VolunteerClaim> Days(DateOnly on, DateOnly? ended) =>
        new() { [x => x.ClaimedOn] = on, [x => x.EndedOn] = ended };

    private static string Tell(VolunteerPost post) =>
        $"{post.Places}: {string.Join(", ", post.Claims.Select(claim => $"{claim.VolunteerId} {claim.ClaimedOn:O} {claim.EndedOn:O}"))}";
}
