using Concentric.Data;
using Concentric.Jobs;

namespace Concentric.Notices.Channels;

/// <summary>
/// A mail with one notice or many, which name it by <see cref="Notice.MailId"/>: a notice is in one mail at most. The row is the outbox.
/// </summary>
public sealed class NoticeMail : OutboxRow, IOutboxKind, IBesideFigures
{
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }
}
