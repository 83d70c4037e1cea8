using System.Globalization;
using Concentric.Alerts;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Work;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.PublishedFigures;
using Concentric.Resources;
using Concentric.Work;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Notices;

/// <summary>Where notices lead, and how they look.</summary>
internal static class NoticeLinks
{
    /// <summary>The record, or the list of those for which the notice stands.</summary>
    /// <param name="notice">Which.</param>
    /// <param name="seen">The reader's communities, or those that a leader is in charge of; null for all.</param>
    public static string Of(Notice notice, IReadOnlyList<Community>? seen)
    {
        if (notice.Kind is NoticeKind.Workbook or NoticeKind.NoWorkbook)
            return $"/exports/{notice.RecordId.ToString(CultureInfo.InvariantCulture)}";
        switch (notice.Kind)
        {
            case NoticeKind.AppealFiled or NoticeKind.AppealOverdue or NoticeKind.AppealUpheld or NoticeKind.AppealDismissed:
                return EvaluationPaths.Appeals(notice.RecordId);
            case NoticeKind.JudgingOpen:
                return EvaluationPaths.Panel(notice.RecordId);
            case NoticeKind.ResultPublished:
                return EvaluationPaths.Board(notice.RecordId);
            case NoticeKind.StoreDamaged or NoticeKind.JobFailed or NoticeKind.BackupFailed or NoticeKind.BackupMissing:
                return "/admin/system";
            case NoticeKind.AlertBegan or NoticeKind.AlertOver or NoticeKind.AlertsMoved:
                return notice.RecordId == 0 ? SliceAddress.Query("/alerts/history", ("told", Id(notice)))
                    : SliceAddress.Query("/alerts/history", ("alert", notice.RecordId.ToString(CultureInfo.InvariantCulture)));
            case NoticeKind.RobotRefused:
                return "/settings/robots";
            case NoticeKind.CalendarMissing:
                return Calendar.CalendarPage.Address(notice.Day.Year, null);
        }

        // Another community's by now: what is left is one's own work.
        if (notice.Kind is NoticeKind.Accepted or NoticeKind.Declined && seen is not null
            && seen.All(own => own.Id != notice.CommunityId)) return WorkLinks.Path;
        if (notice.RecordId != 0) return RecordPaths.Of(notice.RecordKind, notice.RecordId) ?? WorkLinks.Path;
        // Exactly those of which it tells, whatever has become of them since.
        if (notice.IsListed && ListOf(notice.RecordKind) is { } list) return SliceAddress.Query(list, ("told", Id(notice)));
        var communities = seen is null ? null : string.Join(',', seen.Select(community => community.Code));
        return notice.Kind switch
        {
            NoticeKind.DueSoon => WorkLinks.Page(WorkGroup.DueSoon, null),
            // Hazards have a list of what is escalated to leaders, by the same rule.
            NoticeKind.Escalated when notice.RecordKind == RecordKinds.NameOf<Hazard>() =>
                SliceAddress.Query(RecordPaths.Of(notice.RecordKind)!, ("view", "escalated"), ("community", communities)),
            NoticeKind.Instructed => WorkLinks.Path,
            _ => SliceAddress.Query(RecordPaths.Of(notice.RecordKind)!, ("view", "overdue"), ("community", communities)),
        };
    }

    /// <summary>What it says.</summary>
    /// <param name="named">The first of several alerts (<see cref="AlertQueries.NamedAsync"/>).</param>
    public static string TextOf(Notice notice, CommunityDirectory.Names names, IReadOnlyList<AlertFiring> named)
    {
        if (named.Count > 0)
        {
            var first = Texts.Series(named.Select(firing => firing.CommunityId is { } at
                ? L["Notice.Alert", AlertWords.Name(firing.MetricKey), names.Name(at)] : AlertWords.Name(firing.MetricKey)));
            var (count, left) = (notice.Count.ToString("N0", CultureInfo.CurrentCulture), notice.Count - named.Count);
            return L[$"Notice.Named.{notice.Kind}", count, left > 0
                ? L["Notice.Alert.More", first, left.ToString("N0", CultureInfo.CurrentCulture)] : first];
        }

        if (AlertNote.Read(notice.Title) is { } alert && notice.RecordKind == AlertTelling.Kind)
            return alert.Tell(notice.Kind, notice.CommunityId is { } place ? names.Name(place) : null, CultureInfo.CurrentUICulture);
        var kind = Texts.Kind(notice.RecordKind);
        return notice.RecordId == 0 && notice.RecordKind != AdministratorNotices.RecordKind
            ? L[notice is { Kind: NoticeKind.Instructed, Day: var by } && by == default
                ? "Notice.Many.Instructed.NoDay"
                : $"Notice.Many.{notice.Kind}", kind, notice.Count.ToString("N0", CultureInfo.CurrentCulture), notice.Title ?? "",
                ValueText.Of(notice.Day), notice.By ?? ""]
            : L[notice is { Kind: NoticeKind.Instructed, Day: var day } && day == default
                ? "Notice.Line.Instructed.NoDay"
                : $"Notice.Line.{notice.Kind}", kind, notice.Title ?? notice.Number ?? "", ValueText.Of(notice.Day),
                notice.CommunityId is { } id ? names.Name(id) : "", notice.By ?? ""];
    }

    /// <summary>The list of a kind; that of published figures is beside their own page.</summary>
    private static string? ListOf(string kind) =>
        kind == RecordKinds.NameOf<PublishedFigure>() ? "/published-figures/list" : RecordPaths.Of(kind);

    private static string Id(Notice notice) => notice.Id.ToString(CultureInfo.InvariantCulture);

    public static Tone ToneOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Overdue or NoticeKind.Escalated or NoticeKind.EscalatedToSecretary or NoticeKind.InstructionUnheld
            or NoticeKind.NoWorkbook or NoticeKind.ClaimShort or NoticeKind.AppealOverdue
            or NoticeKind.AlertBegan or NoticeKind.AlertsMoved
            or NoticeKind.StoreDamaged or NoticeKind.JobFailed or NoticeKind.BackupFailed => Tone.Bad,
        NoticeKind.ClaimHolds or NoticeKind.InstructionAccepted or NoticeKind.AlertOver => Tone.Good,
        NoticeKind.Instructed or NoticeKind.InstructionReturned => Tone.Warn,
        NoticeKind.ClaimUncounted or NoticeKind.BackupMissing or NoticeKind.CalendarMissing or NoticeKind.RobotRefused => Tone.Warn,
        NoticeKind.Denied => Tone.Bad,
        NoticeKind.DueSoon or NoticeKind.Returned or NoticeKind.Offered or NoticeKind.Declined
            or NoticeKind.AppealFiled or NoticeKind.JudgingOpen => Tone.Warn,
        _ => Tone.Accent,
    };
}
