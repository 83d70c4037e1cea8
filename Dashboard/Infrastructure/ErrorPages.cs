using Concentric.Dashboard.Api;

namespace Concentric.Dashboard.Infrastructure;

internal static class ErrorPages
{
    /// <summary>People get a page that says what happened and what to do; programs that call /api get problem details.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(context => !IsForPrograms(context), people =>
        {
            people.UseExceptionHandler("/problem/500", createScopeForErrors: true);
            people.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
            people.UseBadRequests();
        });
        app.UseWhen(IsForPrograms, programs =>
        {
            programs.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ApiProblems.WriteFailureAsync });
            programs.UseStatusCodePages(ApiProblems.WriteAsync);
            programs.UseBadRequests();
        });
    }

    private static bool IsForPrograms(HttpContext context) =>
        ApiServices.IsForPrograms(context) || context.Request.Path.StartsWithSegments("/_blazor");
}
