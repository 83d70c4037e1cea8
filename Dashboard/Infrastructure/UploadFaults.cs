using System.Globalization;
using Concentric.Data;
using Concentric.Resources;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Answers an upload that failed for the store's sake, or the disk's, so that the page can say why beside the file: the script that sends
/// it reads <c>problem</c>, and could do nothing with a whole page.
/// </summary>
internal sealed partial class UploadFaults(ILogger<UploadFaults> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception failure) when (StoreErrors.ProblemOf(failure) is { } problem)
        {
            LogFailed(failure, problem);
            return TypedResults.Json(new Fault(Texts.Problem(problem, CultureInfo.CurrentUICulture)),
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An uploaded file could not be kept: {Problem}")]
    private partial void LogFailed(Exception failure, StoreProblem problem);

    private sealed record Fault(string Problem);
}
