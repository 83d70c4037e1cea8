using System.Globalization;
using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Ledgers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Api;

/// <summary>
/// <c>GET /api/v1/exports</c>, <c>/{id}</c> and <c>/{id}/file</c>: the workbooks that the caller may see, as on the page.
/// </summary>
internal static class ExportsEndpoint
{
    /// <summary>Seconds after which a caller may ask again for a file that is being made.</summary>
    private const string MakingRetrySeconds = "5";

    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("exports").RequireAuthorization(Policies.MayExport);
        exports.MapGet("", ListAsync).WithName("listExports")
            .TakesOnly(PageParameters.Names)
            .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden);
        exports.MapGet("/{id}", ReadAsync).WithName("readExport")
            .TakesOnly()
            .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        exports.MapGet("/{id}/file", DownloadAsync).WithName("downloadExport")
            .TakesOnly()
            .Produces<Stream>(StatusCodes.Status200OK, ExportFileEndpoint.ContentType)
            .Produces<Stream>(StatusCodes.Status206PartialContent, ExportFileEndpoint.ContentType)
            .Answers(
                StatusCodes.Status304NotModified, StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict, StatusCodes.Status410Gone);
    }

    private static async Task<Results<Ok<ExportsAnswer>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageParameters pages, ClaimsPrincipal user, HttpRequest request, ExportQueries exports,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var (page, size) = pages.Read(LedgerRequest.MostRows, problems);
        if (problems.Any) return problems.ToResult();
        var read = await exports.ListAsync(user.ToCurrentUser(), page, size, cancellationToken);
        return TypedResults.Ok(new ExportsAnswer([.. read.Runs.Select(run => ExportAnswer.Of(run, request.PathBase))], read.Total, page,
            size));
    }

    private static async Task<Results<Ok<ExportAnswer>, ProblemHttpResult>> ReadAsync(
        string id, ClaimsPrincipal user, HttpRequest request, ExportQueries exports, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, user.ToCurrentUser(), exports, cancellationToken) is { } run)
            return TypedResults.Ok(ExportAnswer.Of(run, request.PathBase));
        return Unknown(id);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string id, ClaimsPrincipal user, HttpResponse response, ExportQueries exports, CancellationToken cancellationToken)
    {
        var caller = user.ToCurrentUser();
        if (await FindAsync(id, caller, exports, cancellationToken) is not { } run) return Unknown(id);
        if (run.State is ExportState.Failed or ExportState.Stopped)
            return ApiProblems.Of(StatusCodes.Status409Conflict, ApiTexts.Get("Detail.ExportFailed", run.Failure ?? ""));
        if (run.State != ExportState.Done)
        {
            response.Headers.RetryAfter = MakingRetrySeconds;
            return ApiProblems.Of(StatusCodes.Status409Conflict, ApiTexts.Get("Detail.ExportUnfinished", run.Progress));
        }

        if (await exports.DownloadAsync(caller, run.Id, cancellationToken) is not { } file)
            return ApiProblems.Of(StatusCodes.Status410Gone);
        return TypedResults.Stream(
            file.Content, ExportFileEndpoint.ContentType, file.Name, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true);
    }

    private static async Task<ExportRun?> FindAsync(string id, CurrentUser caller, ExportQueries exports,
        CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await exports.FindAsync(caller, number, cancellationToken)
            : null;

    private static ProblemHttpResult Unknown(string id)
    {
        var problems = new FieldProblems();
        problems.Add("id", "Problem.Export", id);
        return problems.ToResult(StatusCodes.Status404NotFound);
    }
}
