using System.Globalization;
using Concentric.Attachments;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Attachments;

/// <summary>
/// Attachments go to and from the browser by plain requests: through the circuit they would be slow. They go out as downloads only,
/// never to be shown as a page of this site.
/// </summary>
internal static class AttachmentEndpoints
{
    public static string PathOf(RecordKey record, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"/attachments/{record.Kind}/{record.Id}/{id}");

    public static string ArchivePath(RecordKey record) =>
        string.Create(CultureInfo.InvariantCulture, $"/attachments/{record.Kind}/{record.Id}/all.zip");

    public static string UploadPath(RecordKey record) =>
        string.Create(CultureInfo.InvariantCulture, $"/attachments/{record.Kind}/{record.Id}");

    public static string UploadPath(UnsavedForm form) => $"/attachments/{form.Kind}/unsaved/{form.Id:D}";

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/attachments/{kind}").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("/{recordId:long}/{id:long}", DownloadAsync).WithMetadata(new ServesForeignFiles());
        group.MapGet("/{recordId:long}/all.zip", DownloadAllAsync).WithMetadata(new ServesForeignFiles());
        group.MapPost("/{recordId:long}", TakeAsync).RequireAuthorization(Policies.MayEnter)
            .TakesUpload(InputLimits.AttachmentRequestBytes).AddEndpointFilter<RouteHandlerBuilder, UploadFaults>();
        group.MapPost("/unsaved/{form:guid}", TakeUnsavedAsync).RequireAuthorization(Policies.MayEnter)
            .TakesUpload(InputLimits.AttachmentRequestBytes).AddEndpointFilter<RouteHandlerBuilder, UploadFaults>();
        group.MapDelete("/unsaved/{form:guid}", DiscardAsync).RequireAuthorization(Policies.MayEnter);
    }

    /// <summary>Whoever discards what stands in a form gives its files up as well.</summary>
    private static async Task<Results<NoContent, BadRequest>> DiscardAsync(string kind, Guid form, WaitingAttachments waiting,
        IAntiforgery antiforgery, HttpContext context, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        await waiting.DiscardAsync(context.User.ToCurrentUser(), new(kind, form), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync(string kind, long recordId, long id,
        AttachmentQueries queries, AttachmentFiles files, HttpContext context, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(context.User.ToCurrentUser(), new(kind, recordId), id, cancellationToken) is not { } found)
            return TypedResults.NotFound();
        if (await files.OpenAsync(found.Key, cancellationToken) is not { } file) return TypedResults.NotFound();
        // Rights may end, and an attachment be removed; a copy in a cache would not.
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(file.Content, ContentTypeOf(found.Type), found.Name, file.ChangedAt,
            entityTag: new EntityTagHeaderValue($"\"{found.Hash}\""), enableRangeProcessing: true);
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> DownloadAllAsync(string kind, long recordId,
        AttachmentQueries queries, AttachmentArchive archive, HttpContext context, CancellationToken cancellationToken)
    {
        var found = await queries.ListAsync(context.User.ToCurrentUser(), new(kind, recordId), cancellationToken);
        if (found.Count == 0) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, no-store";
        // The zip's own marks between the files, some bytes each, are written in the old way; the files are not.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        var name = L["Record.Files.ArchiveName", string.Create(CultureInfo.InvariantCulture, $"{Texts.Kind(kind)} {recordId}")];
        return TypedResults.Stream(to => archive.WriteAsync(found, to, cancellationToken), "application/zip", name);
    }

    private static Task<Results<Ok<Taken>, UnprocessableEntity<Refused>, NotFound<Refused>, BadRequest>> TakeAsync(string kind,
        long recordId, AttachmentCommands commands, IAntiforgery antiforgery, HttpContext context, CancellationToken cancellationToken) =>
        ReceiveAsync((name, body) => commands.AddAsync(context.User.ToCurrentUser(), new(kind, recordId), name, body, cancellationToken),
            antiforgery, context, cancellationToken);

    private static Task<Results<Ok<Taken>, UnprocessableEntity<Refused>, NotFound<Refused>, BadRequest>> TakeUnsavedAsync(string kind,
        Guid form, WaitingAttachments waiting, IAntiforgery antiforgery, HttpContext context, CancellationToken cancellationToken) =>
        ReceiveAsync((name, body) => waiting.AddAsync(context.User.ToCurrentUser(), new(kind, form), name, body, cancellationToken),
            antiforgery, context, cancellationToken);

    /// <summary>Takes one file of a form as it comes in.</summary>
    private static async Task<Results<Ok<Taken>, UnprocessableEntity<Refused>, NotFound<Refused>, BadRequest>> ReceiveAsync(
        Func<string, Stream, Task<long>> add, IAntiforgery antiforgery, HttpContext context, CancellationToken cancellationToken)
    {
        // From the header only: to look for it in the form, the whole form would be read first.
        var request = context.Request;
        if (!request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        var parts = FormParts.Of(request);
        try
        {
            while (await parts.NextAsync(cancellationToken) is { } part)
                if (part.FileName is { } name) return TypedResults.Ok(new Taken(await add(name, part.Body)));
        }
        catch (RefusedException refusal)
        {
            return TypedResults.UnprocessableEntity(new Refused(refusal.Describe(CultureInfo.CurrentUICulture)));
        }
        catch (RecordNotFoundException)
        {
            return TypedResults.NotFound(new Refused(L["Record.Record.MissingText"]));
        }

        return TypedResults.BadRequest();
    }

    private static string ContentTypeOf(AttachmentType type) => type switch
    {
        AttachmentType.Pdf => "application/pdf",
        AttachmentType.Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        AttachmentType.Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "image/jpeg",
    };

    /// <param name="Id">The attachment.</param>
    internal sealed record Taken(long Id);

    /// <param name="Problem">What is wrong with the file and how to mend it, in the reader's language.</param>
    internal sealed record Refused(string Problem);
}
