using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Who and what a petition is about; its days come from a <see cref="PetitionScenario"/>.</summary>
internal readonly record struct PetitionSubject(int CommunityId, string Category, string Title)
{
    public string? Description { get; init; }

    public string? Place { get; init; }

    public required string Source { get; init; }

    public string? Petitioner { get; init; }

    public string? Phone { get; init; }

    public string? Unit { get; init; }

    public long? CoBuilderId { get; init; }

    /// <summary>Enters the steps.</summary>
    public required string Worker { get; init; }

    /// <summary>All communities of a joint petition, the leading one included; null when it is of one.</summary>
    public int[]? Sharing { get; init; }
}

/// <summary>Makes petitions with their timelines as the commands would have left them by today.</summary>
/// <param name="bag">Takes the rows.</param>
/// <param name="work">Counts working days.</param>
/// <param name="moments">Gives instants of entry.</param>
/// <param name="today">Later days have not happened.</param>
/// <param name="talk">Draws what is noted at steps where nothing must be; null for nothing.</param>
internal sealed class PetitionMaker(BulkRecordSet bag, WorkDays work, Moments moments, DateOnly today, SeededRandom? talk = null)
{
    private DateTime last;

    public Petition Make(string number, PetitionSubject subject, PetitionScenario course)
    {
        var petition = bag.Add(new Petition
        {
            Number = number,
            CommunityId = subject.CommunityId,
            Title = subject.Title,
            Description = subject.Description,
            Place = subject.Place,
            Category = subject.Category,
            Source = subject.Source,
            PetitionerName = subject.Petitioner,
            PetitionerPhone = subject.Phone,
            ResponsibleUnit = subject.Unit,
            CoBuilderId = subject.CoBuilderId,
            ReceivedOn = course.Received,
            DueOn = course.Due,
            IsJoint = subject.Sharing is not null,
        });
        last = default;
        Step(petition, PetitionStepKind.Collected, course.Received, subject.Worker).DueOn = course.Due;
        if (subject.Sharing is not null) Share(petition, subject);
        Follow(petition, course, course.First, subject.Worker);
        if (course.ReopenedOn is { } reopened && reopened <= today && course.Second is { } second)
        {
            Reopen(petition, reopened, course.ReopenedDue, subject.Worker);
            Follow(petition, course with { ExtendedOn = null }, second, subject.Worker);
        }

        petition.KeepRounds();
        foreach (var round in petition.Rounds) bag.Add(round);
        return petition;
    }

    private void Share(Petition petition, PetitionSubject subject)
    {
        foreach (var community in subject.Sharing!) bag.Add(new PetitionCommunity { RecordId = petition.Id, CommunityId = community });
        Step(petition, PetitionStepKind.Shared, petition.ReceivedOn, subject.Worker).SharedWith = string.Join(',', subject.Sharing.Order());
    }

    private void Follow(Petition petition, PetitionScenario course, PetitionPassage round, string worker)
    {
        var extended = course.ExtendedOn;
        if (petition.ReopenedCount == 0) Reach(PetitionStage.Negotiated, PetitionStepKind.Negotiated, round.Negotiated);
        Reach(PetitionStage.Handled, PetitionStepKind.Handled, round.Handled);
        Reach(PetitionStage.FedBack, PetitionStepKind.FedBack, round.FedBack);
        ExtendBy(today);
        if (round.Closed > today) return;
        Close(petition, round, worker);
        if (round.CallBack is { } answer && answer.On <= today) CallBack(petition, answer, worker);

        void Reach(PetitionStage stage, PetitionStepKind kind, DateOnly day)
        {
            ExtendBy(day);
            if (day > today) return;
            petition.Stage = stage;
            Step(petition, kind, day, worker, talk is null ? null : StepNotes.Draw(kind, talk));
        }

        void ExtendBy(DateOnly day)
        {
            if (extended is not { } on || on > day || on > today) return;
            Step(petition, PetitionStepKind.Extended, on, worker, "需协调专业单位施工，申请延期").DueOn = course.ExtendedTo;
            (petition.DueOn, petition.ExtensionCount, extended) = (course.ExtendedTo, 1, null);
        }
    }

    private void Close(Petition petition, PetitionPassage round, string worker)
    {
        petition.ClosedOn = round.Closed;
        petition.FirstClosedOn ??= round.Closed;
        petition.Outcome = round.Outcome;
        petition.WorkingDaysToClose = work.Between(petition.TakenUpOn, round.Closed);
        Step(petition, PetitionStepKind.Closed, round.Closed, worker, StepNotes.Closing(round.Outcome)).Outcome = round.Outcome;
    }

    private void CallBack(Petition petition, CallBack answer, string worker)
    {
        petition.CallBackOn = answer.On;
        petition.CallBackValid = answer.IsValid;
        petition.CallBackResponded = answer.Responded;
        petition.CallBackResolved = answer.Resolved;
        petition.Satisfaction = answer.Satisfaction;
        var step = Step(petition, PetitionStepKind.CalledBack, answer.On, worker);
        if (answer.IsValid) (step.Responded, step.Resolved, step.Satisfaction) = (answer.Responded, answer.Resolved, answer.Satisfaction);
    }

    private void Reopen(Petition petition, DateOnly day, DateOnly due, string worker)
    {
        petition.BeginRound(day, due);
        Step(petition, PetitionStepKind.Reopened, day, worker, "居民回访表示问题没有解决").DueOn = due;
    }

    private PetitionStep Step(Petition petition, PetitionStepKind kind, DateOnly day, string worker, string? note = null) =>
        bag.Add(new PetitionStep
        {
            PetitionId = petition.Id,
            Kind = kind,
            HappenedOn = day,
            At = last = moments.On(day, last),
            By = worker,
            Note = note,
        });
}
