using Concentric.Activities;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Search;

/// <summary>
/// Searching all records by the full-text index and by the index of pairs that SQL Server has, beside looking through the texts
/// themselves; pages of the list of petitions; and what forms offer while a record that they refer to is typed.
/// </summary>
internal static class SearchBenchmark
{
    private const int Times = 50;
    private static readonly CurrentUser Leader = new("leader", Role.Leader);

    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using (var copy = await StoreCopy.OfAsync(store, cancellationToken))
        {
            await SearchesAsync(copy, cancellationToken);
            await ListsAsync(copy, cancellationToken);
            await PickersAsync(copy, cancellationToken);
        }

        Print("the index of pairs, on the same store", "");
        await using (var copy = await StoreCopy.OfAsync(store, cancellationToken, services => services.AddSingleton(SearchIndex.Pairs)))
        {
            await SearchesAsync(copy, cancellationToken);
            await using var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
                .CreateDbContextAsync(cancellationToken);
            Print("rows of terms", $"{await db.SearchPostings.LongCountAsync(cancellationToken):#,##0} of "
                + $"{await db.SearchRecords.LongCountAsync(cancellationToken):#,##0} records");
        }

        return 0;
    }

    /// <summary>What forms offer while it is typed, by the index of each store.</summary>
    public static async Task<int> RunPickersAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        foreach (var index in new[] { SearchIndex.FullText, SearchIndex.Pairs })
        {
            await using var copy = await StoreCopy.OfAsync(store, cancellationToken, services => services.AddSingleton(index));
            Print($"the index that is kept as {index.GetType().Name}", "");
            await copy.Services.GetRequiredService<SearchIndexer>().CatchUpAsync(cancellationToken);
            await PickersAsync(copy, cancellationToken);
        }

        return 0;
    }

    private static async Task SearchesAsync(StoreCopy copy, CancellationToken cancellationToken)
    {
        await using var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        Print("records",
            $"{await db.Petitions.CountAsync(cancellationToken):#,##0} petitions, "
            + $"{await db.Hazards.CountAsync(cancellationToken):#,##0} hazards, "
            + $"{await db.Activities.CountAsync(cancellationToken):#,##0} activities");
        await IndexAsync(copy, db, cancellationToken);
        var worker = new CurrentUser("worker", Role.Worker,
            [await db.Communities.Select(community => community.Id).FirstAsync(cancellationToken)]);
        var last = await db.Petitions.OrderByDescending(petition => petition.Id)
            .Select(petition => new { petition.Number, petition.Title, petition.PetitionerName }).FirstAsync(cancellationToken);
        foreach (var text in new[] { last.Number, last.Number[..^2], last.Number[..7], last.Title[^4..], last.Title[..2], last.Title[^1..],
            "楼 照明", "楼照 明楼", "不会有的词" })
        {
            await SearchAsync(copy, Leader, text, cancellationToken);
            await SearchAsync(copy, worker, text, cancellationToken);
        }

        await SearchAsync(copy, worker, last.PetitionerName ?? "", cancellationToken);
        await LookAsync(copy, last.Title[^4..], cancellationToken);
    }

    private static async Task IndexAsync(StoreCopy copy, DashboardDbContext db, CancellationToken cancellationToken)
    {
        var before = await SizeAsync(db, cancellationToken);
        Print("indexing everything",
            await RepeatAsync(1, () => copy.Services.GetRequiredService<SearchIndexer>().CatchUpAsync(cancellationToken)));
        Print("size of the index", $"{(await SizeAsync(db, cancellationToken) - before) / 1_048_576.0:0} MiB");
        Print("nothing new",
            await RepeatAsync(Times, () => copy.Services.GetRequiredService<SearchIndexer>().CatchUpAsync(cancellationToken)));
    }

    private static async Task<long> SizeAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<long>("SELECT page_count * page_size AS Value FROM pragma_page_count, pragma_page_size")
            .ToListAsync(cancellationToken))[0];

    private static async Task SearchAsync(StoreCopy copy, CurrentUser caller, string text, CancellationToken cancellationToken)
    {
        var search = copy.Services.GetRequiredService<SearchQueries>();
        var answer = await search.FindAsync(caller, text, cancellationToken);
        var times = await RepeatAsync(Times, () => search.FindAsync(caller, text, cancellationToken));
        Print($"search as {caller.Name}, \"{text}\", "
            + $"{answer.Kinds.Sum(kind => kind.Rows.Count)}{(answer.HasMore ? "+" : "")} found", times);
    }

    private static async Task LookAsync(StoreCopy copy, string text, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={copy.File};Mode=ReadOnly");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT COUNT(*) FROM Petitions WHERE ArchivedAt IS NULL AND (instr(Number, $text) > 0 OR instr(Title, $text) > 0 OR "
            + "instr(ResponsibleUnit, $text) > 0)";
        command.Parameters.AddWithValue("$text", text);
        Print("looking through the texts of petitions alone, for comparison",
            await RepeatAsync(3, () => command.ExecuteScalarAsync(cancellationToken)));
    }

    private static async Task ListsAsync(StoreCopy copy, CancellationToken cancellationToken)
    {
        var lists = copy.Services.GetRequiredService<ListQueries>();
        (string Name, ListRequest Request)[] requests =
        [
            ("newest", new()),
            ("page 1,000", new(Page: 1_000)),
            ("overdue", new(View: "overdue")),
            ("open, by due date", new(View: "open", Sort: "due-on")),
            ("by number", new(Sort: "number")),
            ("one community, one month", new() { Filters = new Dictionary<string, string> { ["received-on"] = "2025-03-01..2025-03-31" } }),
            ("search in the list", new(Search: "照明")),
        ];
        foreach (var (name, request) in requests)
            Print($"list of petitions: {name}",
                await RepeatAsync(5, () => lists.ReadAsync(PetitionRecords.Kind.List, Leader, request, cancellationToken)));
    }

    /// <summary>Every sort of record that forms refer to: nothing typed, a letter, a name, a number, a word that none has.</summary>
    private static async Task PickersAsync(StoreCopy copy, CancellationToken cancellationToken)
    {
        await using var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        var candidates = copy.Services.GetRequiredService<SearchCandidates>();
        foreach (var (source, kind) in AllKinds.List.SelectMany(kind => kind.Declared.Select(field => (field.Source, kind)))
            .Where(one => one.Source is not null).DistinctBy(one => one.Source!.Kind))
        {
            var first = await source!.SearchAsync(db, candidates, Leader, null, null, null, cancellationToken);
            var name = first.Count == 0 ? "" : first[^1].Name;
            foreach (var text in new[]
            {
                null, name.Length > 0 ? name[..1] : "一", name, "#7", "不会有的词", "absent", "2024-03-05", "健身广场"
            }.Distinct())
            {
                var found = (await source.SearchAsync(db, candidates, Leader, text, null, null, cancellationToken)).Count;
                Print($"{source.Kind} for {kind.Key}, {text?.Length ?? 0} characters typed, {found} offered",
                    await RepeatAsync(Times, () => source.SearchAsync(db, candidates, Leader, text, null, null, cancellationToken)));
            }
        }
    }
}
