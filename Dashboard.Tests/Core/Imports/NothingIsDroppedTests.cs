using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>
/// For every column of every kind: what a filled cell says is in the store afterwards, or it is refused, or the outcome names it as
/// passed over. Held for new rows in random company, and for changes of whatever records those made.
/// </summary>
public sealed partial class NothingIsDroppedTests : IAsyncLifetime
{
    private static readonly CultureInfo Chinese = ImportTexts.Cultures[0];

    private static readonly JsonSerializerOptions Plain = new()
    {
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Scores of a judge and communities have tests of their own.
    public static TheoryData<string> Kinds => [.. ImportRig.Kinds.Except(["judgement", "community"])];

    public async ValueTask InitializeAsync()
    {
        rig = await ImportRig.CreateAsync();
        var day = new DateOnly(2025, 1, 1);
        await rig.Store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Bank", JoinedOn = day },
            new CoBuilder { Name = "派出所", NameEn = "Police", JoinedOn = day });
        await rig.Store.AddAsync(new Programme { Key = "visits", Name = "入户", NameEn = "Visits" },
            new Programme { Key = "road", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand },
            new Programme { Key = "space", Name = "空间", NameEn = "Space", Kind = ProgrammeKind.Strand });
        await rig.Store.AddAsync(new Service { Name = "量血压", NameEn = "Blood pressure" });
        await using var db = rig.Store.Open();
        var strand = await db.Programmes.SingleAsync(one => one.Key == "road", Stop);
        foreach (var title in (string[])["修路", "充电"])
        {
            db.Add(Project.Propose(Make.ProjectValues(strand.Id, title, day), new("x", DateTime.UnixEpoch, TestStore.Today), new()));
            db.Add(new Agreement { CommunityId = TestStore.Xinsheng, Title = title + "协议", Parties = "甲、乙", AgreedOn = day });
        }

        db.Add(new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 9_000 });
        for (var i = 0; i < 200; i++)
            db.Add(new Volunteer
            {
                CommunityId = TestStore.Xinsheng,
                Name = $"志愿者{i}",
                Phone = $"138{i / 2:00000000}",
                RegisteredOn = day
            });
        for (var i = 0; i < 200; i++) db.Add(new Worker { CommunityId = TestStore.Xinsheng, Name = $"工作者{i}" });
        await db.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task AFilledCell_IsKept_OrRefused_OrNamed(string kind)
    {
        var sheet = rig.Store.Get<ImportRegister>().Find(kind)!;
        var type = sheet.GetType().BaseType!.GenericTypeArguments[0];
        return (Task)GetType()
            .GetMethod(nameof(HoldAsync),
                System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.MakeGenericMethod(type)
                .Invoke(this, [sheet])!;
    }

    private async Task HoldAsync<T>(ImportSheet<T> sheet)
        where T : EnteredRecord
    {
        var random = new Random(7);
        var optional = sheet.Columns.Where(column => !column.IsRequired && column.Type != ImportType.Identifier).ToList();
        // Each case is two rows: the same with and without one cell.
        var cases = new List<(ImportColumn Column, HashSet<string> Without)>();
        // The phone of a claim only tells which volunteer it is: it is kept there, and another is refused.
        foreach (var column in optional.Where(column => (sheet.Kind, column.Key) != ("volunteer-claim", "phone")))
        {
            cases.Add((column, []));
            cases.Add((column, [.. optional.Where(other => other != column).Select(other => other.Key)]));
            for (var i = 0; i < 6; i++)
                cases.Add((column, [.. optional.Where(other => other != column && random.Next(2) == 0).Select(other => other.Key)]));
            // All up to the cell: what a course says is often told so.
            cases.Add((column, [.. optional.TakeWhile(other => other != column).Select(other => other.Key)]));
        }

        var rows = cases.SelectMany((one, i) =>
            new[] { RowOf(sheet, one.Without, 2 * i), RowOf(sheet, [.. one.Without, one.Column.Key], (2 * i) + 1) }).ToList();
        // Kinds of required columns only have rows to change as well.
        for (var i = 0; i < 2; i++) rows.Add(RowOf(sheet, [], rows.Count));
        var view = await CheckAsync(sheet, rows);
        var refused = RefusedIn(view, await ErrorsAsync(view));
        var good = Enumerable.Range(0, rows.Count).Where(i => !refused.Contains(i)).ToList();
        var told = await CheckAsync(sheet, good.ConvertAll(i => rows[i]));
        var run = await rig.CommitAsync(told, CallerOf(sheet));
        Assert.Equal((sheet.Kind, good.Count), (sheet.Kind, run.Added));
        var dumps = await DumpAsync(sheet);
        Assert.Equal(good.Count, dumps.Count);
        var byRow = good.Zip(dumps.OrderBy(dump => dump.Key)).ToDictionary(pair => pair.First, pair => pair.Second.Value);
        for (var i = 0; i < cases.Count; i++)
        {
            // Refused with the cell, or only without it: it was looked at.
            if (!byRow.TryGetValue(2 * i, out var without) || !byRow.TryGetValue((2 * i) + 1, out var with)) continue;
            Assert.True(without != with
                || IsNamed(told, cases[i].Column),
                $"{sheet.Kind}.{cases[i].Column.Key} is dropped beside {string.Join(", ", cases[i].Without)}: {with}");
        }

        await ChangeAsync(sheet, [.. dumps.Keys.Order().Take(ImportFindings.MostChanged)]);
    }

    /// <summary>Each column alone, in records of all sorts.</summary>
    private async Task ChangeAsync<T>(ImportSheet<T> sheet, IReadOnlyList<long> ids)
        where T : EnteredRecord
    {
        foreach (var column in sheet.Columns.Where(column => column.Type != ImportType.Identifier && column.Key != "reason"))
        {
            var before = await DumpAsync(sheet);
            var identifiers = await IdentifiersAsync(sheet);
            var rows = ids.Select(id =>
                new Dictionary<string, string>
                {
                    [sheet.Identifier] = identifiers[id],
                    [column.Key] = ValueOf(column, 5_000 + (int)id, isOther: true)
                }).ToList();
            if (sheet.Columns.Any(other => other.Key == "reason")) rows.ForEach(row => row["reason"] = "登记有误");
            var view = await CheckAsync(sheet, rows);
            Assert.Null(view.Run.Failure);
            var refused = RefusedIn(view, await ErrorsAsync(view));
            var good = Enumerable.Range(0, rows.Count).Where(i => !refused.Contains(i)).ToList();
            if (good.Count == 0) continue;
            var told = await CheckAsync(sheet, good.ConvertAll(i => rows[i]));
            if (told.Run.Changed > 0) await rig.CommitAsync(told, CallerOf(sheet));
            var after = await DumpAsync(sheet);
            foreach (var i in good)
            {
                var isThere = before[ids[i]] != after[ids[i]]
                    || told.Findings!.Samples.All(sample => sample.Record!.TrimStart('#') != identifiers[ids[i]])
                    && Says(before[ids[i]], column, rows[i][column.Key]);
                Assert.True(isThere
                    || IsNamed(told, column),
                    $"{sheet.Kind}.{column.Key} = {rows[i][column.Key]} is dropped as a change of {before[ids[i]]}");
            }
        }
    }

    private static bool IsNamed(ImportView view, ImportColumn column) => view.Findings!.Notes.Any(note => note.Key == "PassedOver"
        && note.Value!.StartsWith(column.Header(Chinese), StringComparison.Ordinal));

    /// <summary>True when the record says so already.</summary>
    private static bool Says(string dump, ImportColumn column, string value) =>
        dump.Contains(value, StringComparison.Ordinal) || column.Type is ImportType.Community or ImportType.Name or ImportType.Category
            or ImportType.YesNo or ImportType.Term;

    private static Dictionary<string, string> RowOf(ImportSheet sheet, HashSet<string> without, int number) => sheet.Columns
        .Where(column => column.Type != ImportType.Identifier && !without.Contains(column.Key))
            .ToDictionary(column => column.Key, column => ValueOf(column, number, isOther: false));

    /// <summary>Something that the column takes.</summary>
    private static string ValueOf(ImportColumn column, int number, bool isOther) => column.Key switch
    {
        "community" => isOther ? "馨顺园" : "馨盛园",
        "title" or "name" or "claim" or "purpose" => $"{(isOther ? "另" : "某")}{column.Key}{number}",
        "volunteer" => $"志愿者{number}",
        "worker" => $"工作者{number}",
        "position" => isOther ? "Secretary" : "Deputy",
        "phone" => $"1{(isOther ? 39 : 38)}{number / 2:00000000}",
        "metric" => isOther ? "petitions.received" : "visits.count",
        "mechanism" => isOther ? "road" : "visits",
        "only-programmes" => isOther ? "space" : "visits",
        "only-communities" => isOther ? "馨顺园" : "馨盛园",
        "addresses" => isOther ? "8-1-101、8-1-102" : "7-2-301",
        "nobody-home-at" => isOther ? "9-1-102" : "9-1-101",
        "parties" => isOther ? "丙、丁" : "居委会、物业",
        "output-kind" => isOther ? "Road" : "Rubbish",
        "excused" or "absent" => "派出所",
        "attended" => isOther ? "派出所" : "春华银行",
        "outcome" => isOther ? "Explained" : "Unresolved",
        "due-on" or "ends-on" or "left-on" or "ended-on" => isOther ? "2026-03-17" : "2026-03-13",
        _ => column.Type switch
        {
            ImportType.Day => DayOf(column.Key).AddDays(isOther ? 1 : 0).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ImportType.Whole => isOther ? "5" : "3",
            ImportType.Money => isOther ? "20.25" : "12.5",
            ImportType.Milli => isOther ? "9" : "7",
            ImportType.Term => Enum.GetNames(column.TermType!)[isOther ? 0 : 1],
            ImportType.YesNo => "是",
            ImportType.Community => "馨顺园",
            ImportType.Category when column.Terms is { } list => list.BuiltIn[isOther ? 0 : 1],
            ImportType.Category => isOther ? TestStore.SlowCategory : TestStore.Category,
            ImportType.Name => column.Lookup?.Kind switch
            {
                "co-builder" => isOther ? "派出所" : "春华银行",
                "programme" when column.Key == "strand" => isOther ? "空间" : "路",
                "programme" => "入户",
                "service" => "量血压",
                "project" => isOther ? "充电" : "修路",
                "agreement" => isOther ? "充电协议" : "修路协议",
                _ => "图书角",
            },
            _ => isOther ? $"另一段文字{number}" : $"一段文字{column.Key}",
        },
    };

    /// <summary>Days in the order of the columns' courses.</summary>
    private static DateOnly DayOf(string key) => new(2026, 3, key switch
    {
        "negotiated-on" or "stage-agreed-on" or "claimed-on" or "rectified-on" => 4,
        "handled-on" or "stage-building-on" or "fulfilled-on" => 5,
        "fed-back-on" or "done-on" => 6,
        "closed-on" or "period-to" => 7,
        "call-back-on" or "published-on" => 8,
        _ => 2,
    });

    private static Concentric.Data.CurrentUser CallerOf(ImportSheet sheet) => sheet.IsOpenTo(ImportRig.Worker)
        && sheet.Kind is not ("co-builder" or "published-figure") ? ImportRig.Worker : ImportRig.Administrator;

    private Task<ImportView> CheckAsync(ImportSheet sheet, IReadOnlyList<Dictionary<string, string>> rows)
    {
        var columns = sheet.Columns.Where(column => rows.Any(row => row.ContainsKey(column.Key))).ToList();
        var text = new StringBuilder().AppendJoin(',', columns.Select(column => column.Header(Chinese))).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', columns.Select(column => row.GetValueOrDefault(column.Key))).Append('\n');
        return rig.CheckAsync(ImportRig.Csv(text.ToString()), "a.csv", CallerOf(sheet), sheet.Kind);
    }

    /// <summary>The file with errors: a page shows two hundred of them only.</summary>
    private async Task<string> ErrorsAsync(ImportView view) =>
        view.HasErrors ? Encoding.UTF8.GetString(await rig.Store.FileAsync(ImportFiles.ErrorsNameOf(view.Run.Id))) : "";

    private static HashSet<int> RefusedIn(ImportView view, string errors)
    {
        if (errors.Length == 0) return [];
        var refused = Records().Matches(errors)
            .Select((record, i) => (IsRefused: !record.Value.EndsWith(",\r\n", StringComparison.Ordinal)
                && !record.Value.EndsWith(",\n", StringComparison.Ordinal), Row: i - 1)).Where(row => row.IsRefused && row.Row >= 0)
                .Select(row => row.Row).ToHashSet();
        Assert.Equal(view.Run.Refused, refused.Count);
        return refused;
    }

    private async Task<Dictionary<long, string>> DumpAsync<T>(ImportSheet<T> sheet)
        where T : EnteredRecord
    {
        await using var db = rig.Store.Open();
        var records = await sheet.With(db.Set<T>().AsNoTracking().Where(record => record.RequestId != null)).ToListAsync(Stop);
        return records.ToDictionary(record => record.Id, record => Keys().Replace(JsonSerializer.Serialize(record, Plain), "")
            .Replace($"\"{typeof(T).Name}Id\":{record.Id}", "", StringComparison.Ordinal));
    }

    private async Task<Dictionary<long, string>> IdentifiersAsync<T>(ImportSheet<T> sheet)
        where T : EnteredRecord
    {
        await using var db = rig.Store.Open();
        var records = await db.Set<T>().AsNoTracking().Where(record => record.RequestId != null).ToListAsync(Stop);
        return records.ToDictionary(record =>
            record.Id, record => record is INumberedRecord numbered ? numbered.Number : record.Id.ToString(CultureInfo.InvariantCulture));
    }

    // What differs from record to record whatever the rows say.
    [GeneratedRegex(
        "\"(?:Id|RequestId|Number|Version|Title|Name|NameEn|Claim|ClaimEn|Purpose|VolunteerId|WorkerId|Volunteer|Worker)\":(?:null|\\d+|\"(?:某|[0-9a-fA-F-]{36}|SQ-|YH-|HD-|XY-)[^\"]*\"|\\{[^{}]*\\}),?")]
    private static partial Regex Keys();

    [GeneratedRegex("(?:\"(?:[^\"]|\"\")*\"|[^\"\\n])*\\n")]
    private static partial Regex Records();
}
