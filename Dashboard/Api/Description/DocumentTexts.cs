using Concentric.Dashboard.Account;
using Concentric.Dashboard.Resources;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Concentric.Dashboard.Api.Description;

/// <summary>Says what the API is, how a caller signs in, and what each field of an answer means.</summary>
internal sealed class DocumentTexts(IHttpContextAccessor http) : IOpenApiDocumentTransformer
{
    private const string Key = "key";
    private const string Cookie = "cookie";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = ApiTexts.Get("Doc.Title"), Version = "v1", Description = ApiTexts.Get("Doc.Description") };
        // Relative to where the description was read, whatever a proxy calls this server.
        document.Servers = [new() { Url = http.HttpContext?.Request.PathBase.Value is { Length: > 0 } root ? root : "/" }];
        document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = ApiTexts.Get("Doc.Security.Key"),
        });
        document.AddComponent<IOpenApiSecurityScheme>(Cookie, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = AccountServices.CookieName,
            Description = ApiTexts.Get("Doc.Security.Cookie"),
        });
        document.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(Key, document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            foreach (var (property, described) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
                described.Description = ApiTexts.Find($"Doc.{name}.{property}") ?? ApiTexts.Get($"Doc.Field.{property}");
        }

        return Task.CompletedTask;
    }
}
