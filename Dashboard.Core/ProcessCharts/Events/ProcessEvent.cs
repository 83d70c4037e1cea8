using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Metrics;

namespace Concentric.ProcessCharts;

/// <summary>Which metrics an event changes.</summary>
public enum ProcessEventExtent
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that count one kind of record, those to come among them.</summary>
    Kind,

    /// <summary>Those that were chosen.</summary>
    Chosen,
}

/// <summary>
/// Something that changes what is usual: the heating season begins, a term is defined anew. Judging begins anew on its first day, for
/// its metrics and communities, as at a change of secretaries; what was before stays drawn. Not a kind of record: it counts nothing.
/// docs/decisions/signal-or-noise.md.
/// </summary>
public sealed class ProcessEvent
{
    /// <summary>The most events that are not withdrawn.</summary>
    public const int Most = 500;

    public int Id { get; set; }

    /// <summary>The day since which other figures are usual. One to come takes hold when it has come.</summary>
    public DateOnly FirstDay { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>Null where it is called the same.</summary>
    [MaxLength(TextLimits.Name)]
    public string? NameEn { get; set; }

    public ProcessEventExtent Extent { get; set; }

    /// <summary>For <see cref="ProcessEventExtent.Kind"/>.</summary>
    [MaxLength(TextLimits.Key)]
    public string? RecordKind { get; set; }

    /// <summary>For <see cref="ProcessEventExtent.Chosen"/>; a key may be of a metric that is no more.</summary>
    public List<ProcessEventMetric> Metrics { get; } = [];

    /// <summary>False for some communities.</summary>
    public bool IsOfStreet { get; set; }

    /// <summary>None for the street.</summary>
    public List<ProcessEventPlace> Places { get; } = [];

    /// <summary>Why what was usual before is not any more.</summary>
    [MaxLength(TextLimits.Note)]
    public required string Reason { get; set; }

    /// <summary>A withdrawn one restarts nothing. It stays in the list.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Why it was corrected last, or withdrawn; null for one that is as it was entered.</summary>
    [MaxLength(TextLimits.Note)]
    public string? ChangeReason { get; set; }

    /// <summary>Who entered it or changed it last.</summary>
    [MaxLength(TextLimits.Name)]
    public required string SetBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>True when a metric's figures are others since then.</summary>
    public bool Covers(Metric metric) => Extent switch
    {
        ProcessEventExtent.All => true,
        ProcessEventExtent.Kind => metric.Kinds.Any(kind => FamilyOf(kind) == RecordKind),
        _ => Metrics.Exists(one => one.MetricKey == metric.Key),
    };

    /// <summary>The kind by whose name a metric's records are known: rounds of petitions are petitions.</summary>
    public static string FamilyOf(string kind) =>
        kind.EndsWith(Round, StringComparison.Ordinal) ? kind[..^Round.Length] : kind;

    private const string Round = "-round";

    internal RestartEvent Told => new(Id, Name, NameEn, Reason, SetBy);

    internal object Audited() => new
    {
        FirstDay,
        Name,
        NameEn,
        Extent,
        RecordKind,
        Metrics = Metrics.Select(one => one.MetricKey).Order(StringComparer.Ordinal).ToArray(),
        IsOfStreet,
        Communities = Places.Select(place => place.CommunityId).Order().ToArray(),
        Reason,
        IsWithdrawn,
        ChangeReason,
    };
}

/// <summary>A metric that an event changes.</summary>
public sealed class ProcessEventMetric
{
    public int EventId { get; set; }

    public ProcessEvent? Event { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }
}

/// <summary>A community whose figures an event changes.</summary>
public sealed class ProcessEventPlace
{
    public int EventId { get; set; }

    public ProcessEvent? Event { get; set; }

    public int CommunityId { get; set; }

    public Community? Community { get; set; }
}
