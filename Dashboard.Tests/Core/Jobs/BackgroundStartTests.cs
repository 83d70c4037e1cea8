using Concentric.Jobs;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Jobs;

public sealed class BackgroundStartTests
{
    private readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BeforeTheServerListens_NothingBegins()
    {
        var start = new BackgroundStart(lifetime, time);
        var begin = start.WaitAsync(Cancellation);

        start.PageAnswered();
        time.Advance(start.Longest * 2);

        Assert.False(begin.IsCompleted);
        lifetime.NotifyStarted();
        await begin;
    }

    [Fact]
    public async Task OnceAPageIsAnswered_ItBegins()
    {
        var start = new BackgroundStart(lifetime, time);
        lifetime.NotifyStarted();
        var begin = start.WaitAsync(Cancellation);
        Assert.False(begin.IsCompleted);

        start.PageAnswered();

        await begin;
        await start.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task WhereNobodyAsksForAPage_ItBeginsAfterAWhile()
    {
        var start = new BackgroundStart(lifetime, time);
        lifetime.NotifyStarted();
        var begin = start.WaitAsync(Cancellation);
        time.Advance(start.Longest - TimeSpan.FromMilliseconds(1));
        Assert.False(begin.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(1));

        await begin;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoEndsBefore_WaitsForNothing(bool hasStarted)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (hasStarted) lifetime.NotifyStarted();
        var begin = new BackgroundStart(lifetime, time).WaitAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => begin);
    }
}
