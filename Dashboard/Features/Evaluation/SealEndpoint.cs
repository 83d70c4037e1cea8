using Concentric.Evaluation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Features.Evaluation;

/// <summary>The office's seal, for certificates.</summary>
internal static class SealEndpoint
{
    public const string Address = "/office/seal.png";

    public static void MapSeal(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Results<PhysicalFileHttpResult, NotFound> (OfficeSeal seal, HttpContext context) =>
    {
        if (seal.Find() is not { } path) return TypedResults.NotFound();
        // It may be exchanged under the same address.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(path, "image/png", lastModified: File.GetLastWriteTimeUtc(path));
    }).RequireAuthorization().ExcludeFromDescription();
}
