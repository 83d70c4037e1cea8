using Concentric.Data;

namespace Concentric.Notices.Channels;

/// <summary>What people choose by: notices of several kinds that one wants in the same place.</summary>
public enum NoticeTopic
{
    /// <summary>What is due soon.</summary>
    DueSoon,

    /// <summary>What has become overdue.</summary>
    Overdue,

    /// <summary>What has come to one's communities from elsewhere.</summary>
    Arrivals,

    /// <summary>What leaders ask and say about records, and the answers.</summary>
    Instructions,

    /// <summary>Workbooks that are there.</summary>
    Workbooks,

    /// <summary>Workbooks that could not be made.</summary>
    Failures,

    /// <summary>Published figures that stand otherwise than before.</summary>
    Figures,

    /// <summary>Alerts: what a rule waits for has come about, or is over.</summary>
    Alerts,

    /// <summary>The annual evaluation.</summary>
    Evaluation,

    /// <summary>The program itself.</summary>
    Program,
}

/// <summary>How soon something comes.</summary>
public enum NoticeWhen
{
    /// <summary>At once; what comes within two minutes comes together.</summary>
    AtOnce,

    /// <summary>Once a day, all together.</summary>
    Daily,

    /// <summary>Not at all.</summary>
    Off,
}

/// <summary>Which kinds of notices belong to which topic, and whom they are for.</summary>
public static class NoticeTopics
{
    private static readonly Dictionary<NoticeKind, NoticeTopic> Topics = new()
    {
        [NoticeKind.DueSoon] = NoticeTopic.DueSoon,
        [NoticeKind.Overdue] = NoticeTopic.Overdue,
        [NoticeKind.Escalated] = NoticeTopic.Overdue,
        [NoticeKind.EscalatedToSecretary] = NoticeTopic.Overdue,
        [NoticeKind.Instructed] = NoticeTopic.Instructions,
        [NoticeKind.InstructionAnswered] = NoticeTopic.Instructions,
        [NoticeKind.InstructionReturned] = NoticeTopic.Instructions,
        [NoticeKind.InstructionAccepted] = NoticeTopic.Instructions,
        [NoticeKind.InstructionWithdrawn] = NoticeTopic.Instructions,
        [NoticeKind.InstructionUnheld] = NoticeTopic.Instructions,
        [NoticeKind.Commented] = NoticeTopic.Instructions,
        [NoticeKind.Assigned] = NoticeTopic.Arrivals,
        [NoticeKind.Entered] = NoticeTopic.Arrivals,
        [NoticeKind.Shared] = NoticeTopic.Arrivals,
        [NoticeKind.Returned] = NoticeTopic.Arrivals,
        [NoticeKind.Offered] = NoticeTopic.Arrivals,
        [NoticeKind.Accepted] = NoticeTopic.Arrivals,
        [NoticeKind.Declined] = NoticeTopic.Arrivals,
        [NoticeKind.Denied] = NoticeTopic.Arrivals,
        [NoticeKind.Workbook] = NoticeTopic.Workbooks,
        [NoticeKind.NoWorkbook] = NoticeTopic.Failures,
        [NoticeKind.ClaimHolds] = NoticeTopic.Figures,
        [NoticeKind.ClaimExceeded] = NoticeTopic.Figures,
        [NoticeKind.ClaimShort] = NoticeTopic.Figures,
        [NoticeKind.ClaimUncounted] = NoticeTopic.Figures,
        [NoticeKind.AlertBegan] = NoticeTopic.Alerts,
        [NoticeKind.AlertOver] = NoticeTopic.Alerts,
        [NoticeKind.AlertsMoved] = NoticeTopic.Alerts,
        [NoticeKind.AppealFiled] = NoticeTopic.Evaluation,
        [NoticeKind.AppealOverdue] = NoticeTopic.Evaluation,
        [NoticeKind.AppealUpheld] = NoticeTopic.Evaluation,
        [NoticeKind.AppealDismissed] = NoticeTopic.Evaluation,
        [NoticeKind.JudgingOpen] = NoticeTopic.Evaluation,
        [NoticeKind.ResultPublished] = NoticeTopic.Evaluation,
        [NoticeKind.StoreDamaged] = NoticeTopic.Program,
        [NoticeKind.JobFailed] = NoticeTopic.Program,
        [NoticeKind.BackupFailed] = NoticeTopic.Program,
        [NoticeKind.BackupMissing] = NoticeTopic.Program,
        [NoticeKind.CalendarMissing] = NoticeTopic.Program,
        [NoticeKind.RobotRefused] = NoticeTopic.Program,
    };

    /// <summary>The topic of a kind; a test holds that each kind has one.</summary>
    public static NoticeTopic Of(NoticeKind kind) => Topics.GetValueOrDefault(kind, NoticeTopic.Arrivals);

    /// <summary>True for a kind whose topic has been settled.</summary>
    public static bool Has(NoticeKind kind) => Topics.ContainsKey(kind);

    /// <summary>The topics of which an account may be told, in order.</summary>
    public static IReadOnlyList<NoticeTopic> For(CurrentUser caller) => [.. Enum.GetValues<NoticeTopic>().Where(topic => topic switch
    {
        NoticeTopic.DueSoon or NoticeTopic.Arrivals => caller.Role == Role.Worker,
        NoticeTopic.Overdue => caller.Role is Role.Worker or Role.Leader,
        NoticeTopic.Instructions or NoticeTopic.Alerts => caller.Role is not Role.Panel,
        NoticeTopic.Workbooks or NoticeTopic.Failures => caller.MayExport,
        NoticeTopic.Figures => caller.MayKeepFigures,
        NoticeTopic.Evaluation => caller.Role is not (Role.Analyst or Role.Reader),
        _ => caller.Role == Role.Administrator,
    })];
}
