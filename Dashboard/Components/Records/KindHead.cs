using Concentric.Data;
using Concentric.Kinds;

namespace Concentric.Dashboard.Components.Records;

/// <summary>The head of the page of a record of a declared kind.</summary>
public static class KindHead
{
    public static RecordHead Of<T>(T record, bool mayWrite)
        where T : EnteredRecord => new(
            record.Id, record.Version, AllKinds.Of<T>().TitleOf(record), (record as INumberedRecord)?.Number, (record as CommunityRecord)?.CommunityId,
            mayWrite, record.ArchivedAt, record.ArchiveReason);
}
