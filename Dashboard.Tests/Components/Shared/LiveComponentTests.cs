using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Infrastructure;
using Concentric.Live;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.Components.Shared;

public sealed class LiveComponentTests : BunitContext
{
    private readonly LiveUpdates updates;
    private readonly RecentLog log = new();

    public LiveComponentTests()
    {
        Services.AddSingleton<TimeProvider>(new TestClock()).AddSingleton<LiveUpdates>().AddScoped<PrerenderState>();
        Services.AddLogging(logging => logging.AddProvider(log));
        updates = Services.GetRequiredService<LiveUpdates>();
    }

    [Fact]
    public void NothingChangedSinceItWasDrawn_NothingIsReadAgain() => Assert.Equal(0, Render<Reader>().Instance.Reads);

    [Fact]
    public async Task AChangeBetweenPrerenderingAndTheCircuit_IsReadAtOnce()
    {
        // What the circuit is handed: the stamp of the prerendering.
        Services.GetRequiredService<PrerenderState>().UpdatesSeen = updates.Stamp;
        updates.Notify(["petition"]);
        var reader = Render<Reader>();
        await reader.WaitForAssertionAsync(() => Assert.Equal(1, reader.Instance.Reads));

        // A page that the same circuit opens later has read for itself.
        Assert.Equal(0, Render<Reader>().Instance.Reads);
    }

    [Fact]
    public async Task AChangeThatConcernsIt_IsReadAndDrawn()
    {
        var reader = Render<Reader>();
        updates.Notify(["hazard"]);
        updates.Notify(["petition"]);
        await reader.WaitForAssertionAsync(() => Assert.Equal("1", reader.Markup));
    }

    [Fact]
    public async Task OnceLeft_ItWaitsForNothingAndHearsNothing()
    {
        var reader = Render<Reader>().Instance;
        await DisposeComponentsAsync();
        Assert.True(reader.WaitsForNothing);
        Assert.Equal(0, updates.Subscribers);
    }

    [Fact]
    public async Task LeftWhileItReads_NothingIsToldAsAFault()
    {
        var waiting = Render<Waiter>().Instance;
        updates.Notify(["petition"]);
        await waiting.Began.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        await DisposeComponentsAsync();
        Assert.True(await waiting.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.DoesNotContain(log.Lines, line => line.Contains(nameof(LiveUpdates), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfTwoReadings_TheOneBegunLastIsShown_WhicheverComesBackFirst()
    {
        var asker = Render<Asker>();
        var (first, second, third) = (asker.Instance.AskFor(), asker.Instance.AskFor(), asker.Instance.AskFor());
        second.SetResult("second");
        await asker.WaitForAssertionAsync(() => Assert.Equal(1, asker.Instance.Done));
        Assert.Equal("", asker.Instance.Shown);
        third.SetResult("third");
        first.SetResult("first");
        await asker.WaitForAssertionAsync(() => Assert.Equal(3, asker.Instance.Done));
        Assert.Equal("third", asker.Instance.Shown);

        var left = asker.Instance;
        var late = left.AskFor();
        await DisposeComponentsAsync();
        late.SetResult("late");
        await left.All();
        Assert.Equal("third", left.Shown);
    }

    private sealed class Asker : LiveComponent
    {
        private readonly List<Task> asked = [];

        public string Shown { get; private set; } = "";

        public int Done => asked.Count(task => task.IsCompleted);

        public TaskCompletionSource<string> AskFor()
        {
            var answer = new TaskCompletionSource<string>();
            asked.Add(TakeLatestAsync(answer.Task, text => Shown = text));
            return answer;
        }

        public Task All() => Task.WhenAll(asked);
    }

    /// <summary>Reads until the person has gone.</summary>
    private sealed class Waiter : LiveComponent
    {
        public TaskCompletionSource Began { get; } = new();

        public TaskCompletionSource<bool> Ended { get; } = new();

        protected override void OnAfterRender(bool firstRender)
        {
            if (firstRender) Follow(_ => true, async () =>
            {
                Began.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, Leaving);
                }
                finally
                {
                    Ended.TrySetResult(HasLeft);
                }
            });
        }
    }

    private sealed class Reader : LiveComponent
    {
        public int Reads { get; private set; }

        public bool WaitsForNothing => HasLeft && Leaving.IsCancellationRequested;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Reads);

        protected override void OnAfterRender(bool firstRender)
        {
            if (firstRender) Follow(kind => kind == "petition", () =>
            {
                Reads++;
                return Task.CompletedTask;
            });
        }
    }
}
