using Microsoft.OpenApi;

namespace Concentric.Dashboard.Api.Description;

/// <summary>The API described for programs, as OpenAPI 3.1 at <c>/openapi/v1.json</c>, in the language of the call.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(ApiServices.Root[1..], StringComparison.Ordinal) == true;
        options.AddOperationTransformer<OperationTexts>();
        options.AddDocumentTransformer<DocumentTexts>();
    });

    /// <summary>
    /// Open to all: it tells of no data, only of what the published program can do, and tools that make clients from it
    /// have no key.
    /// </summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi().AllowAnonymous();
}
