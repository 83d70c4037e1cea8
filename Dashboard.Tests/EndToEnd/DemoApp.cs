using System.Globalization;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.EndToEnd;

/// <summary>A running application with the demo street in it.</summary>
public sealed class DemoApp : TestApp, IAsyncLifetime
{
    /// <summary>Activities recorded here are held today.</summary>
    public DateOnly Today => Get<OfficeClock>().Today;

    /// <summary>
    /// For an address: the year that the demo store lies in, which is never empty, as the calendar's own is in its first days.
    /// </summary>
    public string Year =>
        string.Create(CultureInfo.InvariantCulture, $"from={Today.AddYears(-1).AddDays(1):yyyy-MM-dd}&to={Today:yyyy-MM-dd}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private bool IsCounted() => Get<MetricCube>().Current is { } current
        && current.For(null).Read(Get<MetricCatalogue>()["activities.held"], Period.YearTo(Today), Today).Value is not (null or 0);

    public async ValueTask InitializeAsync()
    {
        await FillWithDemoAsync();
        Listen();
        var counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = Get<LiveUpdates>().Subscribe(() =>
        {
            if (IsCounted()) counted.TrySetResult();
            return Task.CompletedTask;
        });
        // It may have been counted before anybody was told.
        if (!IsCounted()) await counted.Task.WaitAsync(Cancellation);
    }

    /// <summary>What the cube says of a metric in the quarter to date.</summary>
    public double Figure(string key, IReadOnlyList<int>? communities = null) =>
        Get<MetricCube>().Current!.For(communities).Read(Get<MetricCatalogue>()[key], Period.QuarterTo(Today), Today).Value ?? 0;

    /// <summary>Id of a community.</summary>
    public async Task<int> CommunityAsync(string code) => (await Get<CommunityDirectory>().GetAsync(Cancellation)).Find(code)!.Id;

    /// <summary>A browser without scripts, signed in.</summary>
    public async Task<HttpClient> SignedInClientAsync(Role role, params int[] communities)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..20].ToLowerInvariant();
        await AddAccountAsync(name, role, communities);
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Listen()) };
        await SignInAsync(browser, name, Password);
        return browser;
    }

    /// <summary>A worker of xinsheng records an activity of today.</summary>
    public async Task RecordActivityAsync(string title, int attendance = 20)
    {
        var community = await CommunityAsync("xinsheng");
        var values = Make.ActivityValues(title, attendance, community, Today);
        await Get<ActivityCommands>().EnterAsync(new CurrentUser("王芳", Role.Worker, [community]), values, null, Cancellation);
    }
}
