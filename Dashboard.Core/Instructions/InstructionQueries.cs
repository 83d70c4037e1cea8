using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>An instruction with what a page shows of it.</summary>
/// <param name="GivenBy">Name.</param>
/// <param name="Assignee">Name; null for a comment.</param>
/// <param name="Steps">In the order of time.</param>
/// <param name="IsUnheld">True when it is open and nobody has it any more.</param>
/// <param name="MayAnswer">True for the assignee while it is open.</param>
/// <param name="MayKeep">True for who may close, return or withdraw it.</param>
/// <param name="MayReassign">True for who may give it to somebody else: nothing is asked of anybody about an archived record.</param>
/// <param name="List">Of the record's kind.</param>
/// <param name="Subject">The record's row; null when it is archived, or where the page is the record's own.</param>
public sealed record InstructionRow(
    long Id, int Version, RecordKey Key, string Message, string GivenBy, string? Assignee, DateOnly? DueOn, InstructionState State,
    DateTime GivenAt, IReadOnlyList<InstructionStep> Steps, bool IsUnheld, bool MayAnswer, bool MayKeep, bool MayReassign,
    RecordList? List, LedgerRow? Subject)
{
    /// <summary>The community that keeps the record; null for a record of the street.</summary>
    public int? CommunityId => List is null || Subject is null ? null : SubjectRows.CommunityOf(List, Subject);

    /// <summary>The last answer; null before there is one.</summary>
    public InstructionStep? Answer => Steps.LastOrDefault(step => step.Kind == InstructionStepKind.Answered);

    /// <summary>True while somebody is to answer and the day has passed.</summary>
    public bool IsOverdue(DateOnly today) => State == InstructionState.Open && DueOn < today;
}

/// <summary>What leaders said on a record, and when it was escalated.</summary>
/// <param name="Rows">The oldest first.</param>
/// <param name="Escalations">The oldest first.</param>
public sealed record InstructionThread(IReadOnlyList<InstructionRow> Rows, IReadOnlyList<Escalation> Escalations)
{
    public bool IsEmpty => Rows.Count == 0 && Escalations.Count == 0;
}

/// <summary>Whose instructions a list shows.</summary>
public enum InstructionSide { Received, Given, All }

/// <summary>Which of them.</summary>
public enum InstructionFilter { Open, Overdue, Answered, Done, Comments, Everything }

/// <summary>What is said at a meeting.</summary>
/// <param name="IsCut">True when there are more than <see cref="InstructionQueries.MostRows"/>, of which the newest are read.</param>
public sealed record MeetingInstructions(IReadOnlyList<InstructionRow> Rows, bool IsCut);

/// <summary>What waits for somebody.</summary>
/// <param name="ToAnswer">Open instructions to the caller, overdue ones first.</param>
/// <param name="ToClose">Answers to what the caller gave, or to what somebody gave who is a leader no more.</param>
public sealed record WaitingInstructions(IReadOnlyList<InstructionRow> ToAnswer, IReadOnlyList<InstructionRow> ToClose)
{
    public bool IsEmpty => ToAnswer.Count == 0 && ToClose.Count == 0;
}

/// <summary>
/// Reads instructions. What is about a record that the caller may not read is not there; each record is read through the rights of its
/// own kind.
/// </summary>
public sealed class InstructionQueries(IDbContextFactory<DashboardDbContext> factory, RecordRegister register, WorkingCalendars calendars,
    OfficeClock clock)
{
    /// <summary>The most instructions of a list, a thread or a meeting that are read; the newest of them.</summary>
    public const int MostRows = 500;

    /// <summary>Working days from today that a form proposes as the day to answer by.</summary>
    public const int ProposedWorkingDays = 3;

    /// <summary>All that was said on a record; null when there is none that the caller may read.</summary>
    public async Task<InstructionThread?> ThreadAsync(CurrentUser caller, RecordKey key, CancellationToken cancellationToken)
    {
        if (register.Find(key.Kind) is not { } kind) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (!await kind.IsReadableAsync(db, caller, key.Id, cancellationToken)) return null;
        var said = await ReadAsync(Kept(db).Where(one => one.SubjectKind == key.Kind && one.SubjectId == key.Id), cancellationToken);
        var marks = await db.Escalations.AsNoTracking().Where(one => one.RecordKind == key.Kind && one.RecordId == key.Id)
            .OrderByDescending(one => one.Id).Take(MostRows).ToListAsync(cancellationToken);
        var unheld = await UnheldAsync(db, said, cancellationToken);
        marks.Reverse();
        var isArchived = said.Count > 0 && await kind.IsArchivedAsync(db, key.Id, cancellationToken);
        return new([.. said.OrderBy(one => one.Id).Select(one => Row(one, caller, unheld, isArchived, null, null))], marks);
    }

    /// <summary>Who can be asked about a record, the likeliest first, and the proposed day; nobody for who may not instruct.</summary>
    public async Task<(IReadOnlyList<Assignee> Assignees, DateOnly DueOn)> OfferAsync(CurrentUser caller, RecordKey key,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var due = (await calendars.GetAsync(db, cancellationToken)).AddWorkingDays(clock.Today, ProposedWorkingDays);
        if (!caller.MayInstruct || register.Find(key.Kind) is not { } kind) return ([], due);
        var rows = await kind.FindRowsAsync(db, caller, [key.Id], cancellationToken);
        if (rows.Count == 0) return ([], due);
        var found = await Assignees.OfAsync(db, kind, key.Id, SubjectRows.CommunityOf(kind.List, rows[0]), clock.Today,
            cancellationToken);
        return ([.. found.Where(one => one.Id != caller.UserId)], due);
    }

    /// <summary>Instructions to the caller, by the caller, or, for who sees the whole street, all: the most urgent first.</summary>
    public async Task<IReadOnlyList<InstructionRow>> ListAsync(CurrentUser caller, InstructionSide side, InstructionFilter filter,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (Of(db, caller, side) is not { } some) return [];
        return await ResolveAsync(db, caller, Narrow(some, filter, clock.Today), cancellationToken);
    }

    /// <summary>How many a list would show of each sort, whatever of them is read.</summary>
    public async Task<IReadOnlyDictionary<InstructionFilter, int>> CountAsync(CurrentUser caller, InstructionSide side,
        CancellationToken cancellationToken)
    {
        var counts = new Dictionary<InstructionFilter, int>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var filter in Enum.GetValues<InstructionFilter>())
        {
            counts[filter] = Of(db, caller, side) is { } some
                ? await Narrow(some, filter, clock.Today).CountAsync(cancellationToken)
                : 0;
        }

        return counts;
    }

    /// <summary>
    /// Where somebody's list of instructions opens: what is to be answered, else what was answered and is to be closed, else what is
    /// open; and where nothing waits, whatever there is.
    /// </summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="sides">Those the address leaves open, the likeliest first; at least one.</param>
    /// <param name="filter">As the address says it; null when it says none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(InstructionSide Side, InstructionFilter Filter)> OpeningAsync(CurrentUser caller,
        IReadOnlyList<InstructionSide> sides, InstructionFilter? filter, CancellationToken cancellationToken)
    {
        if (sides.Count == 1 && filter is { } said) return (sides[0], said);
        var counts = new Dictionary<InstructionSide, IReadOnlyDictionary<InstructionFilter, int>>();
        foreach (var side in sides) counts[side] = await CountAsync(caller, side, cancellationToken);
        if (filter is { } one) return (sides.FirstOrDefault(side => counts[side][one] > 0, sides[0]), one);
        // What is counted may be about a record that the assignee has lost: only what is listed is to be answered.
        if (sides.Contains(InstructionSide.Received) && counts[InstructionSide.Received][InstructionFilter.Open] > 0
            && await CountToAnswerAsync(caller, cancellationToken) > 0)
            return (InstructionSide.Received, InstructionFilter.Open);
        // Answers to what somebody gave who is a leader no more wait for all leaders, and are among all.
        IEnumerable<(InstructionSide Side, InstructionFilter Filter)> inOrder =
        [
            (InstructionSide.Given, InstructionFilter.Answered), (InstructionSide.All, InstructionFilter.Answered),
            (InstructionSide.Given, InstructionFilter.Open), (InstructionSide.All, InstructionFilter.Open),
            .. sides.Select(side => (side, InstructionFilter.Everything)),
        ];
        foreach (var place in inOrder)
        {
            if (!counts.TryGetValue(place.Side, out var there) || there[place.Filter] == 0) continue;
            if (place == (InstructionSide.All, InstructionFilter.Answered) && sides.Count > 1
                && (await WaitingAsync(caller, cancellationToken)).ToClose.Count == 0) continue;
            return place;
        }

        return (sides[0], InstructionFilter.Open);
    }

    /// <summary>How many the caller is to answer; mostly none, and then it is one look into an index.</summary>
    public async Task<int> CountToAnswerAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return 0;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var open = Kept(db).Where(one => one.AssigneeId == user && one.State == InstructionState.Open);
        return await open.AnyAsync(cancellationToken) ? (await ResolveAsync(db, caller, open, cancellationToken)).Count : 0;
    }

    /// <summary>What the caller is to answer, and what was answered to the caller.</summary>
    public async Task<WaitingInstructions> WaitingAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return new([], []);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var toAnswer = await ResolveAsync(db, caller,
            Kept(db).Where(one => one.AssigneeId == user && one.State == InstructionState.Open), cancellationToken);
        var toClose = caller.MayInstruct
            ? await ResolveAsync(db, caller,
                InstructionCommands.KeptBy(Kept(db).Where(one => one.State == InstructionState.Answered), caller), cancellationToken)
            : [];
        return new(toAnswer, toClose);
    }

    /// <summary>
    /// For a meeting: what some communities still have to answer or to have closed, and what was closed or said since the last one.
    /// </summary>
    /// <param name="since">Day of the last meeting; null when there was none.</param>
    public async Task<MeetingInstructions> OfMeetingAsync(CurrentUser caller, IReadOnlyList<int> communityIds, DateOnly? since,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (await AboutAsync(db, communityIds, cancellationToken) is not { } about) return new([], false);
        var open = about.Where(one => one.State == InstructionState.Open || one.State == InstructionState.Answered);
        var from = since is { } day ? clock.ToUtc(day.ToDateTime(TimeOnly.MinValue)) : (DateTime?)null;
        var ended = from is null ? null : about.Where(one => one.State != InstructionState.Open
            && one.State != InstructionState.Answered && one.State != InstructionState.Withdrawn
            && (one.GivenAt >= from || one.Steps.Any(step => step.At >= from)));
        var rows = await ResolveAsync(db, caller, open, cancellationToken);
        var done = ended is null ? [] : await ResolveAsync(db, caller, ended, cancellationToken);
        var isCut = await open.CountAsync(cancellationToken) > MostRows
            || (ended is not null && await ended.CountAsync(cancellationToken) > MostRows);
        // What is about an archived record has no row, and nothing is left to say on it.
        return new([.. rows.Concat(done).Where(row => row.CommunityId is not null)], isCut);
    }

    /// <summary>Of some records of a kind, which the caller has read, those on which something is asked and not closed yet.</summary>
    public async Task<IReadOnlyList<long>> OfRowsAsync(string kind, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Kept(db).Where(one => one.SubjectKind == kind && ids.Contains(one.SubjectId)
            && (one.State == InstructionState.Open || one.State == InstructionState.Answered))
            .Select(one => one.SubjectId).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>Those about records that some communities keep now; null when there are none of such a kind.</summary>
    private async Task<IQueryable<Instruction>?> AboutAsync(DashboardDbContext db, IReadOnlyList<int> communityIds,
        CancellationToken cancellationToken)
    {
        IQueryable<long>? ids = null;
        foreach (var key in await Kept(db).Select(one => one.SubjectKind).Distinct().OrderBy(key => key).ToListAsync(cancellationToken))
        {
            if (register.Find(key)?.KeptBy(db, communityIds) is not { } kept) continue;
            var some = Kept(db).Where(one => one.SubjectKind == key && kept.Contains(one.SubjectId)).Select(one => one.Id);
            ids = ids is null ? some : ids.Concat(some);
        }

        return ids is null ? null : Kept(db).Where(one => ids.Contains(one.Id));
    }

    private static IQueryable<Instruction> Kept(DashboardDbContext db) =>
        db.Instructions.AsNoTracking().Where(one => one.ArchivedAt == null);

    /// <summary>Null when there are none for the caller.</summary>
    private static IQueryable<Instruction>? Of(DashboardDbContext db, CurrentUser caller, InstructionSide side)
    {
        if (side == InstructionSide.All) return caller.CommunityIds is null ? Kept(db) : null;
        if (caller.UserId is not { } user) return null;
        return side == InstructionSide.Given
            ? Kept(db).Where(one => one.GivenById == user)
            : Kept(db).Where(one => one.AssigneeId == user);
    }

    private static IQueryable<Instruction> Narrow(IQueryable<Instruction> some, InstructionFilter filter, DateOnly today) => filter switch
    {
        InstructionFilter.Open => some.Where(one => one.State == InstructionState.Open),
        InstructionFilter.Overdue => some.Where(one => one.State == InstructionState.Open && one.DueOn < today),
        InstructionFilter.Answered => some.Where(one => one.State == InstructionState.Answered),
        InstructionFilter.Done => some.Where(one => one.State == InstructionState.Accepted || one.State == InstructionState.Withdrawn),
        InstructionFilter.Comments => some.Where(one => one.State == InstructionState.Comment),
        _ => some,
    };

    private static async Task<List<Instruction>> ReadAsync(IQueryable<Instruction> some, CancellationToken cancellationToken) =>
        await some.OrderByDescending(one => one.Id).Take(MostRows)
            .Include(one => one.GivenBy).Include(one => one.Assignee).Include(one => one.Steps).AsSplitQuery()
            .ToListAsync(cancellationToken);

    private Task<HashSet<long>> UnheldAsync(DashboardDbContext db, IEnumerable<Instruction> said, CancellationToken cancellationToken) =>
        Assignees.UnheldAsync(db, register, [.. said.Where(one => one.State == InstructionState.Open)], clock.Today, cancellationToken);

    /// <summary>With their records; what is about one that the caller may not read is left out.</summary>
    private async Task<IReadOnlyList<InstructionRow>> ResolveAsync(DashboardDbContext db, CurrentUser caller, IQueryable<Instruction> some,
        CancellationToken cancellationToken)
    {
        var said = await ReadAsync(some, cancellationToken);
        var rows = new List<InstructionRow>();
        var unheld = await UnheldAsync(db, said, cancellationToken);
        foreach (var group in said.GroupBy(one => one.SubjectKind))
        {
            if (register.Find(group.Key) is not { } kind) continue;
            var ids = await kind.ReadableAmongAsync(db, caller, [.. group.Select(one => one.SubjectId).Distinct()], cancellationToken);
            var found = (await kind.FindRowsAsync(db, caller, ids, cancellationToken)).ToDictionary(row => row.Id);
            rows.AddRange(group.Where(one => ids.Contains(one.SubjectId))
                .Select(one => Row(one, caller, unheld, !found.ContainsKey(one.SubjectId), kind.List,
                    found.GetValueOrDefault(one.SubjectId))));
        }

        var today = clock.Today;
        return [.. rows.OrderByDescending(row => row.IsOverdue(today)).ThenBy(row => row.State)
            .ThenBy(row => row.DueOn ?? DateOnly.MaxValue).ThenByDescending(row => row.Id)];
    }

    private static InstructionRow Row(Instruction one, CurrentUser caller, HashSet<long> unheld, bool isArchived, RecordList? list,
        LedgerRow? subject)
    {
        var isAsked = one.State is InstructionState.Open or InstructionState.Answered;
        var isGivers = one.GivenById == caller.UserId || one.GivenBy is { IsDisabled: true } or { Role: not Role.Leader };
        var mayKeep = isAsked && caller.MayInstruct && isGivers;
        return new(one.Id, one.Version, new(one.SubjectKind, one.SubjectId), one.Message, one.GivenBy!.DisplayName,
            one.Assignee?.DisplayName, one.DueOn, one.State, one.GivenAt, [.. one.Steps.OrderBy(step => step.Id)],
            unheld.Contains(one.Id), one.State == InstructionState.Open && one.AssigneeId == caller.UserId && caller.MayAnswer,
            mayKeep, mayKeep && one.State == InstructionState.Open && !isArchived, list, subject);
    }
}
