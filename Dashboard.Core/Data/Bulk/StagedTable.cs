using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>A temporary table that holds rows of a table of the store, and how they are copied over.</summary>
public abstract class StagedTable(StagedSort sort, string name, IEntityType type)
{
    public static IReadOnlyList<StagedSort> Sorts { get; } = Enum.GetValues<StagedSort>();

    public StagedSort Of => sort;

    public IEntityType Type => type;

    public string Name => name;

    /// <summary>Columns that some of the rows change.</summary>
    public HashSet<string> Changed { get; } = [];

    public long Rows { get; set; }

    public long Copied { get; set; }

    public abstract string Create { get; }

    public abstract string Drop { get; }

    protected IReadOnlyList<string> KeyColumns => [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];

    public static string PrefixOf(StagedSort sort) =>
        sort switch { StagedSort.Deleted => "deleted_", StagedSort.Changed => "changed_", _ => "added_" };

    /// <summary>Copies some of the rows; those that change only while they are as they were read.</summary>
    /// <param name="after">Row after which to begin.</param>
    /// <param name="to">The last row.</param>
    public abstract string Copy(long after, long to);
}
