using Concentric.Data;
using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Lists.Personal;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Lists;

/// <summary>Columns and views that an account keeps for itself: limits, whose they are, and what leaves a trace.</summary>
public sealed class PersonalListsTests : IAsyncLifetime
{
    private TestStore store = null!;
    private CurrentUser reader = null!;
    private CurrentUser colleague = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RecordList List => HazardRecords.Kind.List;

    private PersonalLists Lists => store.Get<PersonalLists>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        reader = await store.AccountAsync("reader", Role.Worker, TestStore.Xinsheng);
        colleague = await store.AccountAsync("colleague", Role.Leader);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Columns_AreKeptInTheirOrder_ForTheAccountAndTheListAlone()
    {
        await Lists.ArrangeAsync(reader, List, ["title", "number"], Cancellation);
        await Lists.ArrangeAsync(reader, List, ["due-on", "title"], Cancellation);
        Assert.Equal(["due-on", "title"], (await ReadAsync(reader)).Columns);
        Assert.Null((await ReadAsync(colleague)).Columns);
        Assert.Null((await Lists.ReadAsync(reader, "petition", Cancellation)).Columns);
        await Lists.ArrangeAsync(reader, List, null, Cancellation);
        Assert.Null((await ReadAsync(reader)).Columns);
    }

    [Fact]
    public async Task Widths_AreKeptBesideTheColumns_AndGoWithThem()
    {
        await Lists.SizeAsync(reader, List, "title", ListLayout.LeastWidth, Cancellation);
        await Lists.SizeAsync(reader, List, "place", ListLayout.MostWidth, Cancellation);
        var kept = await ReadAsync(reader);
        Assert.Null(kept.Columns);
        Assert.Equal([("place", ListLayout.MostWidth), ("title", ListLayout.LeastWidth)],
            kept.Widths.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        await Lists.ArrangeAsync(reader, List, ["title"], Cancellation);
        await Lists.SizeAsync(reader, List, "place", null, Cancellation);
        Assert.Equal("title", Assert.Single((await ReadAsync(reader)).Widths).Key);
        Assert.Empty((await ReadAsync(colleague)).Widths);
        await Lists.ArrangeAsync(reader, List, null, Cancellation);
        Assert.Empty((await ReadAsync(reader)).Widths);
        await using var db = store.Open();
        Assert.False(await db.ListLayouts.AnyAsync(Cancellation));
    }

    [Theory]
    [InlineData("title", ListLayout.LeastWidth - 1, Rule.OutOfRange)]
    [InlineData("title", ListLayout.MostWidth + 1, Rule.OutOfRange)]
    [InlineData("secret", 100, Rule.Unknown)]
    public async Task WidthsThatAreNone_AreRefused(string key, int width, Rule rule)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Lists.SizeAsync(reader, List, key, width, Cancellation));
        Assert.Equal(rule, Assert.Single(refusal.Violations).Rule);
    }

    [Fact]
    public async Task TwoWindows_ThatKeepSomethingForTheFirstTimeAtOnce_BothSucceed()
    {
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(window => Task.Run(() => window % 3 == 0
                ? Lists.ArrangeAsync(reader, List, round % 2 == 0 ? ["title"] : null, Cancellation)
                : Lists.SizeAsync(reader, List, "title", 100 + window, Cancellation))));
            await Lists.ArrangeAsync(reader, List, null, Cancellation);
        }
    }

    [Theory]
    [InlineData("", Rule.Required)]
    [InlineData("title,secret", Rule.Unknown)]
    [InlineData("title,title", Rule.Repeated)]
    public async Task ColumnsThatAreNone_AreRefused(string keys, Rule rule)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Lists.ArrangeAsync(reader, List, keys.Split(',', StringSplitOptions.RemoveEmptyEntries), Cancellation));
        Assert.Equal(rule, Assert.Single(refusal.Violations).Rule);
    }

    [Fact]
    public void AllColumnsOfEveryKind_FitIntoWhatIsKept() => Assert.All(Concentric.Kinds.AllKinds.List, kind =>
    {
        string[] keys = [.. kind.Registered.Ledger.Columns.Select(column => column.Key)];
        Assert.InRange(ListLayout.Write(keys).Length, 1, ListLayout.MostText);
        Assert.InRange(ListLayout.Write(keys.ToDictionary(key => key, _ => ListLayout.MostWidth))!.Length, 1, ListLayout.MostText);
    });

    [Fact]
    public async Task View_IsOfferedToItsKeeper_AndToColleaguesOnceItIsShared()
    {
        var id = await SaveAsync("逾期", "view=overdue");
        Assert.Equal(new OfferedView(id, "逾期", "view=overdue", false, null), Assert.Single((await ReadAsync(reader)).Views));
        Assert.Empty((await ReadAsync(colleague)).Views);

        await Lists.ChangeAsync(reader, Assert.Single((await ReadAsync(reader)).Views), "逾期隐患", true, Cancellation);
        Assert.Equal(new OfferedView(id, "逾期隐患", "view=overdue", true, "reader"),
            Assert.Single((await ReadAsync(colleague)).Views));
        await Lists.DeleteAsync(reader, Assert.Single((await ReadAsync(reader)).Views), Cancellation);
        Assert.Empty((await ReadAsync(colleague)).Views);
        Assert.Equal(["Shared 逾期隐患", "Deleted 逾期隐患"], await TraceAsync());
    }

    [Fact]
    public async Task SameName_IsTheSameView()
    {
        var id = await SaveAsync("我的", "view=open");
        Assert.Equal(id, await SaveAsync("我的", "view=overdue"));
        Assert.Equal("view=overdue", Assert.Single((await ReadAsync(reader)).Views).Query);
        var other = await SaveAsync("另一个", "");
        var seen = (await ReadAsync(reader)).Views.Single(view => view.Id == other);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Lists.ChangeAsync(reader, seen, "我的", false, Cancellation));
        Assert.Equal(Rule.Repeated, Assert.Single(refusal.Violations).Rule);
    }

    [Fact]
    public async Task AnothersView_IsNotFound()
    {
        var id = await Lists.SaveAsync(reader, List.Kind, "我的", "", true, Cancellation);
        var seen = new OfferedView(id, "我的", "", true, null);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Lists.ChangeAsync(colleague, seen, "他的", true, Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Lists.DeleteAsync(colleague, seen, Cancellation));
        Assert.Equal("我的", Assert.Single((await ReadAsync(reader)).Views).Name);
    }

    [Fact]
    public async Task WhatAnotherWindowHasMadeOfAView_IsNeitherDeletedNorNamedAnew()
    {
        await SaveAsync("我的", "view=open");
        var seen = Assert.Single((await ReadAsync(reader)).Views);
        await SaveAsync("我的", "view=overdue");
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Lists.DeleteAsync(reader, seen, Cancellation));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Lists.ChangeAsync(reader, seen, "他的", true, Cancellation));
        var now = Assert.Single((await ReadAsync(reader)).Views);
        Assert.Equal(("我的", "view=overdue", false), (now.Name, now.Query, now.IsShared));
        await Lists.DeleteAsync(reader, now, Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Lists.DeleteAsync(reader, now, Cancellation));
    }

    [Fact]
    public async Task NameAndAddressAtTheirLimits_AreTaken_OnePastIsRefused()
    {
        await SaveAsync(new('长', SavedView.MostName), new('q', SavedView.MostQuery));
        await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(new('长', SavedView.MostName + 1), ""));
        await Assert.ThrowsAsync<RefusedException>(() => SaveAsync("短", new('q', SavedView.MostQuery + 1)));
        await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(" ", ""));
    }

    [Fact]
    public async Task ViewsUpToTheLimit_AreKept_OnePastIsRefused()
    {
        for (var i = 1; i <= SavedView.MostOfAKind; i++) await SaveAsync($"{i}", "");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SaveAsync("one more", ""));
        Assert.Equal(Rule.TooManyViews, Assert.Single(refusal.Violations).Rule);
        await SaveAsync("1", "view=open");
        await Lists.SaveAsync(reader, "petition", "of another list", "", false, Cancellation);
        Assert.Equal(SavedView.MostOfAKind, (await ReadAsync(reader)).Views.Count);
    }

    [Fact]
    public async Task SomebodyWithoutAnAccount_KeepsNothing()
    {
        Assert.Same(PersonalList.None, await ReadAsync(CurrentUser.System));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Lists.ArrangeAsync(CurrentUser.System, List, null, Cancellation));
    }

    private Task<PersonalList> ReadAsync(CurrentUser caller) => Lists.ReadAsync(caller, List.Kind, Cancellation);

    private Task<long> SaveAsync(string name, string query) => Lists.SaveAsync(reader, List.Kind, name, query, false, Cancellation);

    private async Task<IEnumerable<string>> TraceAsync()
    {
        await using var db = store.Open();
        var lines = await db.AuditEntries.Where(line => line.Kind == PersonalLists.AuditKind).OrderBy(line => line.Id)
            .ToListAsync(Cancellation);
        return [.. lines.Select(line =>
            $"{line.Action} {System.Text.Json.JsonDocument.Parse(line.After!).RootElement.GetProperty("Name").GetString()}")];
    }
}
