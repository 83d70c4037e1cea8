using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Data;

public class TestStoreTests
{
    [Fact]
    public async Task TwoStores_DoNotShareRecords_AndLeaveNothingBehind()
    {
        string folder;
        await using (var one = await TestStore.CreateAsync())
        {
            folder = one.Folder;
            await using var other = await TestStore.CreateAsync();
            await one.AddAsync(Make.Petition());
            await using var db = one.Open();
            await using var otherDb = other.Open();
            Assert.Equal(1, await db.Petitions.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(0, await otherDb.Petitions.CountAsync(TestContext.Current.CancellationToken));
        }

        Assert.False(Directory.Exists(folder));
    }
}
