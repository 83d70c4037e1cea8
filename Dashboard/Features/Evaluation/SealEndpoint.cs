using Concentric.Evaluation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The office's seal, for certificates.</summary>
internal static class SealEndpoint
{
    public const string Address = "/office/seal.png";

    public static void MapSeal(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, async Task<Results<FileStreamHttpResult, NotFound>> (OfficeSeal seal, HttpContext context,
            CancellationToken cancellationToken) =>
    {
        if (await seal.OpenAsync(cancellationToken) is not { } file) return TypedResults.NotFound();
        // It may be exchanged under the same address.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(file.Content, "image/png", lastModified: file.ChangedAt);
    }).RequireAuthorization().ExcludeFromDescription();
}
