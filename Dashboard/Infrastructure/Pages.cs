using Concentric.Dashboard.Components;
using Concentric.Dashboard.Components.Shared;
using Concentric.Jobs;
using Concentric.Rules;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using MudBlazor.Services;

namespace Concentric.Dashboard.Infrastructure;

internal static class Pages
{
    // A browser and the server notice within this time that the other is gone, instead of after half a minute,
    // so that a figure that no longer moves is not taken for a live one. circuit.js holds the browser's half.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SilenceUntilLost = TimeSpan.FromSeconds(12);

    public static void AddPages(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<BackgroundStart>();
        services.AddProblemDetails();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DetailedErrors = environment.IsDevelopment();
            // Bounds what closed lids and lost networks can hold: a circuit is about a megabyte.
            options.DisconnectedCircuitMaxRetained = 50;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        }).AddHubOptions(options =>
        {
            options.MaximumReceiveMessageSize = InputLimits.CircuitMessageBytes;
            options.KeepAliveInterval = KeepAlive;
            options.ClientTimeoutInterval = SilenceUntilLost;
        }).RegisterPersistentService<PrerenderState>(RenderMode.InteractiveServer);
        services.AddScoped<PrerenderState>();
        services.AddSingleton<ClosedCircuits>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<ClosedCircuits>());
        services.AddScoped<StoreAlerts>();
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddScoped<PageMessages>();
        services.AddMudServices();
    }

    /// <summary>The first page that is answered lets the work beside the pages begin.</summary>
    public static void UseBackgroundStart(this IApplicationBuilder app)
    {
        var start = app.ApplicationServices.GetRequiredService<BackgroundStart>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) start.PageAnswered();
        });
    }

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // Said once, in SecurityHeaders. Compression is off: a buffer for each open page costs more than the
            // office's network gains.
            options.ContentSecurityFrameAncestorsPolicy = null;
            options.DisableWebSocketCompression = true;
        });
}
