using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Data;

public sealed class StoreFactsTests
{
    private const string Key = "fact";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFact_IsMovedFromWhatItSaid_ByOneOfTwo()
    {
        await using var store = await TestStore.CreateAsync();
        await using var one = store.Open();
        await using var other = store.Open();
        Assert.True(await StoreFacts.TryMoveAsync(one, Key, null, "a", Stop));
        Assert.False(await StoreFacts.TryMoveAsync(other, Key, null, "b", Stop));
        // What was refused, or written past the context, stands in nobody's way.
        Assert.Empty(one.ChangeTracker.Entries());
        Assert.Empty(other.ChangeTracker.Entries());
        Assert.True(await StoreFacts.TryMoveAsync(other, Key, "a", "b", Stop));
        Assert.False(await StoreFacts.TryMoveAsync(one, Key, "a", "c", Stop));
        Assert.Equal("b", await StoreFacts.ReadAsync(one, Key, Stop));
        Assert.False(await StoreFacts.TryMoveAsync(one, Key, "a", null, Stop));
        Assert.True(await StoreFacts.TryMoveAsync(one, Key, "b", null, Stop));
        Assert.Null(await StoreFacts.ReadAsync(one, Key, Stop));
    }

    [Fact]
    public async Task AFact_IsWritten_WhateverItSaid_AlsoWhereTwoWriteItFirst()
    {
        await using var store = await TestStore.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await using var db = store.Open();
            await StoreFacts.WriteAsync(db, Key, $"{i}", Stop);
        }, Stop)));
        await using var db = store.Open();
        await StoreFacts.WriteAsync(db, Key, "last", Stop);
        Assert.Equal("last", await StoreFacts.ReadAsync(db, Key, Stop));
        await StoreFacts.RemoveAsync(db, Key, Stop);
        Assert.Null(await StoreFacts.ReadAsync(db, Key, Stop));
    }

    [Fact]
    public async Task AFactThatIsSet_IsSavedWithTheRest()
    {
        await using var store = await TestStore.CreateAsync();
        foreach (var value in new[] { "a", "b" })
        {
            await using var db = store.Open();
            await StoreFacts.SetAsync(db, Key, value, Stop);
            Assert.NotEqual(value, await StoreFacts.ReadAsync(db, Key, Stop));
            await db.SaveChangesAsync(Stop);
            Assert.Equal(value, await StoreFacts.ReadAsync(db, Key, Stop));
        }
    }

    /// <summary>One way to write them, and all keys in one place, or two of the same name would overwrite each other.</summary>
    [Fact]
    public void NoOther_WritesFacts() =>
        Assert.Equal([], Repository.SourceFiles().Where(file => !file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal)
                && file is not ("Dashboard.Core/Data/StoreFacts.cs" or "Dashboard.Core/Data/DashboardDbContext.cs"
                    // These add theirs in one save with what they tell of.
                    or "Dashboard.Core/Kinds/OfficeTermCommands.cs" or "Dashboard.Core/Registration/ReferenceData.cs"))
            .Where(file => Regex.IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file)),
                @"db\.StoreFacts\.(Add|Remove|Update)|new StoreFact\b|\.StoreFacts\.Where")));
}
