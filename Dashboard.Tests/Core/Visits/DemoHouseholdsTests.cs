using Concentric.Dashboard.Demo.Street;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Visits;

public class DemoHouseholdsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDemosHouseholds_AreWrittenAsTheyAreKept()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Cancellation));
        await using var db = store.Open();
        var before = await db.Households.AsNoTracking().Select(found => found.Address).ToListAsync(Cancellation);
        Assert.True(before.Count >= 700);
        Assert.All(before, address => Assert.Equal(address, HouseholdAddress.Read(address, [])?.ToString()));
    }
}
