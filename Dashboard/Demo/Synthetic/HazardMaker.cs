using Concentric.Hazards;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Who and what a hazard is about.</summary>
internal readonly record struct HazardSubject(int CommunityId, HazardSort Sort, string Title)
{
    public string? Place { get; init; }

    public HazardSeverity Severity { get; init; }

    public string? Unit { get; init; }

    public long? CoBuilderId { get; init; }

    /// <summary>Found and rectified by.</summary>
    public required string Worker { get; init; }

    /// <summary>Verifies; somebody else than <see cref="Worker"/>.</summary>
    public required string Verifier { get; init; }
}

/// <summary>What happens to one hazard, whether it lies in the past or not.</summary>
/// <param name="Found">Day.</param>
/// <param name="Due">Day.</param>
/// <param name="Rectified">Day of the rectification that stood.</param>
/// <param name="Returned">Day on which an earlier rectification was sent back; null mostly.</param>
/// <param name="Verified">Day; null when nobody looked again.</param>
internal readonly record struct HazardScenario(DateOnly Found, DateOnly Due, DateOnly Rectified, DateOnly? Returned, DateOnly? Verified);

/// <summary>Makes hazards with their timelines as the commands would have left them by today.</summary>
internal sealed class HazardMaker(BulkRecordSet bag, Moments moments, DateOnly today)
{
    private DateTime last;

    public Hazard Make(string number, HazardSubject subject, HazardScenario course)
    {
        var hazard = bag.Add(new Hazard
        {
            Number = number,
            CommunityId = subject.CommunityId,
            Title = subject.Title,
            Place = subject.Place,
            Category = subject.Sort.Category,
            Severity = subject.Severity,
            IsFireLane = subject.Sort.IsFireLane,
            ResponsibleUnit = subject.Unit,
            CoBuilderId = subject.CoBuilderId,
            FoundOn = course.Found,
            DueOn = course.Due,
        });
        last = default;
        Step(hazard, HazardStepKind.Found, course.Found, subject.Worker).DueOn = course.Due;
        Follow(hazard, subject, course);
        hazard.KeepRounds();
        foreach (var round in hazard.Rounds) bag.Add(round);
        return hazard;
    }

    private void Follow(Hazard hazard, HazardSubject subject, HazardScenario course)
    {
        if (course.Returned is { } returned && returned <= today)
        {
            Rectify(hazard, subject, returned);
            hazard.BeginRound(returned, hazard.DueOn);
            Step(hazard, HazardStepKind.Returned, returned, subject.Verifier, "整改不到位，退回重新整改");
        }

        if (course.Rectified > today) return;
        Rectify(hazard, subject, course.Rectified);
        if (course.Verified is not { } verified || verified > today) return;
        (hazard.VerifiedOn, hazard.VerifiedBy) = (verified, subject.Verifier);
        Step(hazard, HazardStepKind.Verified, verified, subject.Verifier);
    }

    private void Rectify(Hazard hazard, HazardSubject subject, DateOnly day)
    {
        (hazard.RectifiedOn, hazard.RectifiedBy) = (day, subject.Worker);
        Step(hazard, HazardStepKind.Rectified, day, subject.Worker);
    }

    private HazardStep Step(Hazard hazard, HazardStepKind kind, DateOnly day, string worker, string? note = null) => bag.Add(new HazardStep
    {
        HazardId = hazard.Id,
        Kind = kind,
        HappenedOn = day,
        At = last = moments.On(day, last),
        By = worker,
        Note = note,
    });
}
