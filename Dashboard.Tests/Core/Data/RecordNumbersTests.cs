using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Data;

public class RecordNumbersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyAtOnce_GetEachANumberOfTheirOwn()
    {
        await using var store = await TestStore.CreateAsync();
        var numbers = store.Get<RecordNumbers>();
        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                var own = new List<string>();
                for (var i = 0; i < 12; i++) own.Add(await numbers.NextAsync(NumberPrefixes.Petition, 2026, Cancellation));
                return own;
            },
            Cancellation)));
        var all = given.SelectMany(own => own).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 96).Select(count => $"SQ-2026-{count:000000}"), all);
    }

    [Fact]
    public async Task ASeries_GoesOnAfterRecordsThatCameByOtherWays_AndBeginsAnewEachYearAndKind()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(
            Make.Petition(with: petition => petition.Number = "SQ-2026-000900"),
            Make.Petition(with: petition => petition.Number = "SQ-2026-1000007"),
            Make.Petition(with: petition => petition.Number = "SQ-2025-000042"));
        var numbers = store.Get<RecordNumbers>();
        Assert.Equal("SQ-2026-1000008", await numbers.NextAsync(NumberPrefixes.Petition, 2026, Cancellation));
        Assert.Equal("SQ-2025-000043", await numbers.NextAsync(NumberPrefixes.Petition, 2025, Cancellation));
        Assert.Equal("SQ-2027-000001", await numbers.NextAsync(NumberPrefixes.Petition, 2027, Cancellation));
        Assert.Equal("YH-2026-000001", await numbers.NextAsync(NumberPrefixes.Hazard, 2026, Cancellation));
        Assert.Equal(44, await numbers.ReserveAsync(NumberPrefixes.Petition, 2025, 1_000, Cancellation));
        Assert.Equal("SQ-2025-001044", await numbers.NextAsync(NumberPrefixes.Petition, 2025, Cancellation));
    }
}
