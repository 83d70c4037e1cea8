using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Hazards;
using Concentric.Rules;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Hazards;

/// <summary>Photos go to and from the browser by plain requests: through the circuit they would be slow.</summary>
internal static class HazardPhotoEndpoints
{
    public static string PathOf(long hazardId, long photoId, bool isThumbnail = false) =>
        string.Create(CultureInfo.InvariantCulture, $"/hazards/{hazardId}/photos/{photoId}{(isThumbnail ? "/small" : "")}");

    public static string UploadPath(long hazardId, PhotoSide side) =>
        string.Create(CultureInfo.InvariantCulture, $"/hazards/{hazardId}/photos?side={side}");

    public static void MapHazardPhotos(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup("/hazards/{hazardId:long}/photos").RequireAuthorization().ExcludeFromDescription();
        photos.MapGet("/{photoId:long}",
            (long hazardId, long photoId, HazardQueries queries, HazardPhotoFiles files, HttpContext context,
                CancellationToken cancellationToken) =>
            ShowAsync(hazardId, photoId, isThumbnail: false, queries, files, context, cancellationToken));
        photos.MapGet("/{photoId:long}/small",
            (long hazardId, long photoId, HazardQueries queries, HazardPhotoFiles files, HttpContext context,
                CancellationToken cancellationToken) =>
            ShowAsync(hazardId, photoId, isThumbnail: true, queries, files, context, cancellationToken));
        photos.MapPost("", TakeAsync).RequireAuthorization(Policies.MayWrite).TakesUpload(InputLimits.PhotoRequestBytes)
            .AddEndpointFilter<RouteHandlerBuilder, UploadFaults>();
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> ShowAsync(
        long hazardId, long photoId, bool isThumbnail, HazardQueries queries, HazardPhotoFiles files, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await queries.FindPhotoAsync(context.User.ToCurrentUser(), hazardId, photoId, cancellationToken) is not { } photo)
            return TypedResults.NotFound();
        if (await files.OpenAsync(photo.Key, isThumbnail, cancellationToken) is not { } file) return TypedResults.NotFound();
        // A photo never changes under its id; only the reader's own browser may keep it.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Stream(file.Content, "image/jpeg", lastModified: file.ChangedAt,
            entityTag: new EntityTagHeaderValue($"\"{photo.Hash}{(isThumbnail ? "-small" : "")}\""));
    }

    /// <summary>Takes one file of a form as it comes in, without keeping it aside.</summary>
    private static async Task<Results<Ok<Taken>, UnprocessableEntity<Refused>, NotFound<Refused>, BadRequest>> TakeAsync(
        long hazardId, string? side, HazardPhotoCommands commands, IAntiforgery antiforgery, HttpContext context,
        CancellationToken cancellationToken)
    {
        // From the header only: to look for it in the form, the whole form would be read first.
        var request = context.Request;
        if (!request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        if (!EnumText.TryRead<PhotoSide>(side, out var shown)) return TypedResults.BadRequest();
        var parts = FormParts.Of(request);
        try
        {
            while (await parts.NextAsync(cancellationToken) is { } part)
                if (part.FileName is { } name)
                    return TypedResults.Ok(new Taken(await commands.AddAsync(context.User.ToCurrentUser(), hazardId, shown, name, part.Body,
                        cancellationToken)));
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

    /// <param name="Id">The photo.</param>
    internal sealed record Taken(long Id);

    /// <param name="Problem">What is wrong with the file and how to mend it, in the reader's language.</param>
    internal sealed record Refused(string Problem);
}
