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
/// <param name="PartsGap">Why no part is judged; none where any is.</param>
/// <param name="Restart">
/// With what the process began anew between the days compared, so that no part is judged; null for one process.
/// </param>
/// <param name="WorkingDays">Those of both periods, as far as they have come.</param>
/// <param name="ByWorkingDay">The change as it is judged where working days differ; null where it is judged as it is.</param>
internal sealed record ChangeAnswer(
    DateTime AsOf, MetricName Metric, PeriodAnswer Period, ComparedAnswer With, IReadOnlyList<CommunityName> Communities,
    ChangeGap ChangeGap, double? Value, double? ValueBefore, double? Change, VariationKind Variation,
    PartsGap PartsGap, RestartAnswer? Restart, WorkingDaysAnswer WorkingDays, ByWorkingDayAnswer? ByWorkingDay,
    IReadOnlyList<DimensionAnswer> Dimensions)
{
    public static ChangeAnswer Of(Metric metric, ExplainedChange change, ApiSlice slice) => new(
        change.AsOf, MetricName.Of(metric), PeriodAnswer.Of(slice), ComparedAnswer.Of(change.Before),
        [.. slice.Communities.Select(CommunityName.Of)], change.Gap, change.Now.Value, change.Was.Value,
        change.Gap == ChangeGap.None ? change.Amount : null, change.Variation.Kind,
        change.PartsGap, change.Restart is { } restart ? RestartAnswer.Of(restart) : null,
        new(change.WorkingDays.Now, change.WorkingDays.Before), ByWorkingDayAnswer.Of(metric, change, change.Now, change.Was),
        [.. change.Dimensions.Select(dimension => new DimensionAnswer(dimension.Name,
            [.. dimension.Parts.Select(part => PartOf(metric, change, dimension, part, slice.Names))]))]);

    internal static PartAnswer PartOf(Metric metric, ExplainedChange change, ChangeDimension dimension, ChangePart part,
        CommunityDirectory.Names names)
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
            PartFigure.Of(part.Was), part.Effect.Own, part.Effect.Mix, part.Effect.Total, part.Standing,
            part.Restart is { } restart ? RestartAnswer.Of(restart) : null, ByWorkingDayAnswer.Of(metric, change, part.Now, part.Was));
    }
}

/// <summary>Days, both included.</summary>
/// <param name="SeenOn">The day as of which they are read: when they were as old as the period is today; today where they end later.
/// </param>
internal sealed record ComparedAnswer(DateOnly? From, DateOnly? To, DateOnly? SeenOn)
{
    public static ComparedAnswer Of(Comparison? with) => new(with?.Period.From, with?.Period.To, with?.Today);
}

/// <summary>Working days of the period, as far as it has come, and of what it is compared with.</summary>
internal sealed record WorkingDaysAnswer(int Now, int Before);

/// <summary>What adds up over days, held against as much of the other period as falls to as many working days.</summary>
/// <param name="Difference">In the metric's own unit.</param>
/// <param name="Ratio">The difference as a part of what it is held against, 0.12 for 12 % more; null where that is 0.</param>
internal sealed record ByWorkingDayAnswer(double Difference, double? Ratio)
{
    /// <summary>Null where it is judged as it is: a rate, a level, or two periods of as many working days.</summary>
    public static ByWorkingDayAnswer? Of(Metric metric, ExplainedChange change, MetricValue now, MetricValue was) =>
        !change.IsByDay(metric) ? null : new(change.DifferenceOf(metric, now, was),
            change.LikeForLike(metric, now, was) is { Kind: ChangeKind.Percent, Amount: var percent } ? percent / 100 : null);
}

/// <summary>A change by one property of the records.</summary>
internal sealed record DimensionAnswer(string Name, IReadOnlyList<PartAnswer> Parts);

/// <summary>What a part adds to a change, in the metric's own unit.</summary>
/// <param name="Restart">With what the community began anew by itself between the days compared, so that it is not judged.</param>
/// <param name="ByWorkingDay">Its own change as it is judged where working days differ; null where it is judged as it is.</param>
internal sealed record PartAnswer(
    string Kind, string Key, string Name, PartFigure Now, PartFigure Before, double Own, double Mix, double Total, VariationKind Standing,
    RestartAnswer? Restart, ByWorkingDayAnswer? ByWorkingDay);

/// <summary>A part's figure in one of the periods.</summary>
internal sealed record PartFigure(double? Value, double? Numerator, double? Denominator)
{
    public static PartFigure Of(MetricValue value) => new(value.Value, value.Numerator, value.Denominator);
}
