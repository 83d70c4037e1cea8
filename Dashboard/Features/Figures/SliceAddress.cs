using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>The slice as it stands in a page's address; makes the addresses of the same page with one thing changed.</summary>
/// <param name="Request">As the address gave it.</param>
/// <param name="RankBy">Key of the metric by which communities are ranked; null for the default.</param>
public sealed record SliceAddress(SliceRequest Request, string? RankBy = null)
{
    /// <summary>The page that shows the slice; the overview unless another is named.</summary>
    public string Path { get; init; } = "/";

    /// <summary>A further field of the page's own, as its name and value; it stays while the slice changes.</summary>
    public (string Name, string? Value) Further { get; init; } = ("", null);

    /// <summary>Key of the metric that the page is about; null for one that is about many.</summary>
    public string? Metric { get; init; }

    /// <summary>The page with this slice.</summary>
    public string Overview =>
        Query(Path, ("period", Request.Period), ("from", Request.From), ("to", Request.To), ("communities", Request.Communities),
            ("metric", Metric), ("rank", RankBy), Further);

    /// <summary>Another page with this slice.</summary>
    public string At(string path) => (this with { Path = path }).Overview;

    /// <summary>The same with another of the running periods.</summary>
    public string WithPeriod(string period) => (this with { Request = Request with { Period = period, From = null, To = null } }).Overview;

    /// <summary>The same with a custom period.</summary>
    public string WithPeriod(DateOnly? from, DateOnly? to) =>
        (this with
        {
            Request = Request with
            {
                Period = "custom",
                From = from is null
            ? null
            : from.Value.ToIso(),
                To = to is null ? null : to.Value.ToIso()
            }
        }).Overview;

    /// <summary>The same for some communities, by code; none for all.</summary>
    public string WithCommunities(IEnumerable<string> codes) =>
        (this with { Request = Request with { Communities = string.Join(',', codes) } }).Overview;

    public string WithRanking(string metric) => (this with { RankBy = metric }).Overview;

    /// <summary>The records behind a figure.</summary>
    /// <param name="communities">Codes, separated by commas; null for those of this slice.</param>
    /// <param name="part">The part of the records, as the address says it; null for all of them.</param>
    /// <param name="seenOn">A past day as of which they are looked at; null for today.</param>
    public string Records(string metric, Period period, string? communities = null, string? part = null, DateOnly? seenOn = null) =>
        Query($"/records/{metric}", ("from", period.From.ToIso()), ("to", period.To.ToIso()),
            ("communities", communities ?? Request.Communities), ("part", part), ("on", seenOn?.ToIso()));

    /// <summary>The chart of a metric over time, which judges the period of this slice.</summary>
    /// <param name="communities">Codes, separated by commas; null for those of this slice.</param>
    public string Chart(string metric, string? communities = null) => Query($"/charts/{metric}", ("period", Request.Period),
        ("from", Request.From), ("to", Request.To), ("communities", communities ?? Request.Communities));

    /// <summary>Where the change of a metric's figure comes from.</summary>
    /// <param name="with">With what the period is compared; null for the period before.</param>
    public string Why(string metric, string? with = null) => Query($"/why/{metric}", ("period", Request.Period), ("from", Request.From),
        ("to", Request.To), ("communities", Request.Communities), ("with", with));

    /// <summary>The communities beside each other by a metric.</summary>
    public string Ranking(string metric) => (this with { Path = "/ranking", RankBy = null, Metric = metric }).Overview;

    /// <summary>An address with the fields that have a value.</summary>
    internal static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var query = "";
        foreach (var (name, value) in fields)
        {
            // Commas between codes stay readable.
            if (!string.IsNullOrEmpty(value))
                query += $"{(query.Length == 0 ? "?" : "&")}{name}={Uri.EscapeDataString(value).Replace("%2C", ",")}";
        }
        return path + query;
    }
}
