using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Rules;
using ValidationContext = Concentric.Rules.ValidationContext;

namespace Concentric.Instructions;

/// <summary>Where an instruction stands: 待答复, 待核, 已办妥, 已撤回; 批注 for a comment, by which nothing is asked of anybody.</summary>
public enum InstructionState { Open, Answered, Accepted, Withdrawn, Comment }

/// <summary>
/// A leader's word on a record (督办): an instruction to somebody, with or without a day, or a comment. It belongs to the record and is
/// read by all who may read that; see docs/decisions/instructions.md. Methods check, then change; refusals
/// (<see cref="RefusedException"/>) change nothing.
/// </summary>
[EnteredBy(EntryRight.Instruct)]
public sealed class Instruction : StreetRecord, INonMetricRecord
{
    /// <summary>Kind of the record it is about, as in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string SubjectKind { get; set; }

    public long SubjectId { get; set; }

    /// <summary>The community that kept the record when the instruction was given; null for a record of the street.</summary>
    public int? CommunityId { get; set; }

    [MaxLength(TextLimits.Note)]
    public required string Message { get; set; }

    public int GivenById { get; set; }

    public DashboardUser? GivenBy { get; set; }

    /// <summary>Whose it is to answer; null for a comment.</summary>
    public int? AssigneeId { get; set; }

    public DashboardUser? Assignee { get; set; }

    /// <summary>Day by which it is to be answered; null without one.</summary>
    public DateOnly? DueOn { get; set; }

    public InstructionState State { get; set; }

    /// <summary>Instant (UTC) at which it was given.</summary>
    public DateTime GivenAt { get; set; }

    public List<InstructionStep> Steps { get; } = [];

    /// <summary>True while the assignee is to answer and the day has passed.</summary>
    public bool IsOverdue(DateOnly today) => State == InstructionState.Open && DueOn < today;

    /// <summary>One that is given; whether it can be, the command has looked.</summary>
    /// <param name="assignee">Whose it is to answer; null for a comment.</param>
    internal static Instruction Give(RecordKey subject, int? communityId, string message, Assignee? assignee, DateOnly? dueOn,
        CurrentUser caller, ActorStamp by)
    {
        var given = new Instruction
        {
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            CommunityId = communityId,
            Message = message,
            GivenById = caller.UserId!.Value,
            AssigneeId = assignee?.Id,
            DueOn = assignee is null ? null : dueOn,
            State = assignee is null ? InstructionState.Comment : InstructionState.Open,
            GivenAt = by.At,
        };
        if (assignee is not null)
            given.Steps.Add(new() { Instruction = given, Kind = InstructionStepKind.Given, To = assignee.Name, By = by.By, At = by.At });
        return given;
    }

    /// <summary>The assignee says what became of it.</summary>
    public void Answer(string? message, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(State == InstructionState.Open, nameof(State), State, Rule.WrongState, State);
        Take(check, InstructionStepKind.Answered, message, isRequired: true, by);
        State = InstructionState.Answered;
    }

    /// <summary>What was answered is enough.</summary>
    public void Accept(string? message, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(State == InstructionState.Answered, nameof(State), State, Rule.WrongState, State);
        Take(check, InstructionStepKind.Accepted, message, isRequired: false, by);
        State = InstructionState.Accepted;
    }

    /// <summary>What was answered is not enough: open again, with a word and, it may be, another day.</summary>
    /// <param name="dueOn">The new day; null keeps the present one.</param>
    public void Return(string? message, DateOnly? dueOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(State == InstructionState.Answered, nameof(State), State, Rule.WrongState, State);
        CheckDue(check, dueOn, by.Today);
        Take(check, InstructionStepKind.Returned, message, isRequired: true, by);
        (State, DueOn) = (InstructionState.Open, dueOn ?? DueOn);
    }

    /// <summary>It is not asked for any more.</summary>
    public void Withdraw(string? message, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(State is InstructionState.Open or InstructionState.Answered, nameof(State), State, Rule.WrongState, State);
        Take(check, InstructionStepKind.Withdrawn, message, isRequired: false, by);
        State = InstructionState.Withdrawn;
    }

    /// <summary>Somebody else is to answer; whether that person can, the command has looked.</summary>
    internal void Reassign(Assignee to, DateOnly? dueOn, string? message, ValidationContext check, ActorStamp by)
    {
        check.That(State == InstructionState.Open, nameof(State), State, Rule.WrongState, State);
        CheckDue(check, dueOn, by.Today);
        Take(check, InstructionStepKind.Reassigned, message, isRequired: false, by, to.Name);
        (AssigneeId, DueOn) = (to.Id, dueOn ?? DueOn);
    }

    /// <summary>A day to answer by: today or later, as far ahead as any due day.</summary>
    internal static void CheckDue(ValidationContext check, DateOnly? dueOn, DateOnly today)
    {
        if (dueOn is not { } day) return;
        var last = today.AddDays(ValidationContext.MostDaysAhead);
        if (check.That(day >= today, nameof(DueOn), day, Rule.TooEarly, today))
            check.That(day <= last, nameof(DueOn), day, Rule.TooLate, last);
    }

    private void Take(ValidationContext check, InstructionStepKind kind, string? message, bool isRequired, ActorStamp by,
        string? to = null)
    {
        var said = isRequired
            ? check.RequiredLines(nameof(Message), message, TextLimits.Note)
            : check.Lines(nameof(Message), message, TextLimits.Note);
        check.ThrowIfAny();
        Steps.Add(new() { Instruction = this, Kind = kind, Message = said, To = to, By = by.By, At = by.At });
    }
}

/// <summary>What was done with an instruction after it was given.</summary>
public enum InstructionStepKind { Given, Answered, Accepted, Returned, Withdrawn, Reassigned }

/// <summary>One step of an instruction; only ever added.</summary>
public sealed class InstructionStep : IRecordStep
{
    public long Id { get; set; }

    public long InstructionId { get; set; }

    public Instruction? Instruction { get; set; }

    public InstructionStepKind Kind { get; set; }

    /// <summary>What was said with it; null without a word. What is asked for stands in the instruction itself.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Message { get; set; }

    /// <summary>Whose it is from then on to answer; null for a step that changes nothing in that.</summary>
    [MaxLength(TextLimits.Name)]
    public string? To { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    public DateTime At { get; set; }

    public Record? Root => Instruction;

    public string StepName => Kind.ToString();
}
