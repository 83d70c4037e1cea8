using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Makes up what happens to petitions: forwards from the receipt, or backwards from a closing that is wanted on a day.</summary>
internal sealed class PetitionScenarios(SeededRandom random, WorkDays work)
{
    private static readonly Weighted<PetitionOutcome> OtherOutcomes = new((PetitionOutcome.Explained, 6), (PetitionOutcome.Unresolved, 2),
        (PetitionOutcome.Withdrawn, 2));

    public PetitionScenario FromReceipt(DateOnly received, int dueDays, CommunityProfile profile)
    {
        var lasts = Lasts(dueDays, profile);
        var first = Round(received, work.After(received, lasts), Outcome(profile), profile);
        var course = new PetitionScenario(received, work.After(received, dueDays), first);
        if (lasts > dueDays && lasts <= dueDays * 2 && random.Chance(0.3)) course = Extended(course, dueDays);
        if (!random.Chance(profile.Reopened)) return course;
        var reopened = work.After(first.CallBack?.On ?? first.Closed, random.Between(1, 3));
        var outcome = random.Chance(0.9) ? PetitionOutcome.Resolved : PetitionOutcome.Explained;
        return Again(course, reopened, work.After(reopened, random.Between(2, dueDays + 2)), dueDays, outcome, profile);
    }

    /// <param name="closed">Day of the last closing.</param>
    /// <param name="earliest">The receipt is not before this day.</param>
    /// <param name="dueDays">Working days that the sort may take.</param>
    /// <param name="outcome">How it ends.</param>
    /// <param name="profile">How the community works.</param>
    /// <param name="reopened">True when it was closed once before and reopened.</param>
    public PetitionScenario ToClosing(DateOnly closed, DateOnly earliest, int dueDays, PetitionOutcome outcome, CommunityProfile profile,
        bool reopened = false)
    {
        var last = closed;
        if (reopened) closed = Later(work.Before(closed, random.Between(6, 12)), earliest);
        var lasts = Lasts(dueDays, profile with { Neglected = 0 });
        var received = Later(BeforeWork(closed, lasts), earliest);
        var first = Round(received, closed, outcome, profile);
        var course = new PetitionScenario(received, work.After(received, dueDays), first);
        if (!reopened) return course;

        var calledBack = Later(work.After(closed, random.Between(1, 2)), earliest);
        course =
            course with { First = first with { CallBack = new(Sooner(calledBack, last), true, true, false, Satisfaction.Dissatisfied) } };
        return Again(course, Sooner(work.After(calledBack, 1), last), last, dueDays, outcome, profile);
    }

    private PetitionScenario Again(PetitionScenario course, DateOnly reopened, DateOnly closed, int dueDays, PetitionOutcome outcome,
        CommunityProfile profile) => course with
        {
            ReopenedOn = reopened,
            ReopenedDue = work.After(reopened, dueDays),
            Second = Round(reopened, closed, outcome, profile),
        };

    private PetitionScenario Extended(PetitionScenario course, int dueDays) => course with
    {
        ExtendedOn = work.After(course.Received, Math.Max(0, dueDays - random.Between(0, 1))),
        ExtendedTo = work.After(course.Due, Math.Max(2, dueDays / 2)),
    };

    private int Lasts(int dueDays, CommunityProfile profile)
    {
        if (random.Chance(profile.Neglected)) return random.Between(dueDays + 30, dueDays + 160);
        // Most are done well before the due date, some at the last moment; the late ones mostly by a little.
        if (random.Chance(profile.OnTime)) return (int)Math.Round(dueDays * Math.Pow(random.NextFraction(), 0.8));
        return dueDays + 1 + (int)(dueDays * 1.6 * Math.Pow(random.NextFraction(), 2));
    }

    private PetitionOutcome Outcome(CommunityProfile profile) =>
        random.Chance(profile.Resolved) ? PetitionOutcome.Resolved : OtherOutcomes.Draw(random);

    private PetitionPassage Round(DateOnly from, DateOnly closed, PetitionOutcome outcome, CommunityProfile profile)
    {
        var days = work.Between(from, closed);
        var negotiated = Sooner(work.After(from, days * random.Between(10, 35) / 100), closed);
        var handled = Sooner(Later(work.After(from, days * random.Between(60, 90) / 100), negotiated), closed);
        var fedBack = random.Chance(0.7) ? closed : handled;
        return new(negotiated, handled, fedBack, closed, outcome, random.Chance(profile.CalledBack)
            && outcome != PetitionOutcome.Withdrawn ? Answer(closed, outcome, profile) : null);
    }

    private CallBack Answer(DateOnly closed, PetitionOutcome outcome, CommunityProfile profile)
    {
        var day = work.After(closed, random.Between(1, 5));
        if (random.Chance(0.07)) return new(day, false, false, false, null);
        var resolved = random.Chance(outcome == PetitionOutcome.Resolved ? 0.96 : 0.25);
        var satisfied = resolved ? profile.Satisfied : profile.Satisfied * 0.3;
        var satisfaction = random.Chance(satisfied)
            ? Satisfaction.Satisfied
            : random.Chance(0.67) ? Satisfaction.MostlySatisfied : Satisfaction.Dissatisfied;
        return new(day, true, resolved || random.Chance(0.85), resolved, satisfaction);
    }

    /// <summary>Work days back; now and then on the free day before, because people do not write on working days only.</summary>
    private DateOnly BeforeWork(DateOnly day, int workingDays)
    {
        var before = work.Before(day, workingDays);
        return !work.IsWorking(before.AddDays(-1)) && random.Chance(0.3) ? before.AddDays(-1) : before;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Sooner(DateOnly one, DateOnly other) => one < other ? one : other;
}
