namespace Concentric.Dashboard.Account;

/// <summary>
/// Who signed in with a password that an administrator made may do nothing but choose another: two people know it, and it stood
/// on a screen.
/// </summary>
internal static class TemporaryPassword
{
    public const string Page = "/account/password";

    /// <summary>After the rights: what is open to everybody stays open.</summary>
    public static void UsePasswordChange(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.User.HasClaim(claim => claim.Type == CurrentUserClaims.TemporaryPassword) || IsOpen(context)) return next(context);
        if (AccountServices.IsPage(context.Request)) context.Response.Redirect(context.Request.PathBase + Page);
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOpen(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/account")
            || context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;
}
