using Concentric.Data;

namespace Concentric.Notices;

/// <summary>The row of the change log by which every node's open pages learn that there are other notices than before.</summary>
public static class NoticeLog
{
    public static readonly string Kind = RecordKinds.NameOf<Notice>();

    /// <summary>
    /// No figure moves, so it has no days; it is not news of the street, so it has no label; whose notices they are is nobody else's
    /// business.
    /// </summary>
    internal static ChangeLogEntry Row(DateTime at) => new() { At = at, Kind = Kind, Action = "Changed", Days = "" };
}
