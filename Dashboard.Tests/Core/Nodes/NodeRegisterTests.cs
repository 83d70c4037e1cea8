using Concentric.Data;
using Concentric.Nodes;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Core.Nodes;

/// <summary>Two nodes on one store know each other, and what should not differ between them.</summary>
public sealed class NodeRegisterTests : IAsyncLifetime
{
    private const string Key = "Metrics:MinimumRanked";

    private TestStore store = null!;
    private NodeRegister first = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => Add(services, []));
        first = store.Get<NodeRegister>();
        first.Name = "one";
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task NodesThatAgree_SeeEachOther_AndNoDifference()
    {
        await using var second = Beside([]);
        Assert.Empty(await first.BeatAsync(Stop));
        Assert.Equal(0, first.Others);
        Assert.Empty(await second.GetRequiredService<NodeRegister>().BeatAsync(Stop));
        Assert.Empty(await first.BeatAsync(Stop));
        Assert.Equal((1, 1), (first.Others, second.GetRequiredService<NodeRegister>().Others));
        var nodes = await first.ReadAsync(Stop);
        Assert.Equal(["one", "two"], nodes.Select(one => one.Node.Name));
        Assert.All(nodes, one =>
            Assert.Equal((true, "Asia/Shanghai", ProgramVersion.Current), (one.IsAlive, one.Node.Zone, one.Node.Version)));
    }

    [Fact]
    public async Task AnotherSetting_IsTold_WithBothValues_OnBothNodes()
    {
        await using var second = Beside(new() { [Key] = "8", ["Office:Name"] = "a=b" });
        await first.BeatAsync(Stop);
        Assert.Equal([new(NodeAspect.Setting, "one", Key, "8", ""), new(NodeAspect.Setting, "one", "Office:Name", "a=b", "")],
            await second.GetRequiredService<NodeRegister>().BeatAsync(Stop));
        Assert.Contains(new NodeDifference(NodeAspect.Setting, "two", Key, "", "8"), await first.BeatAsync(Stop));
    }

    /// <summary>One that was killed: it neither counts, nor is it compared with; it is shown for a day.</summary>
    [Fact]
    public async Task ANodeThatFellSilent_NoLongerCounts_AndOneThatStoppedIsGone()
    {
        await using var second = Beside(new() { [Key] = "8" });
        await second.GetRequiredService<NodeRegister>().BeatAsync(Stop);
        store.Time.Advance(NodeRegister.AliveFor);
        Assert.Single(await first.BeatAsync(Stop));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await first.BeatAsync(Stop));
        Assert.Equal(0, first.Others);
        Assert.Equal([("one", true), ("two", false)], (await first.ReadAsync(Stop)).Select(one => (one.Node.Name, one.IsAlive)));

        store.Time.Advance(NodeRegister.Kept);
        await first.BeatAsync(Stop);
        await using (var db = store.Open()) Assert.Equal("one", (await db.Nodes.SingleAsync(Stop)).Name);
        await first.LeaveAsync(Stop);
        Assert.Empty(await first.ReadAsync(Stop));
    }

    [Theory]
    [InlineData(30_000, null)]
    [InlineData(-30_000, null)]
    [InlineData(30_001, NodeAspect.ClockAhead)]
    [InlineData(-30_001, NodeAspect.ClockBehind)]
    public void AClock_IsToldPastTheLimit_AheadOrBehind(long offset, NodeAspect? told) =>
        Assert.Equal(told, NodeDifference.Between(Make(offset), []).SingleOrDefault()?.Aspect);

    [Fact]
    public void WhatAnotherNodeHasOtherwise_IsTold_EachInItsAspect()
    {
        var own = Make(0);
        Assert.Empty(NodeDifference.Between(own, [Make(0)]));
        Assert.Equal(new(NodeAspect.Version, "n", "", "1.0", "1.1"), Only(other => other.Version = "1.1"));
        Assert.Equal(new(NodeAspect.Version, "n", "", "1.0, A", "1.0, B"), Only(other => other.Schema = "B"));
        Assert.Equal(new(NodeAspect.Zone, "n", "", "Asia/Shanghai", "UTC"), Only(other => other.Zone = "UTC"));
        Assert.Equal(new(NodeAspect.ClockBehind, "n", "", "61", ""), Only(other => other.ClockOffset = -61_000));
        Assert.Equal(new(NodeAspect.Folder, "n", "", "", ""), Only(other => other.HasFolder = false));

        NodeDifference Only(Action<Node> change)
        {
            var other = Make(0);
            change(other);
            return Assert.Single(NodeDifference.Between(own, [other]));
        }
    }

    /// <summary>What is longer than its column is cut between two settings, never within one.</summary>
    [Fact]
    public void ManySettings_AreCutToTheColumn_AndReadBack()
    {
        var many = Enumerable.Range(0, 500).ToDictionary(i => $"Key:{i:D4}", i => $"value {i}\nof two lines");
        var written = new MachineConfiguration(() => many).Write();
        Assert.True(written.Length is > 9_000 and <= 10_000, $"{written.Length} characters");
        var read = MachineConfiguration.Parse(written);
        Assert.All(read, one => Assert.Equal(many[one.Key].ReplaceLineEndings(" "), one.Value));
        Assert.True(read.Count > 200);
    }

    [Fact]
    public void ASettingLongerThanTheColumn_IsLeftOut() =>
        Assert.Empty(new MachineConfiguration(() => new Dictionary<string, string> { ["Key"] = new('a', 20_000) }).Write());

    [Fact(Timeout = 60_000)]
    public async Task TheWatch_TellsOfThisNode_UntilItStops()
    {
        using var watch = new NodeWatch(first, new(store.Factory, first), null!, store.Time, NullLogger<NodeWatch>.Instance);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        while ((await first.ReadAsync(Stop)).Count == 0) await Task.Yield();
        var seen = (await first.ReadAsync(Stop)).Single().Node.SeenAt;
        while ((await first.ReadAsync(Stop)).Single().Node.SeenAt == seen)
        {
            store.Time.Advance(SharedRates.Interval);
            await Task.Yield();
        }

        await watch.StopAsync(Stop);
        Assert.Empty(await first.ReadAsync(Stop));
    }

    private static Node Make(long offset) => new()
    {
        Id = Guid.NewGuid(),
        Name = "n",
        Version = "1.0",
        Schema = "A",
        Zone = "Asia/Shanghai",
        Settings = "",
        ClockOffset = offset,
        HasFolder = true,
    };

    private static void Add(IServiceCollection services, Dictionary<string, string> settings) =>
        services.AddSingleton(new MachineConfiguration(() => settings)).AddSingleton<NodeRegister>();

    /// <summary>The same store as another process has it, at the same time.</summary>
    private ServiceProvider Beside(Dictionary<string, string> settings)
    {
        var other = TestStore.At(store.Folder, services => Add(services, settings));
        other.Get<NodeRegister>().Name = "two";
        return other.Services;
    }
}
