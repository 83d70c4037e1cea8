using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Search;

/// <summary>One record as an index for searching holds it.</summary>
public sealed record IndexedRecord
{
    /// <summary>Kinds that one key can tell apart.</summary>
    public const int MostKinds = 64;

    /// <summary>In the place of communities: all may read it.</summary>
    public const string OfAll = "all";

    /// <summary>Identifies it across kinds; the later entered, the higher.</summary>
    public long Key { get; init; }

    /// <summary>Of the fields that all readers of the record may know, as <see cref="SearchTerms.Of"/> cuts them.</summary>
    public string Terms { get; init; } = "";

    /// <summary>Of personal fields, which only those find who may reveal them.</summary>
    public string Personal { get; init; } = "";

    /// <summary>Who may read it, as <c>c1 c7</c>; <see cref="OfAll"/> for the street's own.</summary>
    public string Communities { get; init; } = "";

    /// <summary>Whose record it is, whose workers may reveal its personal fields.</summary>
    public string Keeper { get; init; } = "";

    /// <param name="id">Of the record.</param>
    /// <param name="kind">The place of its kind among all.</param>
    public static long KeyOf(long id, int kind) => (id * MostKinds) + kind;

    /// <summary>A community, as it is named here.</summary>
    public static string NameOf(int communityId) => string.Create(CultureInfo.InvariantCulture, $"c{communityId}");
}

/// <summary>That a term stands in a record: a row of the index of pairs (<see cref="PairSearchIndex"/>).</summary>
public sealed record SearchPosting
{
    /// <summary>Longer words are found by their beginning; UTF-16 units.</summary>
    public const int MostTerm = 32;

    /// <summary>In <see cref="CommunityId"/>: everybody may read it.</summary>
    public const int Everybodys = 0;

    /// <summary>In <see cref="CommunityId"/>: several communities may read it, which the record itself tells.</summary>
    public const int Several = -1;

    public string Term { get; init; } = "";

    /// <summary>Of the record, as in <see cref="IndexedRecord.Key"/>.</summary>
    public long Key { get; init; }

    /// <summary>The one community that may read it, or one of the two values above.</summary>
    public int CommunityId { get; init; }

    /// <summary>True when it stands in a text that all readers may know; false when in personal ones only.</summary>
    public bool IsOpen { get; init; }
}

internal sealed class SearchConfiguration : IEntityTypeConfiguration<IndexedRecord>, IEntityTypeConfiguration<SearchPosting>
{
    public void Configure(EntityTypeBuilder<IndexedRecord> builder)
    {
        builder.HasKey(x => x.Key);
        builder.Property(x => x.Key).ValueGeneratedNever();
        builder.Property(x => x.Keeper).HasMaxLength(IndexedRecord.NameOf(int.MaxValue).Length);
    }

    public void Configure(EntityTypeBuilder<SearchPosting> builder)
    {
        // Term and key tell a row already. The others are in the key so that an embedded store, too, answers from it alone.
        builder.HasKey(x => new { x.Term, x.Key, x.CommunityId, x.IsOpen });
        builder.Property(x => x.Term).HasMaxLength(SearchPosting.MostTerm);
    }
}
