using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Tests.Core.Petitions;
using Concentric.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Demo;

/// <summary>What holds for every record of a store that only commands have written to. Gathers what breaks it.</summary>
public sealed class RecordRules(WorkingCalendar calendar, OfficeClock clock)
{
    private readonly List<string> broken = [];

    public IReadOnlyList<string> Broken => broken;

    public void Check(Petition petition, int dueWorkingDays)
    {
        var (x, steps) = (petition, petition.Steps.OrderBy(step => step.Id).ToList());
        That(x.ReceivedOn <= clock.Today, x.Number, "received in the future");
        That(x.Number.StartsWith($"SQ-{x.ReceivedOn.Year}-", StringComparison.Ordinal), x.Number, "year of number");
        if (x is { ExtensionCount: 0, ReopenedCount: 0 })
            That(x.DueOn == calendar.AddWorkingDays(x.ReceivedOn, dueWorkingDays), x.Number, "due date");
        That((x.ClosedOn is null) == (x.Outcome is null) && (x.ClosedOn is null) == (x.WorkingDaysToClose is null), x.Number, "closing");
        That((x.FirstClosedOn is null) == (x is { ClosedOn: null, ReopenedCount: 0 }), x.Number, "first closing");
        if (x.ClosedOn is { } closed)
        {
            That(closed <= clock.Today && closed >= x.FirstClosedOn && x.FirstClosedOn >= x.ReceivedOn, x.Number, "order of days");
            That(x.WorkingDaysToClose == calendar.WorkingDaysBetween(steps.LastOrDefault(step =>
                step.Kind == PetitionStepKind.Reopened)?.HappenedOn ?? x.ReceivedOn, closed), x.Number, "working days to close");
            That(x.Outcome == PetitionOutcome.Withdrawn || x.Stage == PetitionStage.FedBack, x.Number, "stage of a closed one");
        }

        That(x.CallBackOn is null || (x.CallBackOn >= x.ClosedOn && x.CallBackOn <= clock.Today), x.Number, "day of call-back");
        That(x.CallBackValid == x.Satisfaction.HasValue && (x.CallBackValid || !x.CallBackResponded && !x.CallBackResolved), x.Number,
            "answers");
        That(!x.CallBackValid || x.CallBackOn is not null, x.Number, "answers without call-back");
        That(x.IsJoint == x.Communities.Count > 1 && (!x.IsJoint || x.Communities.Any(c => c.CommunityId == x.CommunityId)), x.Number,
            "communities");
        That(x.PetitionerPhone is null || x.PetitionerPhone.StartsWith("1990000", StringComparison.Ordinal), x.Number, "phone");
        CheckSteps(x.Number, [.. steps.Select(step => (step.At, step.HappenedOn))], x.ReceivedOn);
        Replay(x, steps);
        var told = new PetitionTimeline(steps);
        That(told.Rounds.SequenceEqual(x.Rounds.OrderBy(round => round.Number).Select(RoundTold.Of)), x.Number, "rounds");
        CheckKept(x.Number, x, x.Rounds.OrderBy(round => round.Number), PictureOf);
    }

    public void Check(Hazard hazard)
    {
        var (x, steps) = (hazard, hazard.Steps.OrderBy(step => step.Id).ToList());
        That(x.FoundOn <= clock.Today, x.Number, "found in the future");
        That(x.DueOn == calendar.AddWorkingDays(x.FoundOn, x.Severity == HazardSeverity.Major ? 3 : 10), x.Number, "due date");
        That(x.RectifiedOn is null || (x.RectifiedOn >= x.FoundOn && x.RectifiedOn <= clock.Today), x.Number, "day of rectification");
        That(x.VerifiedOn is null || (x.VerifiedOn >= x.RectifiedOn && x.VerifiedOn <= clock.Today && x.VerifiedBy != x.RectifiedBy),
            x.Number, "verification");
        CheckSteps(x.Number, [.. steps.Select(step => (step.At, step.HappenedOn))], x.FoundOn);
        var rectified = steps.LastOrDefault(step => step.Kind is HazardStepKind.Rectified or HazardStepKind.Returned);
        That((rectified?.Kind == HazardStepKind.Rectified ? rectified.HappenedOn : (DateOnly?)null) == x.RectifiedOn, x.Number,
            "rectification in the timeline");
        That(steps.SingleOrDefault(step => step.Kind == HazardStepKind.Verified)?.HappenedOn == x.VerifiedOn, x.Number,
            "verification in the timeline");
        That(steps.Last(step => step.DueOn is not null).DueOn == x.DueOn, x.Number, "due date in the timeline");
        That(x.Rounds.Count == 1 + steps.Count(step => step.Kind is HazardStepKind.Returned or HazardStepKind.Reopened), x.Number,
            "rounds");
        CheckKept(x.Number, x, x.Rounds.OrderBy(round => round.Number), PictureOf);
    }

    /// <summary>What rounds hold beside the record's own words follows from it: keeping them once more changes nothing.</summary>
    private void CheckKept<T>(string number, IRoundedRecord record, IEnumerable<T> rounds, Func<IEnumerable<T>, string> picture)
    {
        var before = picture(rounds);
        record.KeepRounds();
        That(before == picture(rounds), number, "rounds are not kept");
    }

    private static string PictureOf(IEnumerable<PetitionRound> rounds) => string.Join('\n', rounds.Select(x => string.Join(' ',
        x.Number, x.CommunityId, x.IsJoint, x.ArchivedAt, x.ReceivedOn, x.DueOn, x.ClosedOn, x.Outcome, x.WorkingDaysToClose, x.CallBackOn,
        x.CallBackValid, x.CallBackResolved, x.Satisfaction,
        x.PreviousClosedOn, x.PreviousResolvedOn, x.PreviousConfirmedOn, x.ReopenedOn)));

    private static string PictureOf(IEnumerable<HazardRound> rounds) => string.Join('\n', rounds.Select(x => string.Join(' ',
        x.Number, x.CommunityId, x.Severity, x.IsFireLane, x.ArchivedAt, x.FoundOn, x.DueOn, x.OverdueFrom, x.RectifiedOn, x.VerifiedOn,
        x.PreviousRectifiedOn, x.PreviousVerifiedOn, x.ReopenedOn)));

    public void Check(Activity x)
    {
        That(x.HeldOn <= clock.Today, x.Number, "held in the future");
        That(x.VolunteerAttendance <= x.Attendance && x.VolunteerAttendance >= 0 && x.SavedFen >= 0, x.Number, "attendance");
        That(x.IsJoint == x.Communities.Count > 1 && (!x.IsJoint || x.Communities.Any(c => c.CommunityId == x.CommunityId)), x.Number,
            "hosts");
        That(x.Outputs.All(output => output.RecordedOn == x.HeldOn && output.AmountMilli > 0 && output.CommunityId == x.CommunityId),
            x.Number, "outputs");
    }

    /// <summary>Lengths that SQL Server would refuse and SQLite lets pass.</summary>
    public async Task CheckLengthsAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        if (connection is not SqliteConnection) return;
        await db.Database.OpenConnectionAsync(cancellationToken);
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var property in type.GetProperties().Where(property => property.GetMaxLength() is not null))
            {
                await using var command = connection.CreateCommand();
                command.CommandText =
                    $"SELECT COUNT(*) FROM \"{type.GetTableName()}\" WHERE LENGTH(\"{property.Name}\") > {property.GetMaxLength()}";
                That((long)(await command.ExecuteScalarAsync(cancellationToken))! == 0, type.DisplayName(), $"{property.Name} is too long");
            }
        }

        await using var keys = connection.CreateCommand();
        keys.CommandText = "PRAGMA foreign_key_check";
        await using var orphans = await keys.ExecuteReaderAsync(cancellationToken);
        while (await orphans.ReadAsync(cancellationToken))
            broken.Add($"{orphans.GetString(0)} {orphans.GetInt64(1)}: refers to no {orphans.GetString(2)}");
        await db.Database.CloseConnectionAsync();
    }

    public void That(bool holds, string record, string rule)
    {
        if (!holds) broken.Add($"{record}: {rule}");
    }

    private void CheckSteps(string number, List<(DateTime At, DateOnly HappenedOn)> steps, DateOnly first)
    {
        That(steps.Count > 0 && steps[0].HappenedOn == first, number, "first step");
        for (var i = 0; i < steps.Count; i++)
        {
            var (at, happened) = steps[i];
            That(at <= clock.UtcNow && clock.DayOf(at) >= happened, number, "instant of a step");
            if (i > 0) That(at >= steps[i - 1].At && happened >= steps[i - 1].HappenedOn, number, "order of steps");
        }
    }

    /// <summary>The timeline by itself leads to the state of the record.</summary>
    private void Replay(Petition x, List<PetitionStep> steps)
    {
        var (stage, reopened, extended) = (PetitionStage.Collected, 0, 0);
        DateOnly? closed = null, calledBack = null, due = null;
        PetitionOutcome? outcome = null;
        foreach (var step in steps)
        {
            due = step.DueOn ?? due;
            switch (step.Kind)
            {
                case PetitionStepKind.Negotiated: stage = PetitionStage.Negotiated; break;
                case PetitionStepKind.Handled: stage = PetitionStage.Handled; break;
                case PetitionStepKind.FedBack: stage = PetitionStage.FedBack; break;
                case PetitionStepKind.Closed: (closed, outcome) = (step.HappenedOn, step.Outcome); break;
                case PetitionStepKind.CalledBack: calledBack = step.HappenedOn; break;
                case PetitionStepKind.Extended: extended++; break;
                case PetitionStepKind.Reopened:
                    (stage, closed, outcome, calledBack, reopened) = (PetitionStage.Negotiated, null, null,
                    null, reopened + 1); break;
                default: break;
            }
            That(step.Kind is not (PetitionStepKind.Reopened or PetitionStepKind.Extended) || step.Note is not null, x.Number, "a reason");
            That(step.Outcome is not (PetitionOutcome.Unresolved or PetitionOutcome.Withdrawn) || step.Note is not null, x.Number,
                "a note on the closing");
        }

        That((stage, closed, outcome, calledBack, due) == (x.Stage, x.ClosedOn, x.Outcome, x.CallBackOn, x.DueOn), x.Number,
            "the timeline tells another story");
        That((reopened, extended) == (x.ReopenedCount, x.ExtensionCount), x.Number, "counts of reopening and extension");
    }
}
