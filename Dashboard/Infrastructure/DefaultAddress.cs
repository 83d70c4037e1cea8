namespace Concentric.Dashboard.Infrastructure;

internal static class DefaultAddress
{
    private const string Address = "http://localhost:5080";
    private static readonly string[] Keys = ["URLS", "HTTP_PORTS", "HTTPS_PORTS"];

    /// <summary>
    /// Listens on port 5080 unless an address is configured in any of the usual ways. It is set here and not in
    /// appsettings.json, because a value there would win over ASPNETCORE_URLS and the container's ASPNETCORE_HTTP_PORTS.
    /// </summary>
    public static void UseDefaultAddress(this IWebHostBuilder host, IConfiguration configuration)
    {
        var isConfigured = Keys.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isConfigured)
            host.UseUrls(Address);
    }
}
