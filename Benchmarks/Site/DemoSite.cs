using Concentric.Dashboard.Resources;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Concentric.Benchmarks.Site;

/// <summary>The program in this process, on a data folder, with the demo's accounts.</summary>
internal sealed class DemoSite(string folder) : WebApplicationFactory<UiTexts>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseEnvironment("Development").UseSetting("Data:Folder", folder).UseSetting("Logging:LogLevel:Default", "Warning");
}
