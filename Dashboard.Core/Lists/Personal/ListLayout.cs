using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Concentric.Data;

namespace Concentric.Lists.Personal;

/// <summary>The columns in which an account wants to see the list of a kind; no row for the kind's own.</summary>
public sealed class ListLayout
{
    /// <summary>The most columns that are kept, in UTF-16 units of <see cref="Columns"/>.</summary>
    public const int MostText = 4_000;

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    /// <summary>Keys of the columns in their order, as a list in JSON.</summary>
    [MaxLength(MostText)]
    public required string Columns { get; set; }

    /// <summary>The keys as they were kept; a column that the kind no longer has may be among them.</summary>
    public IReadOnlyList<string> Keys() => JsonSerializer.Deserialize<string[]>(Columns) ?? [];

    public static string Write(IReadOnlyList<string> keys) => JsonSerializer.Serialize(keys);
}
