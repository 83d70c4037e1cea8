using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.SentenceChecks;
using Concentric.Time;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>
/// The checked text as a document. The text comes with the request and is checked again by the rights of who asks: nothing of it is kept
/// on the server between page and document.
/// </summary>
internal static class SentenceCheckEndpoint
{
    public const string Path = "/views/sentence-check/export.docx";

    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void MapSentenceCheck(this IEndpointRouteBuilder routes) => routes.MapPost(Path, WriteAsync)
        .RequireAuthorization(Policies.MayExport).TakesUpload(InputLimits.CheckedTextRequestBytes).ExcludeFromDescription();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult, BadRequest>> WriteAsync(SentenceChecker checker,
        CommunityDirectory directory, IDbContextFactory<DashboardDbContext> factory, OfficeClock clock, IAntiforgery antiforgery,
        HttpContext context, CancellationToken cancellationToken)
    {
        if (await FormAsync(context.Request, cancellationToken) is not { } form || !await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        var (caller, names) = (context.User.ToCurrentUser(), await directory.GetAsync(cancellationToken));
        var slice = new SliceRequest(form["period"], form["from"], form["to"], form["communities"]).Read(names, caller, clock.Today);
        try
        {
            var request = SentenceCheckInput.Request(form[SentenceCheckInput.Text], form[SentenceCheckInput.WrittenOn],
                form[SentenceCheckInput.Choices], slice);
            if (await checker.CheckAsync(caller, request, null, cancellationToken) is not { } text)
                return TypedResults.Problem(L["Sentence.NotYet"], statusCode: StatusCodes.Status503ServiceUnavailable);
            var stream = new MemoryStream();
            SentenceDocument.Of(text, names, clock).Write(stream);
            stream.Position = 0;
            await using (var trail = await factory.CreateDbContextAsync(cancellationToken))
            {
                trail.AddLine(clock.UtcNow, caller, PageExports.Kind, 0, "Exported",
                    after: new { Format = "docx", Page = "sentence-check", Rows = text.Claims.Count });
                await trail.SaveChangesAsync(cancellationToken);
            }

            context.Response.Headers.CacheControl = "private, no-store";
            return TypedResults.File(stream, ContentType, $"{L["Sentence.Title"]} {clock.Today:yyyy-MM-dd}.docx");
        }
        catch (RefusedException refusal)
        {
            return TypedResults.Problem(
                refusal.Describe(CultureInfo.CurrentUICulture),
                statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>Read with limits of its own, before the token is looked for in it; null for what is no form.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return null;
        try
        {
            return await request.ReadFormAsync(new FormOptions
            {
                ValueLengthLimit = InputLimits.CheckedTextRequestBytes,
                MultipartBodyLengthLimit = InputLimits.CheckedTextRequestBytes,
                ValueCountLimit = InputLimits.FormFields,
                KeyLengthLimit = InputLimits.FormNameCharacters,
            }, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }
}
