using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Lists;

/// <summary>
/// One record of those that something speaks of to one reader, as a notice that stands for many: a list that is asked for by
/// <see cref="ListRequest.Told"/> has exactly these, whatever has become of them since. It goes when that goes.
/// </summary>
public sealed class ListedRecord : IBesideFigures
{
    /// <summary>What speaks of it: the id of the notice.</summary>
    public long ListId { get; set; }

    public long RecordId { get; set; }

    /// <summary>Whose list it is; nobody else's request finds it.</summary>
    public int UserId { get; set; }
}

internal sealed class ListedRecordConfiguration : IEntityTypeConfiguration<ListedRecord>
{
    public void Configure(EntityTypeBuilder<ListedRecord> builder) => builder.HasKey(x => new { x.ListId, x.RecordId });
}
