using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Concentric.Dashboard.Resources;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary><c>GET /api/v1/metrics/{key}/change</c>: where the change of a figure comes from.</summary>
internal static class ChangeEndpoint
{
    public static void MapChange(this RouteGroupBuilder api) => api.MapGet("/metrics/{key}/change", ReadAsync)
        .WithName("readChange").WithTags("metrics")
        .TakesOnly([.. SliceParameters.Names, ComparisonRequest.Field])
        .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ChangeAnswer>, ProblemHttpResult>> ReadAsync(
        string key, [AsParameters] SliceParameters parameters, [FromQuery(Name = ComparisonRequest.Field)] string? with,
        ClaimsPrincipal user, HttpContext context, SliceReader slices, MetricCube cube, ChangeReader changes,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        if (cube.Catalogue.Find(key) is not { } metric)
        {
            problems.Add("key", "Problem.Metric", key);
            return problems.ToResult(StatusCodes.Status404NotFound);
        }

        var slice = await slices.ReadAsync(parameters, user, problems, cancellationToken);
        List<SliceProblem> ofComparison = [];
        var compared = new ComparisonRequest(with).Read(slice.When, slice.Names, slice.Caller, ofComparison);
        foreach (var problem in ofComparison) problems.Add(problem);
        if (problems.Any) return problems.ToResult();
        var change = await changes.ReadAsync(metric, slice.When, compared, slice.Reading.CommunityIds, cancellationToken);
        return change is null ? ApiProblems.Counting(context, cube.Progress) : TypedResults.Ok(ChangeAnswer.Of(metric, change, slice));
    }
}

/// <summary>Where a change comes from. Rates, and what parts add to them, are fractions.</summary>
/// <param name="With">The days compared with; without days before the period has begun.</param>
/// <param name="ChangeGap">Why there are no dimensions; none where there are.</param>
internal sealed record ChangeAnswer(
    DateTime AsOf, MetricName Metric, PeriodAnswer Period, ComparedAnswer With, IReadOnlyList<CommunityName> Communities,
    ChangeGap ChangeGap, double? Value, double? ValueBefore, double? Change, VariationKind Variation,
    IReadOnlyList<DimensionAnswer> Dimensions)
{
    public static ChangeAnswer Of(Metric metric, ExplainedChange change, ApiSlice slice) => new(
        change.AsOf, MetricName.Of(metric), PeriodAnswer.Of(slice), ComparedAnswer.Of(change.Before),
        [.. slice.Communities.Select(CommunityName.Of)], change.Gap, change.Now.Value, change.Was.Value,
        change.Gap == ChangeGap.None ? change.Amount : null, change.Variation.Kind,
        [.. change.Dimensions.Select(dimension => new DimensionAnswer(dimension.Name,
            [.. dimension.Parts.Select(part => PartOf(metric, dimension, part, slice.Names))]))]);

    private static PartAnswer PartOf(Metric metric, ChangeDimension dimension, ChangePart part, CommunityDirectory.Names names)
    {
        var (key, name) = part.Kind switch
        {
            ChangePartKind.Community when int.Parse(part.Key, CultureInfo.InvariantCulture) is var id =>
                (names.Find(id)?.Code ?? part.Key, names.Name(id)),
            ChangePartKind.Joint => ("", UiTexts.L["Why.Part.Joint"]),
            ChangePartKind.Term => (part.Key,
                names.Of(MetricQueries.SplitsOf(metric).First(split => split.Name == dimension.Name).Terms).Name(part.Key)),
            _ => ("", UiTexts.L["Why.Part.Rest"]),
        };
        return new(JsonNamingPolicy.KebabCaseLower.ConvertName(part.Kind.ToString()), key, name, PartFigure.Of(part.Now),
            PartFigure.Of(part.Was), part.Effect.Own, part.Effect.Mix, part.Effect.Total, part.Standing);
    }
}

/// <summary>Days, both included.</summary>
/// <param name="SeenOn">The day as of which they are read: when they were as old as the period is today; today where they end later.
/// </param>
internal sealed record ComparedAnswer(DateOnly? From, DateOnly? To, DateOnly? SeenOn)
{
    public static ComparedAnswer Of(Comparison? with) => new(with?.Period.From, with?.Period.To, with?.Today);
}

/// <summary>A change by one property of the records.</summary>
internal sealed record DimensionAnswer(string Name, IReadOnlyList<PartAnswer> Parts);

/// <summary>What a part adds to a change, in the metric's own unit.</summary>
internal sealed record PartAnswer(
    string Kind, string Key, string Name, PartFigure Now, PartFigure Before, double Own, double Mix, double Total, VariationKind Standing);

/// <summary>A part's figure in one of the periods.</summary>
internal sealed record PartFigure(double? Value, double? Numerator, double? Denominator)
{
    public static PartFigure Of(MetricValue value) => new(value.Value, value.Numerator, value.Denominator);
}
