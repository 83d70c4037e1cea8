using Concentric.Jobs;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Concentric.Tests.Integration;

public sealed class BackgroundStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APage_LetsTheWorkBegin_AndNothingElseDoes()
    {
        await using var app = new TestApp();
        await using var patient = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.AddSingleton(provider =>
                new BackgroundStart(provider.GetRequiredService<IHostApplicationLifetime>(), app.Clock)
                {
                    Longest = TimeSpan.FromDays(1),
                })));
        using var browser = patient.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var begin = patient.Services.GetRequiredService<BackgroundStart>().WaitAsync(Cancellation);

        await browser.GetAsync("/health/live", Cancellation);
        await browser.GetAsync("/", Cancellation);
        Assert.False(begin.IsCompleted);
        (await browser.GetAsync("/account/sign-in", Cancellation)).EnsureSuccessStatusCode();

        await begin;
    }
}
