using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary>What an endpoint says about itself.</summary>
internal static class EndpointConventions
{
    private const string Problem = "application/problem+json";

    /// <summary>
    /// Refuses a parameter that the endpoint does not have: <c>community=xinsheng</c> for <c>communities=</c> would else be
    /// answered with the figures of the whole street, and nobody would notice.
    /// </summary>
    public static RouteHandlerBuilder TakesOnly(this RouteHandlerBuilder endpoint, params string[] names)
    {
        var known = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        var list = string.Join(", ", names);
        return endpoint.AddEndpointFilter((context, next) =>
        {
            var problems = new FieldProblems();
            foreach (var name in context.HttpContext.Request.Query.Keys.Where(name => !known.Contains(name)))
                problems.Add(name, known.Count == 0 ? "Problem.NoParameters" : "Problem.Parameter", name, list);
            return problems.Any ? ValueTask.FromResult<object?>(problems.ToResult()) : next(context);
        });
    }

    /// <summary>For the description: the statuses an endpoint answers with besides success and those that every endpoint has.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            if (status == StatusCodes.Status304NotModified) endpoint.Produces(status);
            else if (status == StatusCodes.Status400BadRequest) endpoint.Produces<HttpValidationProblemDetails>(status, Problem);
            else endpoint.Produces<ProblemDetails>(status, Problem);
        }

        return endpoint
            .Produces<ProblemDetails>(StatusCodes.Status401Unauthorized, Problem)
            .Produces<ProblemDetails>(StatusCodes.Status429TooManyRequests, Problem);
    }
}
