using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Lists;

namespace Concentric.Notices;

/// <summary>Of what a notice tells.</summary>
public enum NoticeKind
{
    /// <summary>A record is due within <see cref="Work.WorkSettings.DueSoonWorkingDays"/>.</summary>
    DueSoon,

    /// <summary>A record's due date has passed.</summary>
    Overdue,

    /// <summary>A record has been overdue so long that it is the matter of the leader in charge.</summary>
    Escalated,

    /// <summary>A record has been overdue so long that it is the matter of the community's secretary.</summary>
    EscalatedToSecretary,

    /// <summary>A leader asks something of the reader about a record.</summary>
    Instructed,

    /// <summary>What the reader asked for was answered.</summary>
    InstructionAnswered,

    /// <summary>The reader's answer was sent back.</summary>
    InstructionReturned,

    /// <summary>The reader's answer was enough.</summary>
    InstructionAccepted,

    /// <summary>Nothing is asked of the reader any more.</summary>
    InstructionWithdrawn,

    /// <summary>Who was to answer has left, or may not read the record any more: for who gave the instruction.</summary>
    InstructionUnheld,

    /// <summary>A leader commented on a record of the reader's community.</summary>
    Commented,

    /// <summary>A petition was transferred to the reader's community.</summary>
    Assigned,

    /// <summary>The reader's community is asked to take a petition over.</summary>
    Offered,

    /// <summary>The community that was asked to take a petition over sent it back; or the offer was taken back.</summary>
    Declined,

    /// <summary>The community that was asked has taken a petition over: for the one that had it.</summary>
    Accepted,

    /// <summary>A resident says that a petition is not resolved: it is open again.</summary>
    Denied,

    /// <summary>Somebody of the street office entered a petition, a hazard or a commitment for the reader's community.</summary>
    Entered,

    /// <summary>A petition was shared with the reader's community.</summary>
    Shared,

    /// <summary>The rectification of a hazard was sent back.</summary>
    Returned,

    /// <summary>A scheduled workbook is there for the reader.</summary>
    Workbook,

    /// <summary>A workbook that the reader asked for, or whose schedule the reader keeps, could not be made.</summary>
    NoWorkbook,

    /// <summary>A published figure of the reader's holds, after it did not.</summary>
    ClaimHolds,

    /// <summary>The records hold more than a published figure of the reader's, which is worded as an exact number.</summary>
    ClaimExceeded,

    /// <summary>The records hold less than a published figure of the reader's.</summary>
    ClaimShort,

    /// <summary>A published figure of the reader's is held against a metric that there is no longer.</summary>
    ClaimUncounted,

    /// <summary>An alert has begun: for those whom its rule tells, as the following.</summary>
    AlertBegan,

    /// <summary>An alert is over.</summary>
    AlertOver,

    /// <summary>Some alerts have begun, and others are over.</summary>
    AlertsMoved,

    /// <summary>A unit contests its score: for those who decide.</summary>
    AppealFiled,

    /// <summary>An appeal has waited longer than <see cref="Evaluation.Appeal.AnswerWorkingDays"/>: for those who decide.</summary>
    AppealOverdue,

    /// <summary>An appeal was upheld: for who noted it, the panel, and the communities that the unit works with.</summary>
    AppealUpheld,

    /// <summary>An appeal was dismissed: for the same.</summary>
    AppealDismissed,

    /// <summary>The panel is to score.</summary>
    JudgingOpen,

    /// <summary>A result of the annual evaluation is published: for the communities and the panel.</summary>
    ResultPublished,

    /// <summary>The store was found damaged: for administrators, as the following.</summary>
    StoreDamaged,

    /// <summary>A nightly job failed.</summary>
    JobFailed,

    /// <summary>The last backup failed.</summary>
    BackupFailed,

    /// <summary>No backup was made for too long.</summary>
    BackupMissing,

    /// <summary>A year's holidays are not all in the calendar.</summary>
    CalendarMissing,

    /// <summary>A group robot's platform does not accept its key or signature any more.</summary>
    RobotRefused,
}

/// <summary>
/// A notice to one account. It holds what its sentence is made of, never the sentence: that is written in the language of who
/// reads it. Made once per account, kind, record, due day and step.
/// </summary>
public sealed class Notice : IBesideFigures
{
    /// <summary>How long notices are kept.</summary>
    public const int KeptDays = 90;

    /// <summary>
    /// The most notices of one kind about one kind of record that the daily run makes for an account. Beyond it one notice tells
    /// the number and leads to the list.
    /// </summary>
    public const int MostOfAKind = 20;

    /// <summary>The most records that one notice lists; one that stands for more leads to the view they are in.</summary>
    public const int MostListed = 2_000;

    public long Id { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    public NoticeKind Kind { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string RecordKind { get; set; }

    /// <summary>The record; 0 when the notice stands for many.</summary>
    public long RecordId { get; set; }

    /// <summary>The record's due date when the notice was made; for one that stands for many the day on which it was made.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The step of which it tells; 0 for what only the passing of time brought about.</summary>
    public long StepId { get; set; }

    /// <summary>The community that keeps the record; null when the notice stands for many.</summary>
    public int? CommunityId { get; set; }

    /// <summary>The record's number; null for a kind without.</summary>
    [MaxLength(TextLimits.Number)]
    public string? Number { get; set; }

    /// <summary>The record's title when the notice was made; null when the notice stands for many.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Title { get; set; }

    /// <summary>Who took the step; null without one.</summary>
    [MaxLength(TextLimits.Name)]
    public string? By { get; set; }

    /// <summary>The records it stands for, 1 or more.</summary>
    public int Count { get; set; } = 1;

    /// <summary>
    /// True when it stands for many and <see cref="Listed"/> has each of them: then it leads to exactly those. Not for more than
    /// <see cref="MostListed"/>, nor for notices of an older version.
    /// </summary>
    public bool IsListed { get; set; }

    /// <summary>The records it stands for, when it stands for many.</summary>
    public List<ListedRecord> Listed { get; } = [];

    /// <summary>Instant (UTC) at which it was made.</summary>
    public DateTime At { get; set; }

    /// <summary>Lists the records it stands for.</summary>
    internal void Listing(IEnumerable<long> ids)
    {
        IsListed = true;
        Listed.AddRange(ids.Distinct().Select(id => new ListedRecord { RecordId = id, UserId = UserId }));
    }

    /// <summary>
    /// Instant (UTC) at which it was read; null before. That of <see cref="At"/> itself for one that its reader wants listed and not
    /// counted: nobody has looked at it yet.
    /// </summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>How it is to be mailed, as its reader had chosen when it was made; null for not at all.</summary>
    public Channels.NoticeWhen? MailWhen { get; set; }

    /// <summary>The mail that it is in; null while none is, 0 when it was left out.</summary>
    public long? MailId { get; set; }
}
