using Concentric.Dashboard.Demo;
using Concentric.Data;
using Concentric.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Dashboard.Account;

internal static class AccountServices
{
    public const string SignInPath = "/account/sign-in";

    /// <summary>Name of the cookie that a signed-in browser holds.</summary>
    public const string CookieName = "concentric";

    private const string EitherScheme = "CookieOrKey";

    /// <summary>Accounts, keys and the link for the first administrator: what the verbs of the command line need too.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        // It keeps nothing, and what uses it lives as long as the program.
        services.TryAddSingleton<IPasswordHasher<DashboardUser>, PasswordHasher<DashboardUser>>();
        services.AddSingleton<AccountCommands>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<ApiKeyCommands>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<SignInCheck>();
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<SetUpLink>();
        services.AddSingleton<DemoAccounts>();
        return services;
    }

    /// <summary>Sign-in by cookie or key. Everything needs it that does not say otherwise.</summary>
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<CurrentUserProvider>();
        services.AddScoped<AuthenticationStateProvider, CircuitRecheck>();

        services.AddSingleton<AccountClaims>();
        services.AddSingleton<BrowserSessions>();
        services.AddHttpContextAccessor();

        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector =
                context => ApiKeyHandler.Concerns(context.Request) ? ApiKeyHandler.SchemeName : BrowserSessions.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(BrowserSessions.SchemeName, Configure);
        services.AddAuthorization(Policies.AddTo);

        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The session's own limits are kept in the store.
        options.SlidingExpiration = false;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = BrowserSessions.ValidateAsync;
        // Only a page that a person opens is answered with another page.
        options.Events.OnRedirectToLogin = context =>
            IsPage(context.Request) ? Redirect(context) : Status(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Status(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>True for what a person opens in a browser.</summary>
    internal static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_blazor");

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Without the host: the address a proxy is called by may be another.
        var path = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(path == "/" ? SignInPath : $"{SignInPath}?returnUrl={Uri.EscapeDataString(path)}");
        return Task.CompletedTask;
    }

    private static Task Status(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
