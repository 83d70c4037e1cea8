using Concentric.Dashboard.Resources;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Concentric.Benchmarks.Site;

/// <summary>The program in this process, on a data folder, with the demo's accounts.</summary>
/// <param name="connection">Of a SQL Server; null for the embedded store of the folder.</param>
internal sealed class DemoSite(string folder, string? connection = null) : WebApplicationFactory<UiTexts>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development").UseSetting("Data:Folder", folder).UseSetting("Logging:LogLevel:Default", "Warning");
        if (connection is null) return;
        builder.UseSetting("Database:Provider", "SqlServer").UseSetting("ConnectionStrings:Dashboard", connection);
    }
}
