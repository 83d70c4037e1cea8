using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;
using Record = Concentric.Data.Record;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>
/// Makes and corrects records at random, of every kind that a metric counts. The values keep to what commands let through:
/// due and closed no earlier than received, a joint record names all its communities with the leading one.
/// </summary>
/// <param name="dice">Decides everything.</param>
/// <param name="share">The share of fields that a correction touches; 1 for new records.</param>
internal sealed class RandomRecords(Random dice, double share = 1)
{
    /// <summary>Each kind: how a new one is made, how one is loaded with its parts, how it is corrected.</summary>
    private static readonly Kind[] Kinds =
    [
        Kind.Of<Petition>(db => db.Petitions.Include(x => x.Communities),
            () => new() { Number = "", Title = "漏水", Category = TestStore.Category }, (r, x) => r.Fill(x)),
        Kind.Of<Petition>(db => db.Petitions.Include(x => x.Communities),
            () => new() { Number = "", Title = "路灯", Category = TestStore.SlowCategory }, (r, x) => r.Fill(x)),
        Kind.Of<Hazard>(db => db.Hazards, () => new() { Number = "", Title = "堆物", Category = "fire" }, (r, x) => r.Fill(x)),
        Kind.Of<Activity>(
            db => db.Activities.Include(x => x.Communities).Include(x => x.Services).Include(x => x.Programmes).AsSplitQuery(),
            () => new() { Number = "", Title = "清洁" }, (r, x) => r.Fill(x)),
        Kind.Of<Output>(db => db.Outputs, () => new(), (r, x) => r.Fill(x)),
        Kind.Of<Project>(db => db.Projects, () => new() { Title = "花园", StrandId = Backdrop.Programmes[0] }, (r, x) => r.Fill(x)),
        Kind.Of<Meeting>(db => db.Meetings.Include(x => x.Communities), () => new() { Title = "联席" }, (r, x) => r.Fill(x)),
        Kind.Of<Commitment>(db => db.Commitments, () => new() { Title = "修灯", Owner = "物业" }, (r, x) => r.Fill(x)),
        Kind.Of<Visit>(db => db.Visits.Include(x => x.Households), () => new() { Visitor = "王芳" }, (r, x) => r.Fill(x)),
        Kind.Of<Errand>(db => db.Errands, () => new(), (r, x) => r.Fill(x)),
        Kind.Of<Wish>(db => db.Wishes, () => new() { Number = "", Title = "书包" }, (r, x) => r.Fill(x)),
        Kind.Of<VolunteerClaim>(db => db.VolunteerClaims, () => new() { PostId = Backdrop.Post }, (r, x) => r.Fill(x)),
        Kind.Of<Contribution>(db =>
            db.Contributions, () => new() { CoBuilderId = Backdrop.CoBuilder, Purpose = "修路" }, (r, x) => r.Fill(x)),
        Kind.Of<Posting>(db => db.Postings, () => new(), (r, x) => r.Fill(x)),
    ];

    /// <summary>Three places, as people write them.</summary>
    private static readonly string?[] Places = [null, "东门", "5号楼", "５ 号楼", "Gate B", "gate b.", " 。"];

    public Record New()
    {
        var record = One(Kinds).New(this);
        // A number is unique; its own series keeps it so without a look at the store.
        if (record.GetType().GetProperty("Number") is { } number) number.SetValue(record, Make.Number("X", TestStore.Today));
        return record;
    }

    /// <summary>A random record of a random kind, tracked, with its parts; null when there is none of the kind.</summary>
    public async Task<Record?> PickAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var rows = One(Kinds).Load(db);
        var count = await rows.CountAsync(cancellationToken);
        return count == 0 ? null : await rows.OrderBy(x => x.Id).Skip(dice.Next(count)).FirstAsync(cancellationToken);
    }

    public void Correct(Record record) => Array.Find(Kinds, kind => kind.Type == record.GetType())!.Correct(this, record);

    private void Fill(Petition x)
    {
        Keep(x);
        var before = x.Rounds.Where(round => round.ReopenedOn is not null).ToList();
        Perhaps(() => x.Place = One(Places));
        Perhaps(() => x.Category = One<string>([TestStore.Category, TestStore.SlowCategory]));
        // Once a petition has come back, the round that ended keeps to its days, and the present one comes after it.
        if (before.Count == 0) Perhaps(() => x.ReceivedOn = Day());
        var begun = before.Count == 0 ? x.ReceivedOn : before.Max(round => round.ReopenedOn!.Value);
        Perhaps(() => x.DueOn = begun.AddDays(dice.Next(25)));
        Perhaps(() => x.Stage = One(Enum.GetValues<PetitionStage>()));
        Perhaps(() => x.ClosedOn = dice.Next(3) == 0 ? null : begun.AddDays(dice.Next(40)));
        Perhaps(() => x.WorkingDaysToClose = dice.Next(9) == 0 ? null : dice.Next(20) == 0 ? dice.Next(100, 400) : dice.Next(12));
        Perhaps(() => x.CallBackOn = dice.Next(2) == 0 ? null : begun.AddDays(dice.Next(60)));
        Perhaps(() => x.CallBackValid = dice.Next(4) > 0);
        Perhaps(() => (x.CallBackResponded, x.CallBackResolved) = (dice.Next(2) == 0, dice.Next(2) == 0));
        Perhaps(() => x.Satisfaction = dice.Next(6) == 0 ? null : One(Enum.GetValues<Satisfaction>()));
        Share(x.Communities, x.CommunityId, id => new PetitionCommunity { CommunityId = id });
        x.IsJoint = x.Communities.Count > 0;
        if (x.DueOn < begun) x.DueOn = begun;
        if (x.ClosedOn < begun) x.ClosedOn = begun;
        if (x.CallBackOn < begun) x.CallBackOn = begun;
        if (x.ClosedOn is null) (x.WorkingDaysToClose, x.Outcome) = (null, null);
        else Perhaps(() => x.Outcome = One(Enum.GetValues<PetitionOutcome>()));
        if (before.Count == 0) x.FirstClosedOn = x.ClosedOn;
        if (x.ClosedOn is not { } closed || dice.Next(3) > 0) return;
        var reopened = (x.CallBackOn > closed ? x.CallBackOn.Value : closed).AddDays(dice.Next(12));
        x.BeginRound(reopened, reopened.AddDays(dice.Next(20)));
        if (dice.Next(2) == 0) return;
        (x.ClosedOn, x.Outcome, x.WorkingDaysToClose) = (reopened.AddDays(dice.Next(20)), One(Enum.GetValues<PetitionOutcome>()),
            dice.Next(15));
        if (dice.Next(2) == 0)
            (x.CallBackOn, x.CallBackValid, x.CallBackResolved, x.Satisfaction) = (x.ClosedOn.Value.AddDays(dice.Next(9)), dice.Next(4) > 0,
                dice.Next(2) == 0, One(Enum.GetValues<Satisfaction>()));
    }

    private void Fill(Hazard x)
    {
        Keep(x);
        Perhaps(() => x.Place = One(Places));
        var before = x.Rounds.Where(round => round.ReopenedOn is not null).ToList();
        if (before.Count == 0) Perhaps(() => x.FoundOn = Day());
        var begun = before.Count == 0 ? x.FoundOn : before.Max(round => round.ReopenedOn!.Value);
        Perhaps(() => x.DueOn = begun.AddDays(dice.Next(20)));
        Perhaps(() => x.RectifiedOn = dice.Next(3) == 0 ? null : begun.AddDays(dice.Next(40)));
        Perhaps(() => x.VerifiedOn = x.RectifiedOn?.AddDays(dice.Next(10)));
        Perhaps(() => x.Severity = One(Enum.GetValues<HazardSeverity>()));
        Perhaps(() => x.IsFireLane = dice.Next(2) == 0);
        if (x.DueOn < x.FoundOn) x.DueOn = x.FoundOn;
        if (x.RectifiedOn < begun) x.RectifiedOn = begun;
        if (x.RectifiedOn is null || x.VerifiedOn < x.RectifiedOn) x.VerifiedOn = x.RectifiedOn;
        if (x.RectifiedOn is not { } rectified || dice.Next(3) > 0) return;
        // Returned with the due date it had, which may have passed, or found again with a new one.
        var again = (x.VerifiedOn ?? rectified).AddDays(dice.Next(12));
        x.BeginRound(again, dice.Next(2) == 0 ? x.DueOn : again.AddDays(dice.Next(12)));
        if (dice.Next(2) == 0) x.RectifiedOn = again.AddDays(dice.Next(20));
        if (dice.Next(2) == 0) x.VerifiedOn = x.RectifiedOn?.AddDays(dice.Next(5));
    }

    private void Fill(Activity x)
    {
        Keep(x);
        Perhaps(() => x.HeldOn = Day());
        // The office's own kinds count as a built-in one, which no other begins like.
        Perhaps(() => x.Kind = One<string>([.. ActivityKind.List.BuiltIn]) + One<string>(["", "", ".own", "s"]));
        Perhaps(() => x.Attendance = dice.Next(5) * dice.Next(200));
        Perhaps(() => x.VolunteerAttendance = dice.Next(x.Attendance + 1));
        Perhaps(() => x.SavedFen = dice.Next(2) * dice.Next(1_000_000));
        Share(x.Communities, x.CommunityId, id => new ActivityCommunity { CommunityId = id });
        Perhaps(() => Some(x.Services, Backdrop.Services, part => part.ServiceId, id => new ActivityService { ServiceId = id }));
        Perhaps(() => Some(x.Programmes, Backdrop.Programmes, part => part.ProgrammeId, id => new ActivityProgramme { ProgrammeId = id }));
        x.IsJoint = x.Communities.Count > 0;
    }

    private void Fill(Output x)
    {
        Keep(x);
        Perhaps(() => x.RecordedOn = Day());
        Perhaps(() => x.Kind = One(Enum.GetValues<OutputKind>()));
        Perhaps(() => x.AmountMilli = dice.Next(100_000));
        Perhaps(() => x.ProgrammeId = Programme());
    }

    private void Fill(Project x)
    {
        Keep(x);
        Perhaps(() => x.StartedOn = Day());
        Perhaps(() => x.StrandId = One(Backdrop.Programmes));
    }

    private void Fill(Meeting x)
    {
        Keep(x);
        Perhaps(() => x.HeldOn = Day());
        Perhaps(() => x.Kind = One(Enum.GetValues<MeetingKind>()));
        Share(x.Communities, x.CommunityId, id => new MeetingCommunity { CommunityId = id });
        x.IsJoint = x.Communities.Count > 0;
    }

    private void Fill(Commitment x)
    {
        Keep(x);
        Perhaps(() => x.DueOn = Day());
        Perhaps(() => x.DoneOn = dice.Next(3) == 0 ? null : x.DueOn.AddDays(dice.Next(-10, 10)));
    }

    private void Fill(Visit x)
    {
        Keep(x);
        Perhaps(() => x.VisitedOn = Day());
        Perhaps(() => Some(x.Households, Near(x, Backdrop.Households), part => part.HouseholdId,
            id => new VisitHousehold { HouseholdId = id, NobodyHome = id % 3 == 0 }));
    }

    private void Fill(Errand x)
    {
        Keep(x);
        Perhaps(() => x.ServedOn = Day());
        Perhaps(() => x.Persons = dice.Next(6));
        Perhaps(() => x.ProgrammeId = Programme());
    }

    private void Fill(Wish x)
    {
        Keep(x);
        Perhaps(() => x.RaisedOn = Day());
        Perhaps(() => x.ClaimedOn = dice.Next(3) == 0 ? null : x.RaisedOn.AddDays(dice.Next(20)));
        Perhaps(() => x.FulfilledOn = dice.Next(2) == 0 ? null : x.ClaimedOn?.AddDays(dice.Next(20)));
    }

    private void Fill(VolunteerClaim x)
    {
        Keep(x);
        Perhaps(() => x.ClaimedOn = Day());
        Perhaps(() => x.VolunteerId = One(Near(x, Backdrop.Volunteers)));
    }

    private void Fill(Contribution x)
    {
        Keep(x);
        Perhaps(() => x.GivenOn = Day());
        Perhaps(() => x.AmountFen = dice.Next(2) * dice.Next(9_000_000));
        Perhaps(() => x.Minutes = dice.Next(2) * dice.Next(600));
        Perhaps(() => x.ProgrammeId = Programme());
    }

    private void Fill(Posting x)
    {
        Keep(x);
        Perhaps(() => x.StartsOn = Day());
        Perhaps(() => x.WorkerId = One(Backdrop.Workers));
        Perhaps(() => (x.Position, x.IsRotation) = (One(Enum.GetValues<Position>()), dice.Next(3) > 0));
    }

    private void Keep(CommunityRecord record)
    {
        Perhaps(() => record.CommunityId = One(Backdrop.Communities));
        if (dice.Next(12) == 0) record.ArchivedAt = record.ArchivedAt is null ? TestStore.Start.UtcDateTime : null;
    }

    private void Perhaps(Action change)
    {
        if (dice.NextDouble() < share) change();
    }

    /// <summary>Days lie close together, so that much falls on the same one; now and then a slip of the pen.</summary>
    private DateOnly Day() => dice.Next(60) switch
    {
        0 => new DateOnly(2024, 2, 29),
        1 => new DateOnly(206, 3, 1),
        2 => new DateOnly(2096, 12, 31),
        < 16 => TestStore.Today.AddDays(-dice.Next(80, 170)),
        _ => TestStore.Today.AddDays(dice.Next(-60, 15)),
    };

    /// <summary>Joint with others, or with nobody: then it has no rows. The leading community is always among them.</summary>
    private void Share<T>(List<T> parts, int leading, Func<int, T> make)
        where T : RecordCommunity
    {
        Perhaps(() =>
        {
            var chosen = dice.Next(3) > 0 ? [] : Backdrop.Communities.Where(id => id == leading || dice.Next(2) == 0).ToList();
            if (chosen.Count == 1) chosen.Clear();
            Renew(parts, chosen, part => part.CommunityId, make);
        });
        if (parts.Count > 0 && !parts.Exists(part => part.CommunityId == leading)) parts.Add(make(leading));
    }

    private void Some<T, TKey>(List<T> parts, TKey[] from, Func<T, TKey> key, Func<TKey, T> make)
    {
        var most = dice.Next(from.Length + 1);
        Renew(parts, [.. from.Where(_ => dice.Next(from.Length) < most)], key, make);
    }

    private static void Renew<T, TKey>(List<T> parts, List<TKey> wanted, Func<T, TKey> key, Func<TKey, T> make)
    {
        parts.RemoveAll(part => !wanted.Contains(key(part)));
        parts.AddRange(wanted.Except(parts.Select(key)).ToList().ConvertAll(id => make(id)));
    }

    /// <summary>Mostly those of the record's own community: what lives in one and what wanders is counted in different ways.</summary>
    private long[] Near(CommunityRecord record, long[] ids) =>
        dice.Next(12) == 0 ? ids : Array.FindAll(ids, id => Backdrop.HomeOf(id) == record.CommunityId);

    private int? Programme() => dice.Next(3) == 0 ? null : One(Backdrop.Programmes);

    private T One<T>(T[] among) => among[dice.Next(among.Length)];

    private sealed record Kind(
        Type Type, Func<DashboardDbContext, IQueryable<CommunityRecord>> Load, Func<RandomRecords, CommunityRecord> New,
        Action<RandomRecords, Record> Correct)
    {
        public static Kind Of<T>(Func<DashboardDbContext, IQueryable<T>> load, Func<T> make, Action<RandomRecords, T> fill)
            where T : CommunityRecord =>
            new(typeof(T), load, records =>
            {
                var record = make();
                fill(records, record);
                return record;
            }, (records, record) => fill(records, (T)record));
    }
}
