using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>
/// Petitions of the two communities: those resolved in the year, of which some are shared, others closed, and the open ones.
/// </summary>
internal sealed class DemoPetitions(DemoScene scene)
{
    private static readonly CommunityProfile Before = new() { OnTime = 0.8, Neglected = 0, Satisfied = 0.55, CalledBack = 0.75 };
    private static readonly CommunityProfile After = new() { OnTime = 0.96, Neglected = 0, Satisfied = 0.8, CalledBack = 0.92 };

    /// <summary>Closed otherwise, in the order of the year.</summary>
    private static readonly PetitionOutcome[] OtherOutcomes =
    [
        PetitionOutcome.Explained, PetitionOutcome.Unresolved, PetitionOutcome.Explained, PetitionOutcome.Withdrawn,
        PetitionOutcome.Explained, PetitionOutcome.Explained, PetitionOutcome.Unresolved,
        PetitionOutcome.Withdrawn, PetitionOutcome.Explained, PetitionOutcome.Explained, PetitionOutcome.Unresolved,
        PetitionOutcome.Explained, PetitionOutcome.Withdrawn, PetitionOutcome.Explained,
    ];

    /// <summary>
    /// Open ones: the stage reached, and the working days left until the due date; below 0 for those that are overdue, null for what came
    /// in today.
    /// </summary>
    private static readonly (PetitionStage Stage, int? Left)[] Open =
    [
        (PetitionStage.Collected, null), (PetitionStage.Collected, null), (PetitionStage.Collected, 5), (PetitionStage.Collected, 5),
        (PetitionStage.Collected, 2), (PetitionStage.Collected, -1), (PetitionStage.Collected, 8),
        (PetitionStage.Negotiated, 4), (PetitionStage.Negotiated, 1), (PetitionStage.Negotiated, -4), (PetitionStage.Negotiated, 6),
        (PetitionStage.Negotiated, 2), (PetitionStage.Negotiated, -12), (PetitionStage.Negotiated, 7),
        (PetitionStage.Handled, 2), (PetitionStage.Handled, -2), (PetitionStage.Handled, 1), (PetitionStage.Handled, -31),
        (PetitionStage.Handled, 3), (PetitionStage.Handled, 5),
        (PetitionStage.FedBack, 1), (PetitionStage.FedBack, -6), (PetitionStage.FedBack, 2),
    ];

    private readonly SeededRandom random = scene.Random.Fork("case petitions");

    public void Add()
    {
        AddResolved();
        AddOtherwiseClosed();
        foreach (var (stage, left) in Open) AddOpen(stage, left);
        AddReopened();
    }

    private void AddResolved()
    {
        var days = scene.Days(random, ReferenceCase.PetitionsResolved, day =>
            day < scene.From.AddDays(4) ? 0 : scene.WorkWeight(day), recent: 3);
        for (var i = 0; i < days.Length; i++)
        {
            // Every so many-th is shared: an arithmetic spread gives exactly the wanted number.
            var shared = (i + 1) * ReferenceCase.SharedProblems / days.Length != i * ReferenceCase.SharedProblems / days.Length;
            var (sort, subject) = shared
                ? DemoSubjects.SharedPetition(scene, random, i * ReferenceCase.SharedProblems / days.Length, scene.Pair[i % 2])
                : Subject(scene.Pair[i % 2]);
            var reopened = i % 20 == 7;
            var course = scene.Petitions.ToClosing(days[i], scene.From, sort.DueWorkingDays, PetitionOutcome.Resolved, MannerOn(days[i]),
                reopened);
            scene.PetitionPlans.Add((subject, course));
        }
    }

    private void AddOtherwiseClosed()
    {
        var days = scene.Days(random, OtherOutcomes.Length, day => day < scene.From.AddDays(20) ? 0 : scene.WorkWeight(day));
        for (var i = 0; i < days.Length; i++)
        {
            var (sort, subject) = Subject(scene.Pair[i % 2]);
            var course = scene.Petitions.ToClosing(days[i], scene.From, sort.DueWorkingDays, OtherOutcomes[i], MannerOn(days[i]));
            scene.PetitionPlans.Add((subject, course));
        }
    }

    private void AddOpen(PetitionStage stage, int? left)
    {
        var (sort, subject) = Subject(random.Pick(scene.Pair));
        while (sort.DueWorkingDays < left) (sort, subject) = Subject(random.Pick(scene.Pair));
        var received = left is null ? scene.Today : scene.Work.Before(scene.Today, sort.DueWorkingDays - left.Value);
        scene.PetitionPlans.Add((subject, OpenCourse(received, sort.DueWorkingDays, stage)));
    }

    /// <summary>The resident said no, so it was opened again and is being handled.</summary>
    private void AddReopened()
    {
        for (var i = 0; i < 2; i++)
        {
            var (sort, subject) = Subject(scene.Pair[i]);
            var closed = scene.Work.Before(scene.Today, 7 + (i * 3));
            var course = scene.Petitions.ToClosing(closed, scene.From, sort.DueWorkingDays, PetitionOutcome.Resolved, After);
            var calledBack = scene.Work.After(closed, 2);
            var later = scene.Work.After(scene.Today, 4);
            course = course with
            {
                // Not as resolved: a petition that was resolved once counts for good, whatever comes back.
                First = course.First with
                {
                    Outcome = PetitionOutcome.Unresolved,
                    CallBack = new(calledBack, true, true, false, Satisfaction.Dissatisfied)
                },
                ReopenedOn = scene.Work.After(calledBack, 1),
                ReopenedDue = scene.Work.After(scene.Today, 4),
                Second = new(later, later, later, later, PetitionOutcome.Resolved, null),
            };
            scene.PetitionPlans.Add((subject, course));
        }
    }

    private PetitionScenario OpenCourse(DateOnly received, int dueDays, PetitionStage stage)
    {
        var passed = scene.Work.Between(received, scene.Today);
        var later = scene.Work.After(scene.Today, 3);
        var round = new PetitionPassage(On(PetitionStage.Negotiated, 25), On(PetitionStage.Handled, 60), On(PetitionStage.FedBack, 90),
            later, PetitionOutcome.Resolved, null);
        return new(received, scene.Work.After(received, dueDays), round);

        DateOnly On(PetitionStage reached, int percent) => stage >= reached ? scene.Work.After(received, passed * percent / 100) : later;
    }

    private CommunityProfile MannerOn(DateOnly day) =>
        Before.Towards(After, Math.Clamp((day.DayNumber - scene.ExchangeOn.DayNumber) / 60.0, 0, 1));

    private (PetitionSort Sort, PetitionSubject Subject) Subject(DemoCommunity community)
    {
        var sort = PetitionTexts.Sorts.Draw(random);
        return (sort, DemoSubjects.Petition(scene, random, sort, community));
    }
}
