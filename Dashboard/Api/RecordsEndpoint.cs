using System.Security.Claims;
using Concentric.Dashboard.Features.Records;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary><c>GET /api/v1/metrics/{key}/records</c>: the records behind a figure, by the figure's own definition.</summary>
internal static class RecordsEndpoint
{
    public static void MapRecords(this RouteGroupBuilder api) => api.MapGet("/metrics/{key}/records", ReadAsync)
        .WithName("readRecords").WithTags("metrics")
        .TakesOnly([.. SliceParameters.Names, .. PageParameters.Names, "sort", "on"])
        .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RecordsAnswer>, ProblemHttpResult>> ReadAsync(
        string key, [AsParameters] SliceParameters parameters, [AsParameters] PageParameters pages, [FromQuery(Name = "sort")] string? sort,
        [FromQuery(Name = "on")] string? on, ClaimsPrincipal user, SliceReader slices, MetricCatalogue catalogue, MetricQueries queries,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        if (catalogue.Find(key) is not { } metric)
        {
            problems.Add("key", "Problem.Metric", key);
            return problems.ToResult(StatusCodes.Status404NotFound);
        }

        var slice = await slices.ReadAsync(parameters, user, problems, cancellationToken);
        var (page, size) = pages.Read(LedgerRequest.MostRows, problems);
        if (MetricQueries.LedgerBehind(metric) is { } ledger) CheckSort(sort, ledger, problems);
        else problems.Add("key", "Problem.Composed", key, string.Join(", ", metric.Parts.Select(part => part.Key)));
        // As a point of a chart has it: the records as they stood on that day.
        var misread = new List<SliceProblem>();
        var seenOn = RecordsAddress.SeenOn(on, metric, slice.Period, slice.Today, misread);
        foreach (var problem in misread) problems.Add(problem);
        if (problems.Any) return problems.ToResult();

        var request = new LedgerRequest(Column(sort), sort?.StartsWith('-') == true, page, size);
        var read = await queries.ReadRowsAsync(metric, new(slice.Period, seenOn, slice.Reading.CommunityIds), request,
            cancellationToken);
        return TypedResults.Ok(new RecordsAnswer(
            MetricName.Of(metric), read.Figure.Value, read.Figure.Numerator, read.Figure.Denominator, PeriodAnswer.Of(slice),
            [.. slice.Communities.Select(CommunityName.Of)], read.Ledger.Kind,
            [.. read.Ledger.Columns.Select(column =>
                new ColumnAnswer(column.Key, Texts.Column(column.Key),
                    column.Terms is null ? column.Type : LedgerType.Term, column.IsPersonal))],
            [.. read.Rows.Select(row => RecordValues.Of(read, row, slice.Names))], read.Total, read.Marked, page, size));
    }

    private static void CheckSort(string? sort, Ledger ledger, FieldProblems problems)
    {
        if (string.IsNullOrEmpty(sort)) return;
        // The order of what is masked would tell about it.
        var sortable = ledger.Columns.Where(column => !column.IsPersonal).Select(column => column.Key).ToList();
        if (!sortable.Contains(Column(sort)!)) problems.Add("sort", "Problem.Sort", sort, string.Join(", ", sortable));
    }

    private static string? Column(string? sort) => string.IsNullOrEmpty(sort) ? null : sort.StartsWith('-') ? sort[1..] : sort;
}
