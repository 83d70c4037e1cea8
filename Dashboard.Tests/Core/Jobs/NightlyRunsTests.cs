using Concentric.Data;
using Concentric.Jobs;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Jobs;

public sealed class NightlyRunsTests
{
    private readonly List<string> done = [];
    private bool fails;
    private Action? whileRunning;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JobOfTheNight_IsMadeUpFor_WhereTheProgramWasOffAtItsHour_Once()
    {
        await using var store = await StoreAsync();
        // Wednesday at 10:00: last night's hour has passed, and the program was off.
        Assert.Equal(2, await RunAsync(store));
        Assert.Equal(["first", "second"], done);
        Assert.Equal(0, await RunAsync(store));
        // On again every day from 9:00 to 17:00 only.
        var nextDay = Later(store, TimeSpan.FromHours(23));
        await using var nextDayServices = nextDay.Services;
        Assert.Equal(2, await RunAsync(nextDay));
        Assert.Equal(0, await RunAsync(nextDay));
    }

    [Fact]
    public async Task JobRuns_WhenItsHourComes_EachAtItsOwn()
    {
        await using var store = await StoreAsync();
        await RunAsync(store);
        done.Clear();
        store.Time.Advance(new TimeSpan(16, 29, 59));
        Assert.Equal(0, await RunAsync(store));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await RunAsync(store));
        store.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await RunAsync(store));
        Assert.Equal(["first", "second"], done);
    }

    [Fact]
    public async Task OfTwoNodes_OneRuns()
    {
        await using var store = await StoreAsync();
        var other = Later(store, TimeSpan.Zero, StoreProvider.SqlServer);
        await using var otherServices = other.Services;
        var one = Later(store, TimeSpan.Zero, StoreProvider.SqlServer);
        await using var oneServices = one.Services;
        await Task.WhenAll(Task.Run(() => RunAsync(one), Cancellation), Task.Run(() => RunAsync(other), Cancellation));
        Assert.Equal(["first", "second"], done.Order());
    }

    [Fact]
    public async Task WhatFails_HindersNoOther_IsTriedAgainAfterAnHour_ThreeTimes_AndSaysWhy()
    {
        await using var store = await StoreAsync();
        fails = true;
        Assert.Equal(2, await RunAsync(store));
        Assert.Equal(["second"], done);
        Assert.False(await store.Get<NightlyRuns>().RunAsync("first", Cancellation));
        Assert.False(await store.Get<NightlyRuns>().RunAsync("of another version", Cancellation));
        var state = (await store.Get<NightlyRuns>().ReadAsync(Cancellation))["first"]!;
        Assert.Equal((NightlyOutcome.Failed, 1, "no room", (DateTime?)null), (state.Outcome, state.Attempts, state.Problem, state.DoneAt));
        store.Time.Advance(NightlyRuns.AgainAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await RunAsync(store));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await RunAsync(store));
        store.Time.Advance(NightlyRuns.AgainAfter);
        Assert.Equal(1, await RunAsync(store));
        store.Time.Advance(NightlyRuns.AgainAfter);
        Assert.Equal(0, await RunAsync(store));
        fails = false;
        store.Time.Advance(TimeSpan.FromHours(14));
        Assert.Equal(1, await RunAsync(store));
        state = (await store.Get<NightlyRuns>().ReadAsync(Cancellation))["first"]!;
        Assert.Equal((NightlyOutcome.Done, 1, (string?)null), (state.Outcome, state.Attempts, state.Problem));
    }

    [Fact]
    public async Task WhatWasCutOffWithTheProgram_IsRunByTheNext()
    {
        await using var store = await StoreAsync();
        await store.AddAsync(new StoreFact
        {
            Key = "nightly:first",
            Value = """{"Day":"2026-03-18","Outcome":"Running","At":"2026-03-18T01:59:00Z","Attempts":1}"""
        });
        Assert.Equal(2, await RunAsync(store));
        Assert.Equal(2, (await store.Get<NightlyRuns>().ReadAsync(Cancellation))["first"]!.Attempts);
    }

    [Fact]
    public async Task AnotherNodesRun_IsLeftAlone_UntilItWasCutOff()
    {
        await using var store = await StoreAsync();
        var node = Later(store, TimeSpan.Zero, StoreProvider.SqlServer);
        await using var nodeServices = node.Services;
        await store.AddAsync(new StoreFact
        {
            Key = "nightly:first",
            Value = """{"Day":"2026-03-18","Outcome":"Running","At":"2026-03-18T01:59:00Z","Attempts":1}"""
        });
        Assert.Equal(1, await RunAsync(node));
        node.Time.Advance(NightlyRuns.CutOffAfter);
        Assert.Equal(1, await RunAsync(node));
        Assert.Equal(["second", "first"], done);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"Day":"2026-03-17","Outcome":"Done","At":"2026-03-16T18:30:00Z","Attempts":1,"DoneAt":"2026-03-16T18:30:00Z"}""")]
    public async Task WhatIsStoppedInOrder_IsDueAtOnce_OnAnyNode_AndTheStopIsNoAttempt(string? before)
    {
        await using var store = await StoreAsync();
        if (before is not null) await store.AddAsync(new StoreFact { Key = "nightly:first", Value = before });
        var (one, other) = (Later(store, TimeSpan.Zero, StoreProvider.SqlServer), Later(store, TimeSpan.Zero, StoreProvider.SqlServer));
        await using var oneServices = one.Services;
        await using var otherServices = other.Services;
        using var stopping = new CancellationTokenSource();
        whileRunning = () =>
        {
            stopping.Cancel();
            throw new OperationCanceledException(stopping.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.Get<NightlyRuns>().RunAsync("first", stopping.Token));
        whileRunning = null;
        Assert.Contains("first", await other.Get<NightlyRuns>().DueAsync(Cancellation));
        Assert.True(await other.Get<NightlyRuns>().RunAsync("first", Cancellation));
        Assert.Equal(1, (await other.Get<NightlyRuns>().ReadAsync(Cancellation))["first"]!.Attempts);
    }

    [Theory]
    [InlineData(false, NightlyOutcome.Done)]
    [InlineData(true, NightlyOutcome.Failed)]
    public async Task WhatHasEnded_IsWrittenDown_AlsoWhenTheProgramStopsAtThatMoment(bool isFailing, NightlyOutcome outcome)
    {
        await using var store = await StoreAsync();
        fails = isFailing;
        using var stopping = new CancellationTokenSource();
        whileRunning = stopping.Cancel;
        await Xunit.Record.ExceptionAsync(() => store.Get<NightlyRuns>().RunAsync("first", stopping.Token));
        Assert.Equal(outcome, (await store.Get<NightlyRuns>().ReadAsync(Cancellation))["first"]!.Outcome);
    }

    [Theory]
    [InlineData("""{"Day":"2099-01-01","Outcome":"Done","At":"2099-01-01T00:00:00Z","Attempts":1}""")]
    [InlineData("what nobody wrote")]
    public async Task DayOfAClockThatWentWrong_OrWhatCannotBeRead_StopsNothing(string kept)
    {
        await using var store = await StoreAsync();
        await store.AddAsync(new StoreFact { Key = "nightly:first", Value = kept });
        Assert.Equal(2, await RunAsync(store));
        Assert.Equal(0, await RunAsync(store));
    }

    private Task<TestStore> StoreAsync() => TestStore.CreateAsync(Add);

    /// <summary>The same store, as the program started later or another node has it.</summary>
    private TestStore Later(TestStore store, TimeSpan after, StoreProvider says = StoreProvider.Sqlite)
    {
        var later = TestStore.At(store.Folder, services =>
        {
            Add(services);
            if (says != store.Provider) services.AddSingleton(new StoreOptions(says, ""));
        });
        later.Time.Advance(store.Time.GetUtcNow() - later.Time.GetUtcNow() + after);
        return later;
    }

    private void Add(IServiceCollection services) => services
        .AddSingleton(new NightlyJob("first", new(2, 30), (_, _) =>
        {
            whileRunning?.Invoke();
            if (fails) throw new IOException("no room");
            lock (done) done.Add("first");
            return Task.CompletedTask;
        }))
        .AddSingleton(new NightlyJob("second", new(4, 0), (_, _) =>
        {
            lock (done) done.Add("second");
            return Task.CompletedTask;
        }))
        .AddSingleton<NightlyRuns>();

    /// <summary>As the workers do with what is due.</summary>
    /// <returns>Jobs run, failed ones included.</returns>
    private static async Task<int> RunAsync(TestStore store)
    {
        var (runs, ran) = (store.Get<NightlyRuns>(), 0);
        foreach (var key in await runs.DueAsync(Cancellation))
        {
            try
            {
                if (await runs.RunAsync(key, Cancellation)) ran++;
            }
            catch (NightlyJobException)
            {
                ran++;
            }
        }

        return ran;
    }
}
