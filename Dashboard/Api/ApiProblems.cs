using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Resources;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Api;

/// <summary>Problem details (RFC 9457) in the language of the call.</summary>
internal static class ApiProblems
{
    /// <summary>Seconds after which a caller may ask again while the figures are still being counted.</summary>
    private const string CountingRetrySeconds = "2";

    /// <summary>The problem that a status by itself tells of.</summary>
    public static ProblemHttpResult Of(int status, string? detail = null)
    {
        var title = ApiTexts.Find($"Title.{status}") ?? ApiTexts.Get(status < 500 ? "Title.400" : "Title.500");
        return TypedResults.Problem(detail ?? ApiTexts.Find($"Detail.{status}"), statusCode: status, title: title);
    }

    /// <summary>What is wrong with each field; what was right is not repeated, and nothing was done.</summary>
    public static ProblemHttpResult Of(IDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors)
        {
            Status = status,
            Title = ApiTexts.Get($"Title.{status}"),
            Detail = ApiTexts.Find($"Detail.{status}"),
        });

    /// <summary>The figures are still being counted at start.</summary>
    public static ProblemHttpResult Counting(HttpContext context, double progress)
    {
        context.Response.Headers.RetryAfter = CountingRetrySeconds;
        return Of(StatusCodes.Status503ServiceUnavailable, ApiTexts.Get("Detail.Counting", progress.ToString("P0")));
    }

    /// <summary>For a status that nobody wrote a body for: a missing key, an unknown address.</summary>
    public static Task WriteAsync(StatusCodeContext context) =>
        Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);

    /// <summary>For what failed unexpectedly. The cause is in the log, under the number that is given here.</summary>
    public static Task WriteFailureAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = failure is not null && StoreErrors.ProblemOf(failure) is { } store
            ? Of(StatusCodes.Status503ServiceUnavailable, Texts.Problem(store))
            : Of(StatusCodes.Status500InternalServerError);
        problem.ProblemDetails.Extensions["requestId"] = context.TraceIdentifier;
        return problem.ExecuteAsync(context);
    }
}
