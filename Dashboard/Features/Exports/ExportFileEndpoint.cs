using Concentric.Dashboard.Account;
using Concentric.Exports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Features.Exports;

internal static class ExportFileEndpoint
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The finished workbook, as a plain download: through the circuit it would be slow.</summary>
    public static void MapExportFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports/{id:long}/file", DownloadAsync).RequireAuthorization(Policies.MayExport).ExcludeFromDescription();

    private static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync(long id, ExportQueries exports, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await exports.DownloadAsync(context.User.ToCurrentUser(), id, cancellationToken) is not { } file)
            return TypedResults.NotFound();
        // Rights may end; a copy in a cache would not.
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(file.Content, ContentType, file.Name, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true);
    }
}
