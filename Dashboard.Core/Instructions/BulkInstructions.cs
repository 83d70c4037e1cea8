using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>The same instruction about several records of a kind.</summary>
/// <param name="Kind">Of the records, as in <see cref="RecordKinds"/>.</param>
/// <param name="Ids">Which, <see cref="BulkInstructions.MostRecords"/> at most.</param>
/// <param name="Message">Required.</param>
/// <param name="AssigneeId">Whose it is to answer for all; null for each record's own responsible person.</param>
/// <param name="DueOn">Day by which; null without one.</param>
public sealed record GiveInstructions(string Kind, IReadOnlyList<long> Ids, string? Message, int? AssigneeId, DateOnly? DueOn = null);

/// <summary>What came of an instruction about several records.</summary>
/// <param name="Given">About so many; 0 when it was refused.</param>
/// <param name="People">Whom it asks.</param>
/// <param name="Refused">The records for which nothing was given to anybody; empty when all was.</param>
public sealed record GivenInstructions(int Given, int People, IReadOnlyList<BulkOutcome> Refused);

/// <summary>Somebody who could answer for several records.</summary>
/// <param name="Count">For how many of them.</param>
public sealed record BulkAssignee(Assignee Assignee, int Count);

/// <summary>
/// Instructs about many records at once: about all of them or, when one of them stands against it, about none. Each is an instruction of
/// its own afterwards; whoever is to answer for several is told once.
/// </summary>
public sealed class BulkInstructions(IDbContextFactory<DashboardDbContext> factory, RecordRegister register, WorkingCalendars calendars,
    OfficeClock clock)
{
    /// <summary>The most records of one instruction.</summary>
    public const int MostRecords = 200;

    /// <summary>
    /// Who could answer for some of the records, those for most of them first, for how many of them somebody is responsible, and the
    /// proposed day.
    /// </summary>
    public async Task<(IReadOnlyList<BulkAssignee> Assignees, int Held, DateOnly DueOn)> OfferAsync(CurrentUser caller, string kind,
        IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var due = (await calendars.GetAsync(db, cancellationToken))
            .AddWorkingDays(clock.Today, InstructionQueries.ProposedWorkingDays);
        if (!caller.MayInstruct || register.Find(kind) is not { } registered) return ([], 0, due);
        var (_, people) = await ReadAsync(db, registered, caller, ids, cancellationToken);
        return (
            [.. people.Values.SelectMany(some => some).Where(one => one.Id != caller.UserId).GroupBy(one => one.Id)
                .Select(same => new BulkAssignee(same.First() with
                {
                    IsSecretary = same.Any(one => one.IsSecretary),
                    IsOfCommunity = same.Any(one => one.IsOfCommunity),
                }, same.Count()))
                .OrderByDescending(one => one.Count).ThenByDescending(one => one.Assignee.IsSecretary)
                .ThenByDescending(one => one.Assignee.IsOfCommunity).ThenBy(one => one.Assignee.Role)
                .ThenBy(one => one.Assignee.Name, NameOrder.Comparer).ThenBy(one => one.Assignee.Id)],
            people.Values.Count(some => ResponsibleOf(some) is not null), due);
    }

    /// <summary>Gives it about all of the records, or about none.</summary>
    /// <param name="caller">A leader.</param>
    /// <param name="input">What is asked.</param>
    /// <param name="requestId">Made by the form, so that sending it twice gives it once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many records, or none.</exception>
    /// <exception cref="RecordNotFoundException">The caller may not instruct.</exception>
    /// <exception cref="RefusedException">Text or day won't do.</exception>
    public Task<GivenInstructions> GiveAsync(CurrentUser caller, GiveInstructions input, Guid? requestId,
        CancellationToken cancellationToken) => StoreRetry.RunAsync(() => GiveOnceAsync(caller, input, requestId, cancellationToken),
        requestId is null ? null : () => FindRequestAsync(caller, requestId, cancellationToken), cancellationToken);

    private async Task<GivenInstructions> GiveOnceAsync(CurrentUser caller, GiveInstructions input, Guid? requestId,
        CancellationToken cancellationToken)
    {
        List<long> ids = [.. input.Ids.Distinct()];
        ArgumentOutOfRangeException.ThrowIfZero(ids.Count, nameof(input));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRecords, nameof(input));
        if (!caller.MayInstruct || register.Find(input.Kind) is not { } kind) throw new RecordNotFoundException(input.Kind, ids[0]);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindRequestAsync(db, caller, requestId, cancellationToken) is { } before) return before;
        var by = ActorStamp.Of(caller, clock);
        var check = new ValidationContext();
        var message = check.RequiredLines(nameof(Instruction.Message), input.Message, TextLimits.Note);
        Instruction.CheckDue(check, input.DueOn, by.Today);
        var named = input.AssigneeId is { } chosen
            ? await db.Users.Where(user => user.Id == chosen).Select(user => user.DisplayName).SingleOrDefaultAsync(cancellationToken)
            : null;
        check.That(input.AssigneeId is null || named is not null, nameof(Instruction.AssigneeId), input.AssigneeId, Rule.Unknown);
        check.ThrowIfAny();
        var (communities, people) = await ReadAsync(db, kind, caller, ids, cancellationToken);
        var refused = new List<BulkOutcome>();
        var given = new List<Instruction>();
        foreach (var id in ids)
        {
            if (!people.TryGetValue(id, out var some))
                refused.Add(new(id, new RecordNotFoundException(input.Kind, id)));
            else if ((named is null ? ResponsibleOf(some) : some.FirstOrDefault(one => one.Id == input.AssigneeId)) is { } assignee)
                given.Add(Instruction.Give(new(input.Kind, id), communities[id], message, assignee, input.DueOn, caller, by));
            else
                refused.Add(new(id, RefusalOf(named, some)));
        }

        if (refused.Count > 0) return new(0, 0, refused);
        given[0].RequestId = requestId;
        db.Actor = caller;
        db.AddRange(given);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (requestId is not null && failure.IsDuplicate())
        {
            // The other of two equal requests was faster.
            await using var other = await factory.CreateDbContextAsync(cancellationToken);
            if (await FindRequestAsync(other, caller, requestId, cancellationToken) is { } first) return first;
            throw;
        }

        return new(given.Count, given.Select(one => one.AssigneeId).Distinct().Count(), []);
    }

    /// <summary>The secretary of the community that keeps a record, else a worker of it; null when it has neither.</summary>
    private static Assignee? ResponsibleOf(IReadOnlyList<Assignee> some) => some.FirstOrDefault(one => one.IsSecretary)
        ?? some.FirstOrDefault(one => one.IsOfCommunity);

    private static RefusedException RefusalOf(string? named, IReadOnlyList<Assignee> some) => new([named is null
        ? new(nameof(Instruction.AssigneeId), null, Rule.NobodyResponsible, [])
        : new(nameof(Instruction.AssigneeId), named, Rule.HasLeft, [named, InstructionCommands.Others(some)])]);

    /// <summary>Of the records those that are there for the caller, archived ones left out: who keeps them, and who can be asked.</summary>
    private async Task<(IReadOnlyDictionary<long, int?> Communities, IReadOnlyDictionary<long, IReadOnlyList<Assignee>> People)> ReadAsync(
        DashboardDbContext db, RegisteredKind kind, CurrentUser caller, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var rows = await kind.FindRowsAsync(db, caller, ids, cancellationToken);
        var communities = rows.ToDictionary(row => row.Id, row => SubjectRows.CommunityOf(kind.List, row));
        return (communities, await Assignees.OfManyAsync(db, kind, [.. communities.Select(row => (row.Key, row.Value))], clock.Today,
            cancellationToken));
    }

    private async Task<GivenInstructions?> FindRequestAsync(CurrentUser caller, Guid? requestId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindRequestAsync(db, caller, requestId, cancellationToken);
    }

    private static async Task<GivenInstructions?> FindRequestAsync(DashboardDbContext db, CurrentUser caller, Guid? requestId,
        CancellationToken cancellationToken)
    {
        if (requestId is null) return null;
        var first = await db.Instructions.AsNoTracking()
            .SingleOrDefaultAsync(one => one.RequestId == requestId && one.GivenById == caller.UserId, cancellationToken);
        if (first is null) return null;
        var all = await db.Instructions.AsNoTracking()
            .Where(one => one.GivenById == first.GivenById && one.GivenAt == first.GivenAt && one.SubjectKind == first.SubjectKind)
            .Select(one => one.AssigneeId).ToListAsync(cancellationToken);
        return new(all.Count, all.Distinct().Count(), []);
    }
}
