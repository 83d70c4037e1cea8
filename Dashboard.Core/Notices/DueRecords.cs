using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Work;

namespace Concentric.Notices;

/// <summary>An open record with a due date, as the daily notices tell of it.</summary>
internal sealed class DueRecord
{
    public static Expression<Func<Petition, DueRecord>> OfPetition { get; } = x =>
        new() { Id = x.Id, Number = x.Number, Title = x.Title, CommunityId = x.CommunityId, DueOn = x.DueOn };

    public static Expression<Func<Hazard, DueRecord>> OfHazard { get; } = x =>
        new() { Id = x.Id, Number = x.Number, Title = x.Title, CommunityId = x.CommunityId, DueOn = x.DueOn };

    public static Expression<Func<Commitment, DueRecord>> OfCommitment { get; } = x =>
        new() { Id = x.Id, Title = x.Title, CommunityId = x.CommunityId, DueOn = x.DueOn };

    public long Id { get; init; }

    public string? Number { get; init; }

    public string? Title { get; init; }

    public int CommunityId { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>The round in which it is escalated; 0 where that is not asked.</summary>
    public int Round { get; set; }

    /// <summary>The notice of it to one reader.</summary>
    public Notice For(int reader, NoticeKind kind, string recordKind, DateTime at) => new()
    {
        UserId = reader,
        Kind = kind,
        RecordKind = recordKind,
        RecordId = Id,
        Day = DueOn,
        CommunityId = CommunityId,
        Number = Number,
        Title = Title,
        At = at,
        // So that a later round with the same due day is told once more. From 1: until escalations were marked, notices of this kind had
        // no step, and those about what is still open are in the store.
        StepId = Round,
    };

    /// <summary>The one notice that stands for many.</summary>
    /// <param name="count">How many, when they are too many to be listed.</param>
    /// <param name="ids">The records; null when there are too many to be listed.</param>
    public static Notice ForMany(int reader, NoticeKind kind, string recordKind, int count, IEnumerable<long>? ids, DateOnly today,
        DateTime at)
    {
        var made = new Notice { UserId = reader, Kind = kind, RecordKind = recordKind, Day = today, Count = count, At = at };
        if (ids is null) return made;
        made.Listing(ids);
        made.Count = made.Listed.Count;
        return made;
    }
}

/// <summary>Records of which the day brings notice: which kind of notice, of which kind of record, and which records.</summary>
/// <param name="Kind">Of the notices.</param>
/// <param name="RecordKind">As in <see cref="RecordKinds"/>.</param>
/// <param name="Open">Those due in the days in question.</param>
internal sealed record DueRecords(NoticeKind Kind, string RecordKind, IQueryable<DueRecord> Open)
{
    /// <summary>What is due soon, and what became overdue since the day of the last run.</summary>
    /// <param name="db">The store.</param>
    /// <param name="communityIds">All communities.</param>
    /// <param name="days">Today, and the last day that counts as soon.</param>
    /// <param name="since">The day of the last run; what was overdue then was told then.</param>
    public static IReadOnlyList<DueRecords> Of(DashboardDbContext db, IReadOnlyList<int> communityIds, WorkDays days, DateOnly since)
    {
        var source = new WorkSource(db, communityIds, [], days.Today);
        var yesterday = days.Today.AddDays(-1);
        var petitions = source.OpenPetitions.Single().Select(DueRecord.OfPetition);
        var hazards = source.OpenHazards.Select(DueRecord.OfHazard);
        var commitments = source.OpenCommitments.Select(DueRecord.OfCommitment);
        return
        [
            Untold(NoticeKind.DueSoon, RecordKinds.NameOf<Petition>(), petitions, days.Today, days.Soon),
            Untold(NoticeKind.DueSoon, RecordKinds.NameOf<Hazard>(), hazards, days.Today, days.Soon),
            Untold(NoticeKind.DueSoon, RecordKinds.NameOf<Commitment>(), commitments, days.Today, days.Soon),
            Untold(NoticeKind.Overdue, RecordKinds.NameOf<Petition>(), petitions, since, yesterday),
            Untold(NoticeKind.Overdue, RecordKinds.NameOf<Hazard>(), hazards, since, yesterday),
            Untold(NoticeKind.Overdue, RecordKinds.NameOf<Commitment>(), commitments, since, yesterday),
        ];

        // Nobody has been told of them by a notice of their own: all readers of a community are told on the same morning.
        DueRecords Untold(NoticeKind kind, string recordKind, IQueryable<DueRecord> open, DateOnly from, DateOnly to) =>
            new(kind, recordKind, open.Where(x => x.DueOn >= from && x.DueOn <= to
                && !db.Set<Notice>()
                    .Any(notice =>
                        notice.RecordKind == recordKind && notice.RecordId == x.Id && notice.Kind == kind && notice.Day == x.DueOn)));
    }
}
