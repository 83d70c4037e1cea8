using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Concentric.Data;

namespace Concentric.Lists.Personal;

/// <summary>How an account wants to see the list of a kind: its columns and how wide they are; no row for the kind's own.</summary>
public sealed class ListLayout
{
    /// <summary>The most that is kept, in UTF-16 units of <see cref="Columns"/> and of <see cref="Widths"/>.</summary>
    public const int MostText = 4_000;

    /// <summary>The narrowest that a column can be, in CSS pixels.</summary>
    public const int LeastWidth = 48;

    /// <summary>The widest that a column can be, in CSS pixels.</summary>
    public const int MostWidth = 800;

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    /// <summary>Keys of the columns in their order, as a list in JSON; empty for the kind's own.</summary>
    [MaxLength(MostText)]
    public string Columns { get; set; } = "";

    /// <summary>CSS pixels by key of those columns that were drawn wider or narrower, in JSON; null when none was.</summary>
    [MaxLength(MostText)]
    public string? Widths { get; set; }

    /// <summary>The keys as they were kept; a column that the kind no longer has may be among them.</summary>
    public IReadOnlyList<string>? Keys() => Columns.Length == 0 ? null : JsonSerializer.Deserialize<string[]>(Columns);

    /// <inheritdoc cref="Widths"/>
    public Dictionary<string, int> Sizes() => Widths is null ? [] : JsonSerializer.Deserialize<Dictionary<string, int>>(Widths) ?? [];

    public static string Write(IReadOnlyList<string> keys) => JsonSerializer.Serialize(keys);

    public static string? Write(IReadOnlyDictionary<string, int> widths) => widths.Count == 0 ? null : JsonSerializer.Serialize(widths);
}
