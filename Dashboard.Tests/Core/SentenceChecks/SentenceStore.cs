using Concentric.Data;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.SentenceChecks;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// A store on Wednesday, 18 March 2026. Petitions in Xinsheng since January 2025: eight in each month of that year, but nine in October,
/// seven in November, ten in December; 12 in January 2026 and 15 in February. In Xinshun 8 in January 2026 and 10 in February. Five more in
/// March in Xinsheng. Those of 2025 were closed on their day, and 18 of January's and 22 of February's. A check keeps nothing, so the tests
/// of a class share one; who remembers a phrase takes one of its own.
/// </summary>
public sealed class SentenceStore : IAsyncLifetime
{
    public TestStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var counts = Enumerable.Range(1, 12).Select(month => (Month: new DateOnly(2025, month, 1), month switch
        {
            10 => 9,
            11 => 7,
            12 => 10,
            _ => 8,
        })).ToList();
        await Store.AddAsync([
            .. counts.SelectMany(one => Some(TestStore.Xinsheng, one.Month, one.Item2, one.Item2)),
            .. Some(TestStore.Xinsheng, new(2026, 1, 1), 12, 11), .. Some(TestStore.Xinshun, new(2026, 1, 1), 8, 7),
            .. Some(TestStore.Xinsheng, new(2026, 2, 1), 15, 13), .. Some(TestStore.Xinshun, new(2026, 2, 1), 10, 9),
            .. Some(TestStore.Xinsheng, new(2026, 3, 1), 5, 0),
        ]);
        await Store.Get<MetricCube>().BuildAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>Each number of a text with its verdict, and the doubt where there is one.</summary>
    public static async Task<string> TellAsync(TestStore store, string text, CancellationToken cancellationToken,
        SliceReading? slice = null)
    {
        var found = (await store.Get<SentenceChecker>().CheckAsync(new("周分析", Role.Analyst), new(text, null,
            slice ?? new(PeriodKind.Year, Period.YearTo(TestStore.Today), null, []), []), null, cancellationToken))!;
        return string.Join(' ', found.Claims.Select(claim => claim.Quoted.Replace(' ', '_') + claim.Verdict switch
        {
            SentenceVerdict.Supported or SentenceVerdict.WithinNoise => "✓",
            SentenceVerdict.NotSupported => "✗",
            SentenceVerdict.Exceeded => "+",
            SentenceVerdict.NotRecorded => "…",
            SentenceVerdict.Plan => "→",
            SentenceVerdict.Part => "÷",
            SentenceVerdict.NoSuchMetric => "○",
            _ => $"?{claim.Doubt}",
        }));
    }

    private static IEnumerable<Concentric.Petitions.Petition> Some(int community, DateOnly month, int count, int closed) =>
        Enumerable.Range(0, count).Select(i => Make.Petition(community, month.AddDays(i), petition =>
        {
            if (i < closed) petition.ClosedOn = petition.FirstClosedOn = petition.ReceivedOn;
        }));
}
