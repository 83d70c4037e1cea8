using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Exports;
using Concentric.Exports.Lists;
using Concentric.Lists;
using Microsoft.AspNetCore.Http.HttpResults;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Lists;

internal static class ListExportEndpoint
{
    /// <summary>A list as a file: the address has the same fields as the list's page, and the same rights hold.</summary>
    public static void MapListExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/lists/{kind}/export.{format:regex(^(xlsx|csv)$)}", Download).RequireAuthorization().ExcludeFromDescription();

    private static Results<PushStreamHttpResult, NotFound, ForbidHttpResult> Download(string kind, string format, ExportedLists lists,
        ListExports exports, HttpContext context)
    {
        if (lists.Find(kind) is not { } known) return TypedResults.NotFound();
        if (!known.IsOpenTo(context.User.ToCurrentUser())) return TypedResults.Forbid();
        var request = known is not RegisteredKind { List: var list }
            ? new()
            : ListRequest.Read(list, context.Request.Query.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())), []);
        var (caller, culture, stop) = (context.User.ToCurrentUser(), CultureInfo.CurrentUICulture, context.RequestAborted);
        var written = format == "csv" ? ListFormat.Csv : ListFormat.Xlsx;
        // Rights may end; a copy in a cache would not.
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(
            output => exports.WriteAsync(known, caller, request, written, culture, output, stop, view => L[$"Record.View.{view}"]),
            written == ListFormat.Csv ? "text/csv; charset=utf-8" : ExportFileEndpoint.ContentType,
            exports.FileName(known, written, culture));
    }
}
