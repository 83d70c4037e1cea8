using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Components.Shared;

public sealed class StoreAlertTests : ComponentTest
{
    private readonly StoreTrouble trouble = new();

    public StoreAlertTests()
    {
        Services.AddSingleton(trouble).AddSingleton(new StoreAlerts(NullLogger<StoreAlerts>.Instance));
        Renderer.SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public void WhileTheStoreIsOutOfReach_EveryOpenPageSaysSo_AndStopsByItself()
    {
        var page = Render<StoreAlert>();
        Assert.Null(Notice());
        trouble.Missed(new StoreException(StoreProblem.Busy, "s", "another one saves"));
        trouble.Missed(new InvalidOperationException("nothing to do with the store"));
        Assert.Null(Notice());

        trouble.Missed(new StoreException(StoreProblem.Unreachable, "s", "no answer"));
        page.WaitForAssertion(() => Assert.Contains("what you typed is kept", Notice()!.TextContent));
        trouble.Reached();
        page.WaitForAssertion(() => Assert.Null(Notice()));

        AngleSharp.Dom.IElement? Notice() => page.FindAll("[data-out-of-reach]").SingleOrDefault();
    }

    /// <summary>A statement that failed for the server's sake is over once the store was read again; other troubles are not.</summary>
    [Theory]
    [InlineData(StoreProblem.Unreachable, null)]
    [InlineData(StoreProblem.Full, StoreProblem.Full)]
    [InlineData(StoreProblem.Damaged, StoreProblem.Damaged)]
    public void ReadingTheStore_EndsThatItCouldNotBeReached_AndNothingElse(StoreProblem problem, StoreProblem? left)
    {
        trouble.Report(problem);
        trouble.Reached();
        Assert.Equal(left, trouble.Current);
    }
}
