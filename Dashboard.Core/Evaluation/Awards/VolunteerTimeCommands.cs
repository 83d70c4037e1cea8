using Concentric.Activities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>Time that was served.</summary>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordVolunteerTime(VolunteerTimeDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full; they must be verified anew.</summary>
public sealed record CorrectVolunteerTime(long Id, int Version, VolunteerTimeDetails Details) : RecordInput(Id, Version);

/// <summary>Somebody else says that it is so.</summary>
public sealed record VerifyVolunteerTime(long Id, int Version) : RecordInput(Id, Version);

/// <summary>Enters, verifies and corrects volunteers' time. Refuses by <see cref="RefusedException"/>.</summary>
public sealed class VolunteerTimeCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordVolunteerTime input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            var community = await CommunityOfAsync(db, caller, input.Details.VolunteerId, check, cancellationToken);
            await CheckActivityAsync(db, caller, input.Details, check, cancellationToken);
            var time = new VolunteerTime { CommunityId = community, Purpose = "", EnteredBy = "" };
            time.Take(input.Details, by, check);
            return time;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectVolunteerTime input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerTime>(caller, input, async (db, time, by) =>
        {
            var check = new ValidationContext();
            check.That(input.Details.VolunteerId == time.VolunteerId, nameof(time.VolunteerId), null, Rule.Unknown);
            await CheckActivityAsync(db, caller, input.Details, check, cancellationToken);
            time.Take(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> VerifyAsync(CurrentUser caller, VerifyVolunteerTime input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerTime>(caller, input, (_, time, by) =>
        {
            time.Verify(by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<VolunteerTime>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<VolunteerTime>(caller, input, cancellationToken);

    private static async Task<int> CommunityOfAsync(DashboardDbContext db, CurrentUser caller, long volunteerId, ValidationContext check, CancellationToken cancellationToken)
    {
        var community = await db.Volunteers.WritableBy(caller).Where(volunteer => volunteer.Id == volunteerId && volunteer.ArchivedAt == null).Select(volunteer => (int?)volunteer.CommunityId).SingleOrDefaultAsync(cancellationToken);
        check.That(community is not null, nameof(VolunteerTime.VolunteerId), null, volunteerId == 0 ? Rule.Required : Rule.Unknown);
        return community ?? 0;
    }

    private static async Task CheckActivityAsync(DashboardDbContext db, CurrentUser caller, VolunteerTimeDetails details, ValidationContext check, CancellationToken cancellationToken)
    {
        if (details.ActivityId is not { } id) return;
        var held = await db.Activities.ReadableBy(caller).Where(activity => activity.Id == id && activity.ArchivedAt == null).Select(activity => (DateOnly?)activity.HeldOn).SingleOrDefaultAsync(cancellationToken);
        if (check.That(held is not null, nameof(VolunteerTime.ActivityId), id, Rule.Unknown)) check.That(held == details.ServedOn, nameof(VolunteerTime.ServedOn), details.ServedOn, Rule.Fixed, held!.Value);
    }
}

/// <summary>Time served, for its page.</summary>
/// <param name="Time">Not tracked; with its volunteer and activity.</param>
public sealed record VolunteerTimeView(VolunteerTime Time, bool MayWrite);

/// <summary>Reads volunteers' time through the caller's rights.</summary>
public sealed class VolunteerTimeQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The most volunteers and activities that a form offers.</summary>
    public const int MostOffered = 200;

    public async Task<VolunteerTimeView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var time = await db.VolunteerTimes.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id).Include(found => found.Volunteer).Include(found => found.Activity).SingleOrDefaultAsync(cancellationToken);
        if (time is null) return null;
        // What it was for is told to who may read that.
        if (time.ActivityId is { } activity && !await db.Activities.ReadableBy(caller).AnyAsync(found => found.Id == activity, cancellationToken)) time.Activity = null;
        return new(time, caller.MayWrite && caller.Sees(time.CommunityId));
    }

    /// <summary>Volunteers of the caller's communities, masked, the newest first.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> VolunteersAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Volunteers.AsNoTracking().WritableBy(caller).Where(volunteer => volunteer.ArchivedAt == null).OrderByDescending(volunteer => volunteer.Id).Take(MostOffered)
            .Select(volunteer => new { volunteer.Id, volunteer.Name, volunteer.Phone }).ToListAsync(cancellationToken);
        return [.. rows.Select(volunteer => (volunteer.Id, $"{Masking.Mask(volunteer.Name)} {Masking.Mask(volunteer.Phone)}".Trim()))];
    }

    /// <summary>The latest activities of the caller's communities.</summary>
    public async Task<IReadOnlyList<(long Id, string Title)>> ActivitiesAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Activities.AsNoTracking().ReadableBy(caller).Where(activity => activity.ArchivedAt == null).OrderByDescending(activity => activity.HeldOn).ThenByDescending(activity => activity.Id).Take(MostOffered)
            .Select(activity => new { activity.Id, activity.Title, activity.HeldOn }).ToListAsync(cancellationToken);
        return [.. rows.Select(activity => (activity.Id, $"{activity.HeldOn:yyyy-MM-dd} {activity.Title}"))];
    }
}

/// <summary>The list of volunteers' time.</summary>
public static class VolunteerTimeList
{
    public static Ledger<VolunteerTime> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<VolunteerTime>(),
        Id = x => x.Id,
        Rows = db => db.VolunteerTimes.Where(x => x.ArchivedAt == null),
        TypedColumns =
        [
            new() { Key = "volunteer-name", Type = LedgerType.Text, Value = x => x.Volunteer!.Name, Width = 10 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId },
            new() { Key = "served-on", Type = LedgerType.Day, Value = x => x.ServedOn },
            new() { Key = "minutes", Type = LedgerType.Number, Duration = DurationUnit.Minutes, Value = x => x.Minutes },
            new() { Key = "purpose", Type = LedgerType.Text, Value = x => x.Purpose, Width = 30 },
            new() { Key = "activity", Type = LedgerType.Text, Width = 30, Value = x => x.Activity!.CommunityId == x.CommunityId || x.Activity.Communities.Any(host => host.CommunityId == x.CommunityId) ? x.Activity.Title : null },
            new() { Key = "verified-on", Type = LedgerType.Day, Value = x => x.VerifiedOn },
        ],
    };

    public static RecordList<VolunteerTime> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (times, caller) => times.ReadableBy(caller),
        Shown = ["purpose", "volunteer-name", "served-on", "minutes", "verified-on", "community", "activity"],
        Filters = ["community", "served-on"],
        Sorts = ["served-on"],
        DefaultSort = "-served-on",
        Views = new Dictionary<string, Func<DateOnly, System.Linq.Expressions.Expression<Func<VolunteerTime, bool>>>>
        {
            ["unverified"] = _ => x => x.VerifiedOn == null,
            ["verified"] = _ => x => x.VerifiedOn != null,
        },
    };
}
