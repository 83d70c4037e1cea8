using System.Globalization;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>An instruction about a record.</summary>
/// <param name="Subject">The record.</param>
/// <param name="Message">Required.</param>
/// <param name="AssigneeId">Whose it is to answer; required.</param>
/// <param name="DueOn">Day by which; null without one.</param>
public sealed record GiveInstruction(RecordKey Subject, string? Message, int? AssigneeId, DateOnly? DueOn = null);

/// <summary>A step of an instruction.</summary>
/// <param name="Message">What is said with it; required for an answer and for what is returned.</param>
public sealed record InstructionInput(long Id, int Version, string? Message = null) : RecordInput(Id, Version);

/// <summary>An answer is sent back.</summary>
/// <param name="DueOn">The new day; null keeps the present one.</param>
public sealed record ReturnInstruction(long Id, int Version, string? Message, DateOnly? DueOn = null) : RecordInput(Id, Version);

/// <summary>Somebody else is to answer.</summary>
/// <param name="AssigneeId">Required.</param>
/// <param name="DueOn">The new day; null keeps the present one.</param>
public sealed record ReassignInstruction(long Id, int Version, int? AssigneeId, DateOnly? DueOn = null, string? Message = null)
    : RecordInput(Id, Version);

/// <summary>
/// Gives instructions and takes their steps: leaders give, the assignee answers, the giver closes; when the giver has left, any leader
/// does. Refuses by <see cref="RefusedException"/>; <see cref="RecordNotFoundException"/> for what the caller may not read or do, and
/// <see cref="EditedMeanwhileException"/> when somebody else was faster.
/// </summary>
public sealed class InstructionCommands(RecordWriter writer, RecordRegister register, OfficeClock clock)
{
    /// <summary>At most so many names are told of those who could take an instruction instead.</summary>
    private const int MostNames = 3;

    /// <summary>Gives an instruction.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice gives it once.</param>
    public Task<Saved> GiveAsync(CurrentUser caller, GiveInstruction input, Guid? requestId, CancellationToken cancellationToken) =>
        AddAsync(caller, input, isComment: false, requestId, cancellationToken);

    /// <summary>Comments, which asks nothing of anybody.</summary>
    /// <param name="message">Required.</param>
    /// <param name="requestId">Made by the form, so that sending it twice comments once.</param>
    public Task<Saved> CommentAsync(CurrentUser caller, RecordKey subject, string? message, Guid? requestId,
        CancellationToken cancellationToken) =>
        AddAsync(caller, new(subject, message, null), isComment: true, requestId, cancellationToken);

    public Task<Saved> AnswerAsync(CurrentUser caller, InstructionInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, instruction, by) =>
        {
            // Whoever has lost the record since answers for it no more.
            if (register.Find(instruction.SubjectKind) is not { } kind
                || !await kind.IsReadableAsync(db, caller, instruction.SubjectId, cancellationToken))
                throw new RecordNotFoundException(RecordKinds.NameOf<Instruction>(), input.Id);
            instruction.Answer(input.Message, by);
        }, ReceivedBy, cancellationToken);

    public Task<Saved> AcceptAsync(CurrentUser caller, InstructionInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, instruction, by) => Done(() => instruction.Accept(input.Message, by)), KeptBy, cancellationToken);

    public Task<Saved> ReturnAsync(CurrentUser caller, ReturnInstruction input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, instruction, by) => Done(() => instruction.Return(input.Message, input.DueOn, by)), KeptBy,
            cancellationToken);

    public Task<Saved> WithdrawAsync(CurrentUser caller, InstructionInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, instruction, by) => Done(() => instruction.Withdraw(input.Message, by)), KeptBy,
            cancellationToken);

    public Task<Saved> ReassignAsync(CurrentUser caller, ReassignInstruction input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, instruction, by) =>
        {
            var check = new ValidationContext();
            var subject = await FindAsync(db, caller, new(instruction.SubjectKind, instruction.SubjectId), cancellationToken);
            if (input.AssigneeId is null) check.That(false, nameof(Instruction.AssigneeId), null, Rule.Required);
            else if (await ChooseAsync(db, subject, input.AssigneeId.Value, check, cancellationToken) is { } to)
            {
                instruction.CommunityId = subject.CommunityId;
                instruction.Reassign(to, input.DueOn, input.Message, check, by);
            }

            check.ThrowIfAny();
        }, KeptBy, cancellationToken);

    private Task<Saved> AddAsync(CurrentUser caller, GiveInstruction input, bool isComment, Guid? requestId,
        CancellationToken cancellationToken) => caller.MayInstruct
            ? writer.AddAsync(caller, requestId, (db, by) => MakeAsync(db, caller, input, isComment, by, cancellationToken),
                cancellationToken)
            : throw new RecordNotFoundException(input.Subject.Kind, input.Subject.Id);

    private async Task<Instruction> MakeAsync(DashboardDbContext db, CurrentUser caller, GiveInstruction input, bool isComment,
        ActorStamp by, CancellationToken cancellationToken)
    {
        var subject = await FindAsync(db, caller, input.Subject, cancellationToken);
        var check = new ValidationContext();
        var message = check.RequiredLines(nameof(Instruction.Message), input.Message, TextLimits.Note);
        Instruction.CheckDue(check, input.DueOn, by.Today);
        check.That(isComment || input.AssigneeId is not null, nameof(Instruction.AssigneeId), null, Rule.Required);
        var assignee = input.AssigneeId is { } id ? await ChooseAsync(db, subject, id, check, cancellationToken) : null;
        check.ThrowIfAny();
        return Instruction.Give(input.Subject, subject.CommunityId, message, assignee, input.DueOn, caller, by);
    }

    /// <summary>The record through the caller's rights; an archived one counts nowhere, and nothing is asked about it.</summary>
    private async Task<Subject> FindAsync(DashboardDbContext db, CurrentUser caller, RecordKey key, CancellationToken cancellationToken)
    {
        var kind = register.Find(key.Kind) ?? throw new RecordNotFoundException(key.Kind, key.Id);
        var rows = await kind.FindRowsAsync(db, caller, [key.Id], cancellationToken);
        return rows.Count == 0
            ? throw new RecordNotFoundException(key.Kind, key.Id)
            : new(kind, key.Id, SubjectRows.CommunityOf(kind.List, rows[0]));
    }

    /// <summary>Who is to answer; null when it is refused, by name, with who could take it instead.</summary>
    private async Task<Assignee?> ChooseAsync(DashboardDbContext db, Subject subject, int assigneeId, ValidationContext check,
        CancellationToken cancellationToken)
    {
        var others = await Assignees.OfAsync(db, subject.Kind, subject.Id, subject.CommunityId, clock.Today, cancellationToken);
        if (others.FirstOrDefault(one => one.Id == assigneeId) is { } assignee) return assignee;
        var name = await db.Users.Where(user => user.Id == assigneeId).Select(user => user.DisplayName)
            .SingleOrDefaultAsync(cancellationToken);
        if (name is null) check.That(false, nameof(Instruction.AssigneeId), assigneeId, Rule.Unknown);
        else check.That(false, nameof(Instruction.AssigneeId), name, Rule.HasLeft, name, Others(others));
        return null;
    }

    /// <summary>
    /// The names of some who could take it instead: those of the community first, as they come; where it has nobody, whoever else may read
    /// the record.
    /// </summary>
    internal static Func<CultureInfo, string> Others(IEnumerable<Assignee> others)
    {
        var names = others.Take(MostNames).Select(one => one.Name).ToList();
        return culture => string.Join(culture.Pick("、", ", "), names);
    }

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Instruction, ActorStamp, Task> change,
        Func<IQueryable<Instruction>, CurrentUser, IQueryable<Instruction>> writable, CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, writable: writable);

    private static IQueryable<Instruction> ReceivedBy(IQueryable<Instruction> instructions, CurrentUser caller)
    {
        // Whoever only looks by now answers no more what was asked before.
        if (!caller.MayAnswer) return instructions.Where(_ => false);
        var user = caller.UserId;
        return instructions.Where(one => one.AssigneeId != null && one.AssigneeId == user);
    }

    /// <summary>The giver's own; and those of leaders who are leaders no more, which would have nobody to close them.</summary>
    internal static IQueryable<Instruction> KeptBy(IQueryable<Instruction> instructions, CurrentUser caller)
    {
        if (!caller.MayInstruct) return instructions.Where(_ => false);
        var user = caller.UserId;
        return instructions.Where(one => one.AssigneeId != null
            && (one.GivenById == user || one.GivenBy!.IsDisabled || one.GivenBy.Role != Role.Leader));
    }

    private static Task Done(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    private sealed record Subject(RegisteredKind Kind, long Id, int? CommunityId);
}
