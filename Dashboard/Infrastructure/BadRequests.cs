using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Why the form that was sent was not taken; the page it belongs to is shown again and says so.</summary>
internal enum FormProblem
{
    /// <summary>It was opened before the sign-in changed, or too long ago.</summary>
    Stale,

    /// <summary>It came in pieces or in no form at all.</summary>
    Unreadable,
}

/// <summary>A form that was not taken, with what was typed into it.</summary>
/// <param name="Values">Empty when it could not be read.</param>
internal sealed record RefusedForm(FormProblem Problem, IFormCollection Values)
{
    /// <summary>What was typed into a field; null when nothing was.</summary>
    public string? this[string field] => Values.TryGetValue(field, out var value) && value.Count > 0 ? value[0] : null;

    /// <summary>The form that this request brought and that was refused; null when none was.</summary>
    public static RefusedForm? Of(HttpContext context) => context.Items[typeof(RefusedForm)] as RefusedForm;
}

/// <summary>Requests that can't be read are answered with 400 and a page, never with 500 or nothing.</summary>
internal static class BadRequests
{
    /// <summary>After the pages for errors: whatever is wrong with a request itself is told by its status.</summary>
    public static void UseBadRequests(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // The page that tells of an error is read, however its request was sent.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            ShowInstead(context);
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = bad.StatusCode;
        }
    });

    /// <summary>
    /// Around the check of the forms' tokens: a form of a page that is stale or can't be read leads to the page itself, which says
    /// so and keeps what was typed.
    /// </summary>
    public static void UseRefusedForms(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            if (IsFormOfAPage(context))
            {
                var form = await ReadAsync(context);
                // Kept here: once the token has been found bad, the framework gives the form to nobody.
                context.Items[typeof(IFormCollection)] = form;
                if (form is null) Refuse(context, new(FormProblem.Unreadable, FormCollection.Empty));
            }

            await next(context);
        });
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (IsFormOfAPage(context) && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
                Refuse(context, new(FormProblem.Stale, (IFormCollection)context.Items[typeof(IFormCollection)]!));
            return next(context);
        });
    }

    private static bool IsFormOfAPage(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>The form as it came; null when it is none, or came in pieces.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static void Refuse(HttpContext context, RefusedForm form)
    {
        context.Items[typeof(RefusedForm)] = form;
        ShowInstead(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private static void ShowInstead(HttpContext context)
    {
        context.Request.Method = HttpMethods.Get;
        context.Request.ContentType = null;
        // The page brings no body: what the refused request brought must not be refused once more for its length.
        context.Request.ContentLength = null;
        context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
    }
}
