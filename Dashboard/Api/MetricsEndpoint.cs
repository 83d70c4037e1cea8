using System.Globalization;
using System.Security.Claims;
using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.ProcessCharts;
using Concentric.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary><c>GET /api/v1/metrics</c>: every figure of a slice, from one snapshot of the cube.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this RouteGroupBuilder api) => api.MapGet("/metrics", ReadAsync)
        .WithName("readMetrics").WithTags("metrics")
        .TakesOnly([.. SliceParameters.Names, "metrics"])
        .Answers(StatusCodes.Status304NotModified, StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<MetricsAnswer>, StatusCodeHttpResult, ProblemHttpResult>> ReadAsync(
        [AsParameters] SliceParameters parameters, [FromQuery(Name = "metrics")] string? metrics,
        ClaimsPrincipal user, HttpContext context, SliceReader slices, MetricCube cube, OverviewContext surroundings,
        TargetDirectory directory, ChartSlices charts, CommunityDirectory communities, OfficeClock clock,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var slice = await slices.ReadAsync(parameters, user, problems, cancellationToken);
        var chosen = Choose(metrics, cube.Catalogue, problems);
        if (problems.Any) return problems.ToResult();
        if (cube.Current is not { } snapshot) return ApiProblems.Counting(context, cube.Progress);

        var targets = await directory.GetAsync(cancellationToken);
        var street = (await communities.GetAsync(cancellationToken)).All.Count;
        var judge = await charts.JudgeAsync(street, cancellationToken);
        var isSynthetic = await surroundings.IsSyntheticAsync(cancellationToken);
        // The instant tells the snapshots of two runs of the program apart, whose sequences begin anew.
        var isUnchanged = EntityTag.IsUnchanged(
            context,
            [
                snapshot.AsOf.Ticks, snapshot.Sequence, slice.Today.DayNumber, CultureInfo.CurrentUICulture.Name, isSynthetic,
                slice.Reading.Kind, targets.Stamp, judge.Stamp,
                slice.Period.From.DayNumber, slice.Period.To.DayNumber, .. slice.Communities.Select(CommunityName.Of),
                .. chosen.Select(metric => metric.Key),
            ]);
        if (isUnchanged) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(Answer(snapshot, slice, chosen, judge, isSynthetic, clock, context.Request.PathBase));
    }

    private static IReadOnlyList<Metric> Choose(string? keys, MetricCatalogue catalogue, FieldProblems problems)
    {
        var asked = (keys ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        if (asked.Count == 0) return catalogue.All;
        foreach (var key in asked.Where(key => catalogue.Find(key) is null)) problems.Add("metrics", "Problem.Metric", key);
        return [.. catalogue.All.Where(metric => asked.Contains(metric.Key))];
    }

    private static MetricsAnswer Answer(CubeSnapshot snapshot, ApiSlice slice, IReadOnlyList<Metric> chosen, FigureJudge judge,
        bool isSynthetic,
        OfficeClock clock, PathString root)
    {
        var figures = snapshot.For(slice.Reading.CommunityIds);
        var (when, today) = (slice.When, slice.Today);
        var communities = slice.Reading.CommunityIds is null
            ? null
            : string.Join(',', slice.Communities.Select(community => community.Code));
        IReadOnlyList<MetricAnswer> answers = [.. chosen.Select(AnswerOf)];
        // What is never compared says nothing of how far records reach.
        var isCovered = chosen.Zip(answers).All(one => !one.First.IsPastKept || one.Second.Previous.IsCovered);
        return new(
            snapshot.AsOf, today, clock.ZoneName, isSynthetic, PeriodAnswer.Of(slice),
            new(when.Previous?.Period.From, when.Previous?.Period.To, isCovered),
            [.. slice.Communities.Select(CommunityName.Of)], answers);

        MetricAnswer AnswerOf(Metric metric) => MetricAnswer.Of(
            metric, judge.Judge(figures, slice.Reading.CommunityIds, metric, when), metric.CountedThrough(slice.Period, today),
            PreviousFigure.Of(when.Previous, figures.ReadCompared(metric, when, when.Previous)), RecordsOf(metric));

        string? RecordsOf(Metric metric) => metric.Parts.Count > 0 ? null : SliceAddress.Query(
            $"{root}{ApiServices.Root}/metrics/{metric.Key}/records",
            ("from", slice.Period.From.ToIso()), ("to", slice.Period.To.ToIso()), ("communities", communities));
    }
}
