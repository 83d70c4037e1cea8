using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Shared;

public sealed class MessageHostTests : ComponentTest
{
    [Fact]
    public void TheSameSaidTwice_IsShownTwice_AndOfMoreTheOldestGoes()
    {
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new TestClock());
        Services.AddScoped<PageMessages>();
        var host = Render<MessageHost>();
        var messages = Services.GetRequiredService<PageMessages>();
        messages.Done("Saved");
        messages.Done("Saved");
        host.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], Shown()));
        messages.Done("Archived");
        messages.Done("Restored");
        host.WaitForAssertion(() => Assert.Equal(["Saved", "Archived", "Restored"], Shown()));
        Assert.NotNull(host.Find("[role=status]"));

        // What was said of a record is no longer so once it has gone on.
        messages.Done("Handled; next: feed back", about: "petition/1");
        messages.Done("Another", about: "petition/2");
        messages.Done("Fed back; next: close", about: "petition/1");
        host.WaitForAssertion(() => Assert.Equal(["Restored", "Another", "Fed back; next: close"], Shown()));

        IEnumerable<string> Shown() => host.FindAll(".message").Select(message => message.TextContent.Trim());
    }
}
