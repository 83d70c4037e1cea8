using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What the page of any record shows at its top.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">In one line.</param>
/// <param name="Number">By which people call it; null when its kind has none.</param>
/// <param name="CommunityId">The community that keeps it; null for what belongs to the street.</param>
/// <param name="MayWrite">True when the reader may change it.</param>
/// <param name="ArchivedAt">Instant (UTC) at which it was archived.</param>
/// <param name="ArchiveReason">Why.</param>
/// <param name="MayAct">True when the reader may take some of its steps, although it is another community's.</param>
public sealed record RecordHead(
    long Id, int Version, string Title, string? Number, int? CommunityId, bool MayWrite, DateTime? ArchivedAt = null,
    string? ArchiveReason = null, bool MayAct = false)
{
    /// <summary>What people call it: its number, or its title.</summary>
    public string Name => Number ?? Title;

    /// <summary>The head of a record of a declared kind.</summary>
    /// <param name="number">By which people call it, for kinds whose records have no number of their own.</param>
    /// <param name="names">Of the office's terms.</param>
    public static RecordHead Of<T>(T record, bool mayWrite, string? number = null, CommunityDirectory.Names? names = null)
        where T : EnteredRecord => new(
            record.Id, record.Version, AllKinds.Of<T>().TitleOf(record, names), number ?? (record as INumberedRecord)?.Number,
            (record as CommunityRecord)?.CommunityId, mayWrite,
            record.ArchivedAt, record.ArchiveReason);
}
