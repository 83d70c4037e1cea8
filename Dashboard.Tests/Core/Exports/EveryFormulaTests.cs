using System.Globalization;
using Concentric.Exports;
using Concentric.Lists;
using Concentric.Tests.Core.Demo;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Exports;

/// <summary>
/// Every workbook there is, over the demo street and over nothing: another program counts all of its formulas, those of streamed
/// sheets too, to what the program says itself; no name is undefined; every link leads to a cell or to a page.
/// A template that is added is here without a line.
/// </summary>
[Collection(DemoStores.Name)]
public sealed class EveryFormulaTests(DemoStores stores)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfEveryTemplate_IsCountedToTheSame_AndLeadsSomewhere()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        await using var empty = await SummaryBook.CreateStoreAsync();
        List<(string Name, byte[] Content)> files = [];
        foreach (var template in demo.Store.Get<ExportTemplates>().All)
        {
            foreach (var culture in new[] { SummaryBook.Chinese, SummaryBook.English })
                await AddAsync(template, demo.Today, "demo", culture, null);
            // The evaluation has no other shape: it is of the whole street and of a year with a cycle.
            if (template.Key == "evaluation") continue;
            await AddAsync(template, demo.Today, "one community", SummaryBook.Chinese, [TestStore.Xinsheng]);
            await AddAsync(empty.Get<ExportTemplates>().Find(template.Key)!, TestStore.Today, "empty", SummaryBook.English, null);
            if (template.List is not null)
                await AddAsync(template, demo.Today, "some rows", SummaryBook.English, null, new("open", new Dictionary<string, string>()));
        }

        var found = new List<string>();
        var links = 0;
        foreach (var (name, content) in files)
        {
            using var book = new ReadWorkbook(content);
            found.AddRange(book.Unresolved().Select(problem => $"{name}: {problem}"));
            found.AddRange(book.Paths.Where(path => PageRoutes.Of(path) is null).Select(path => $"{name}: no page at {path}"));
            links += book.Paths.Count();
        }

        var counted = await LibreOffice.RecalculateAsync(files, Stop);
        found.AddRange(counted.SelectMany(one => one.Wrong.Take(5)));
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.All(files.Zip(counted).Where(one => one.First.Name.EndsWith("demo", StringComparison.Ordinal)), one =>
            Assert.True(one.Second.Counted > 40, $"{one.First.Name}: only {one.Second.Counted} formulas."));
        Assert.True(links > 1_000, $"Only {links} links.");

        async Task AddAsync(ExportTemplate template, DateOnly today, string store, CultureInfo culture, IReadOnlyList<int>? communities,
            RowFilters? filters = null)
        {
            using var stream = new MemoryStream();
            var period = template.Key == "evaluation" ? Period.YearTo(today) : Period.QuarterTo(today);
            await template.WriteAsync(new(period, PeriodKind.Custom, communities, culture, "陈静") { Filters = filters }, stream, null, Stop);
            files.Add(($"{template.Key} {culture.Name} {store}", stream.ToArray()));
        }
    }
}
