using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Programmes;
using Record = Concentric.Data.Record;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>
/// The catalogue of metrics a second time: each figure counted from the records by a plain loop, written from the
/// definitions and without anything of the product's metric code. What the cube and SQL say must be this.
/// </summary>
internal sealed class HandCount(RecordsInMemory all, MetricSlice slice, ScoreWeights weights)
{
    /// <summary>Standing figures tell of the end of the period, or of today while the period lasts or has not begun.</summary>
    private readonly DateOnly standing = slice.Period.To < slice.Today ? slice.Period.To : slice.Today;

    public Figure Read(string key) => key switch
    {
        "petitions.received" => Count(Petitions.Where(x => In(x.ReceivedOn))),
        "petitions.closed" => Once<Petition, PetitionRound>(Petitions, x => In(x.ClosedOn)),
        "petitions.resolved" => Once<Petition, PetitionRound>(Petitions, x => In(x.ClosedOn) && x.Outcome == PetitionOutcome.Resolved),
        "petitions.confirmed" => Once<Petition, PetitionRound>(Petitions, x => In(x.CallBackOn) && x.CallBackValid && x.CallBackResolved),
        "petitions.closing-rate" => ShareOfRounds(FirstRounds.Where(x => FellDue(x.DueOn)), x => HadCome(x.ClosedOn, x.DueOn)),
        "petitions.on-time-rate" =>
            ShareOfRounds(FirstRounds.Where(x => FellDue(x.DueOn)), x => x.ClosedOn != null && x.ClosedOn.Value <= x.DueOn),
        "petitions.reached-rate" => ShareOfRounds(Rounds.Where(x => In(x.CallBackOn)), x => x.CallBackValid),
        "petitions.satisfaction-rate" => Satisfactory(),
        "petitions.resolution-rate" => ShareOfRounds(CalledBack, x => x.CallBackResolved),
        "petitions.response-rate" => ShareOfRounds(CalledBack, x => x.CallBackResponded),
        "petitions.reopened-rate" => ShareOfPetitions(),
        "petitions.stayed-fixed-rate" => StayedFixed<Petition, PetitionRound>(Petitions, all.Petitions,
            x => (x.CommunityId, x.Category, Spot(x.Place), x.ReceivedOn), x => x.Outcome == PetitionOutcome.Resolved ? x.ClosedOn : null),
        "petitions.days-to-close" =>
            MedianOfRounds(Rounds.Where(x => In(x.ClosedOn) && x.WorkingDaysToClose != null), x => x.WorkingDaysToClose!.Value),
        "petitions.overdue" => CountRounds(Rounds.Where(x => IsOpen(x) && x.DueOn < standing)),
        "petitions.open" => CountRounds(Rounds.Where(IsOpen)),
        "petitions.open.collected" => OfToday(OpenNow(PetitionStage.Collected)),
        "petitions.open.negotiated" => OfToday(OpenNow(PetitionStage.Negotiated)),
        "petitions.open.handled" => OfToday(OpenNow(PetitionStage.Handled)),
        "petitions.open.fed-back" => OfToday(OpenNow(PetitionStage.FedBack)),
        "petitions.overdue.collected" => OfToday(OpenNow(PetitionStage.Collected).Where(x => x.DueOn < standing)),
        "petitions.overdue.negotiated" => OfToday(OpenNow(PetitionStage.Negotiated).Where(x => x.DueOn < standing)),
        "petitions.overdue.handled" => OfToday(OpenNow(PetitionStage.Handled).Where(x => x.DueOn < standing)),
        "petitions.overdue.fed-back" => OfToday(OpenNow(PetitionStage.FedBack).Where(x => x.DueOn < standing)),
        "petitions.shared" =>
            Once<Petition, PetitionRound>(Petitions.Where(x => x.IsJoint), x => In(x.ClosedOn) && x.Outcome == PetitionOutcome.Resolved),
        "score.three-rates" => Score(),

        "hazards.found" => Count(Hazards.Where(x => In(x.FoundOn))),
        "hazards.rectified" => Once<Hazard, HazardRound>(Hazards, x => In(x.RectifiedOn)),
        "hazards.verified" => Once<Hazard, HazardRound>(Hazards, x => In(x.VerifiedOn)),
        "hazards.fire-lanes" => Once<Hazard, HazardRound>(Hazards.Where(x => x.IsFireLane), x => In(x.RectifiedOn)),
        "hazards.on-time-rate" =>
            ShareOfRounds(FirstOfHazards.Where(x => FellDue(x.DueOn)), x => x.RectifiedOn != null && x.RectifiedOn.Value <= x.DueOn),
        "hazards.on-time-rate.b" => ShareOfRounds(FirstOfHazards.Where(x => FellDue(x.DueOn)), x => HadCome(x.RectifiedOn, x.DueOn)),
        "hazards.reopened-rate" => ShareOfRounds(FirstOfHazards.Where(x => In(x.RectifiedOn)),
            x => HadCome(all.Hazards.Single(hazard => hazard.Id == x.HazardId).Rounds.Find(round => round.Number == 2)?.FoundOn,
                x.RectifiedOn!.Value)),
        "hazards.stayed-fixed-rate" =>
            StayedFixed<Hazard, HazardRound>(Hazards, all.Hazards,
                x => (x.CommunityId, x.Category, Spot(x.Place), x.FoundOn), x => x.RectifiedOn),
        "hazards.overdue" => CountRounds(LateHazards),
        "hazards.overdue-major" =>
            CountRounds(LateHazards.Where(x => all.Hazards.Single(hazard => hazard.Id == x.HazardId).Severity == HazardSeverity.Major)),
        "overdue.items" => new(new(Rounds.Count(x => IsOpen(x) && x.DueOn < standing) + LateHazards.Count()), null),
        "hazards.open" => CountRounds(HazardRounds.Where(IsOpen)),

        "activities.held" => Count(Held),
        "activities.attendance" => Sum(Held, x => x.Attendance),
        "activities.volunteers" => Sum(Held, x => x.VolunteerAttendance),
        "activities.saved" => Sum(Held, x => x.SavedFen, 100),
        "activities.clean-ups" => Count(Held.Where(x => CountedAs(x) == ActivityKind.CleanUp)),
        "activities.shows-clinics" => Count(Held.Where(x => CountedAs(x) is ActivityKind.Show or ActivityKind.Clinic)),
        "activities.joint-events" => Count(Held.Where(x => x.IsJoint && (CountedAs(x) is ActivityKind.PartyDay or ActivityKind.Festival))),
        "activities.fairs" => Count(Held.Where(x => CountedAs(x) == ActivityKind.Fair)),
        "activities.services" => Things(Held.SelectMany(x => x.Services).Select(x => (long)x.ServiceId)),

        "outputs.rubbish" => Outputs(OutputKind.Rubbish),
        "outputs.road" => Outputs(OutputKind.Road),
        "outputs.tanks" => Outputs(OutputKind.Tanks),
        "outputs.truckloads" => Outputs(OutputKind.Truckloads),
        "outputs.charging-ports-agreed" => Outputs(OutputKind.PortsAgreed),
        "outputs.charging-ports-built" => Outputs(OutputKind.PortsBuilt),
        "outputs.fire-lanes" => Outputs(OutputKind.FireLanes),
        "projects.strands" => Things(all.Projects.Where(x => Here(x) && In(x.StartedOn) && Under(x.Strand)).Select(x => (long)x.StrandId)),

        "meetings.joint" => Count(Meetings(MeetingKind.JointConference)),
        "meetings.talks" => Count(Meetings(MeetingKind.ResidentsTalk)),
        "meetings.council" => Count(Meetings(MeetingKind.CouncilHall)),
        "meetings.four-party" => Count(Meetings(MeetingKind.FourParty)),
        "commitments.kept-rate" =>
            Share(all.Commitments.Where(x => Here(x) && InNone && FellDue(x.DueOn)), x => x.DoneOn != null && x.DoneOn.Value <= x.DueOn),

        "visits.count" => Count(Visits),
        "visits.households" => Things(Visits.SelectMany(x => x.Households).Where(x => !x.NobodyHome).Select(x => x.HouseholdId)),
        "errands.persons" => Sum(all.Errands.Where(x => Here(x) && In(x.ServedOn) && Under(x.Programme)), x => x.Persons),
        "wishes.raised" => Count(all.Wishes.Where(x => Here(x) && InNone && In(x.RaisedOn))),
        "wishes.claimed" => Count(all.Wishes.Where(x => Here(x) && InNone && In(x.ClaimedOn))),
        "wishes.fulfilled" => Count(all.Wishes.Where(x => Here(x) && InNone && In(x.FulfilledOn))),
        "volunteers.active" => Things(all.Claims.Where(x => Here(x) && InNone && In(x.ClaimedOn)).Select(x => x.VolunteerId)),

        "contributions.yuan" => Sum(Given, x => x.AmountFen, 100),
        "contributions.hours" => Sum(Given, x => x.Minutes, 60),
        "rotation.secretaries" => Things(Exchanges.Select(x => x.WorkerId)),
        "rotation.communities" => Things(Exchanges.Select(x => (long)x.CommunityId)),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "A metric that nobody has counted by hand; write its count here."),
    };

    private static string CountedAs(Activity x) => x.Kind.Split('.')[0];

    private IEnumerable<Petition> Petitions => all.Petitions.Where(x => Here(x, x.IsJoint, x.Communities) && InNone);

    private IEnumerable<PetitionRound> Rounds => Petitions.SelectMany(x => x.Rounds);

    private IEnumerable<PetitionRound> FirstRounds => Petitions.Select(x => x.Rounds.Single(round => round.Number == 1));

    private IEnumerable<PetitionRound> CalledBack => Rounds.Where(x => In(x.CallBackOn) && x.CallBackValid);

    private double Satisfied => CalledBack.Sum(x => x.Satisfaction switch
    {
        Satisfaction.Satisfied => 1.0,
        Satisfaction.MostlySatisfied => 0.9,
        _ => 0.0,
    });

    private IEnumerable<Hazard> Hazards => all.Hazards.Where(x => Here(x) && InNone);

    private IEnumerable<HazardRound> HazardRounds => Hazards.SelectMany(x => x.Rounds);

    private IEnumerable<HazardRound> FirstOfHazards => Hazards.Select(x => x.Rounds.Single(round => round.Number == 1));

    /// <summary>A hazard that is returned after its due date is overdue from the day of its return.</summary>
    private IEnumerable<HazardRound> LateHazards => HazardRounds.Where(x => IsOpen(x) && x.DueOn < standing);

    private IEnumerable<Activity> Held => all.Activities.Where(x => Here(x, x.IsJoint, x.Communities) && In(x.HeldOn)
        && (slice.Programmes == null || x.Programmes.Any(p => Under(p.Programme))));

    private IEnumerable<Concentric.Visits.Visit> Visits => all.Visits.Where(x => Here(x) && InNone && In(x.VisitedOn));

    private IEnumerable<Posting> Exchanges =>
        all.Postings.Where(x => Here(x) && InNone && In(x.StartsOn) && x.IsRotation && x.Position == Position.Secretary);

    private IEnumerable<Meeting> Meetings(MeetingKind kind) =>
        all.Meetings.Where(x => Here(x, x.IsJoint, x.Communities) && InNone && In(x.HeldOn) && x.Kind == kind);

    private IEnumerable<Contribution> Given => all.Contributions.Where(x => Here(x) && In(x.GivenOn) && Under(x.Programme));

    private Figure Outputs(OutputKind kind) =>
        Sum(all.Outputs.Where(x => Here(x) && In(x.RecordedOn) && Under(x.Programme) && x.Kind == kind), x => x.AmountMilli, 1000);

    private bool IsOpen(PetitionRound x) => x.ReceivedOn <= standing && (x.ClosedOn == null || x.ClosedOn > standing);

    private bool IsOpen(HazardRound x) => x.FoundOn <= standing && (x.RectifiedOn == null || x.RectifiedOn > standing);

    private IEnumerable<Petition> OpenNow(PetitionStage stage) =>
        Petitions.Where(x => x.ClosedOn == null && x.Stage == stage && x.ReceivedOn <= standing);

    private Figure Satisfactory()
    {
        var marked = ShareOfRounds(CalledBack, x => x.Satisfaction is Satisfaction.Satisfied or Satisfaction.MostlySatisfied);
        return marked with { Value = Rate(Satisfied, CalledBack.Count()) };
    }

    private Figure Score()
    {
        double cases = CalledBack.Count();
        if (cases == 0) return new(new(null, null, 0), null);
        var score = ((double)weights.Response * CalledBack.Count(x => x.CallBackResponded) / cases)
            + ((double)weights.Resolution * CalledBack.Count(x => x.CallBackResolved) / cases)
            + ((double)weights.Satisfaction * Satisfied / cases);
        return new(new(score, null, cases), null);
    }

    /// <summary>Due in the period, on a day that is over.</summary>
    private bool FellDue(DateOnly day) => In(day) && day < slice.Today;

    /// <summary>A later step that had come by the day of looking; one of the case's own day is there with the case.</summary>
    private bool HadCome(DateOnly? step, DateOnly own) => step is { } day && (day <= slice.Today || day <= own);

    /// <summary>At which stage a petition stood on a past day nobody knows.</summary>
    private Figure OfToday(IEnumerable<Record> records) => slice.Period.To < slice.Today ? new(default, []) : Count(records);

    private bool In(DateOnly? day) => day is { } known && known >= slice.Period.From && known <= slice.Period.To;

    /// <summary>A record that can't belong to a programme is in the figure only when none is asked for.</summary>
    private bool InNone => slice.Programmes == null;

    private bool Under(Programme? programme) =>
        slice.Programmes == null || (programme != null && slice.Programmes.Contains(programme.Key));

    private bool Here(CommunityRecord record) => Here(record, false, []);

    private bool Here(CommunityRecord record, bool isJoint, IEnumerable<RecordCommunity> shared) =>
        record.ArchivedAt == null && (slice.CommunityIds == null
            || (isJoint ? shared.Any(x => slice.CommunityIds.Contains(x.CommunityId)) : slice.CommunityIds.Contains(record.CommunityId)));

    /// <summary>
    /// Rounds whose 90 days after being resolved are over, at a place; and those of them after which nothing of the kind came up there.
    /// </summary>
    private Figure StayedFixed<TRecord, TRound>(IEnumerable<TRecord> cases, IEnumerable<TRecord> others,
        Func<TRecord, (int Community, string Category, string Spot, DateOnly On)> matter, Func<TRound, DateOnly?> resolvedOn)
        where TRecord : CommunityRecord, IRoundedRecord
        where TRound : RecordRound
    {
        var proved = (from record in cases
                      where matter(record).Spot.Length > 0
                      from round in record.Rounds.Cast<TRound>()
                      where resolvedOn(round) is { } day && FellDue(day.AddDays(90))
                      select (Record: record, Round: round, From: resolvedOn(round)!.Value)).ToList();
        var good = proved.Where(x => !(x.Round.ReopenedOn <= x.From.AddDays(90)) && !others.Any(other => other.ArchivedAt == null
            && other.Id != x.Record.Id && matter(other) with { On = default } == matter(x.Record) with { On = default }
            && matter(other).On > x.From && matter(other).On <= x.From.AddDays(90)));
        return ShareOfRounds(proved.Select(x => x.Round), round => good.Any(x => x.Round == round));
    }

    private static string Spot(string? place) =>
        string.Concat((place ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Those taken up again, of those first closed in the period, by their first rounds.</summary>
    private Figure ShareOfPetitions() =>
        ShareOfRounds(FirstRounds.Where(x => In(x.ClosedOn)), x =>
            HadCome(all.Petitions.Single(petition => petition.Id == x.PetitionId).Rounds.Find(round => round.Number == 2)?.ReceivedOn,
                x.ClosedOn!.Value));

    /// <summary>Records of which any round counts, each once; the list shows the first such round.</summary>
    private static Figure Once<TRecord, TRound>(IEnumerable<TRecord> records, Func<TRound, bool> counts)
        where TRecord : IRoundedRecord
        where TRound : RecordRound
    {
        var rounds = records.Select(record => record.Rounds.Cast<TRound>().Where(counts).MinBy(round => round.Number)).OfType<TRound>()
            .ToList();
        return new(new(rounds.Count), Ids(rounds));
    }

    private static Figure CountRounds(IEnumerable<RecordRound> rounds) => new(new(rounds.Count()), Ids(rounds));

    private static Figure ShareOfRounds<T>(IEnumerable<T> cases, Func<T, bool> good)
        where T : RecordRound => new(Rate(cases.Count(good), cases.Count()), Ids(cases), Ids(cases.Where(good)));

    private static Figure Count(IEnumerable<Record> records) => new(new(records.Count()), Ids(records));

    private static Figure Things(IEnumerable<long> ids) => new(new(ids.Distinct().Count()), [.. ids]);

    private static Figure Sum<T>(IEnumerable<T> records, Func<T, long> amount, double scale = 1)
        where T : Record =>
        new(new(records.Sum(amount) / scale), Ids(records.Where(x => amount(x) != 0)), null, Ids(records.Where(x => amount(x) == 0)));

    private static Figure Share<T>(IEnumerable<T> cases, Func<T, bool> good)
        where T : Record =>
        new(Rate(cases.Count(good), cases.Count()), Ids(cases), Ids(cases.Where(good)));

    private static MetricValue Rate(double good, int cases) => new(cases == 0 ? null : good / cases, good, cases);

    private static Figure MedianOfRounds<T>(IEnumerable<T> cases, Func<T, int> value)
        where T : RecordRound
    {
        var sorted = cases.Select(value).Order().ToList();
        double? median = sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;
        return new(new(median, null, sorted.Count), Ids(cases));
    }

    private static HashSet<long> Ids(IEnumerable<Record> records) => [.. records.Select(x => x.Id)];

    private static HashSet<long> Ids(IEnumerable<RecordRound> rounds) => [.. rounds.Select(x => x.Id)];
}

/// <summary>A figure and the rows it rests on.</summary>
/// <param name="Rows">Ids of the records, or of the distinct things, that the list behind the figure must show; null without a
/// list.</param>
/// <param name="Marked">For a rate, those in the numerator.</param>
/// <param name="Zeros">Records that add nothing to a sum; the list may show them or not.</param>
internal sealed record Figure(MetricValue Value, HashSet<long>? Rows, HashSet<long>? Marked = null, HashSet<long>? Zeros = null);
