using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using Concentric.Alerts;
using Concentric.Anomalies;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Robots;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Tests.Integration.Secrets;

/// <summary>
/// The demo street with marks in it: every personal value of every record, and every text of what the worker of Xinsheng may not read.
/// Which those are is asked of the model, so that a further property or kind is marked without being named here.
/// </summary>
public sealed class SecretsSite : TestApp, IAsyncLifetime
{
    /// <summary>What stands in every personal text; masked it is "雀**" or "雀88-7-***".</summary>
    public const string Personal = "雀88-7-9";

    /// <summary>What stands in every text of records that the worker may not read.</summary>
    public const string Foreign = "异社密件";

    /// <summary>Records of a kind that are visited.</summary>
    private const int RecordsOfAKind = 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Worker of this community only.</summary>
    public int Home { get; private set; }

    public int PersonalMarks { get; private set; }

    public int ForeignMarks { get; private set; }

    /// <summary>A metric of each ledger: others show the same columns.</summary>
    private IEnumerable<string> LedgerMetrics =>
        Get<MetricCatalogue>().All.Select(metric => (metric.Key, Ledger: MetricQueries.LedgerBehind(metric)))
            .Where(one => one.Ledger is not null).DistinctBy(one => one.Ledger!.Kind).Select(one => one.Key);

    public async ValueTask InitializeAsync()
    {
        await FillWithDemoAsync();
        Home = (await Get<CommunityDirectory>().GetAsync(Stop)).Find("xinsheng")!.Id;
        await using var db = await Factory.CreateDbContextAsync(Stop);
        foreach (var kind in Get<RecordRegister>().All)
            await (Task)GetType()
                .GetMethod(nameof(MarkForeignAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(kind.List.GetType()
                    .GetGenericArguments()[0]).Invoke(this, [db, kind.List])!;
        foreach (var property in db.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null))
        {
            var table = property.DeclaringType.ContainingEntityType;
            // Each its own, because some are unique.
#pragma warning disable EF1002, EF1003 // The model's own names and marks made here.
            PersonalMarks += await db.Database.ExecuteSqlRawAsync(
                $"UPDATE [{table.GetTableName()}] SET [{property.GetColumnName()}] = CONCAT('{Personal}', Id) WHERE "
                + $"[{property.GetColumnName()}] IS NOT NULL", Stop);
#pragma warning restore EF1002, EF1003
        }

        // A robot's key is shown to nobody, also not to who has typed it.
        await Get<RobotCommands>().AddAsync(CurrentUser.System,
            new("工作群", RobotForm.DingTalk, null, Personal, Personal, true, [], "zh-CN", true, false, false), Stop);
        await Get<MetricCube>().BuildAsync(Stop);
    }

    /// <summary>Every address of a page, by the routes of the program: a page without one here fails.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(CurrentUser caller)
    {
        var found = new List<string>();
        foreach (var template in typeof(Concentric.Dashboard.Resources.UiTexts).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal))
        {
            if (template.StartsWith("/account", StringComparison.Ordinal) || template.StartsWith("/problem", StringComparison.Ordinal)
                || template == "/not-found") continue;
            found.AddRange(template.Contains('{') ? await FilledAsync(template, caller) : [template]);
        }

        found.AddRange(["/search?q=" + Uri.EscapeDataString("雀"), "/search?q=1", "/?period=year", "/work?group=overdue",
            "/records/petitions.received?period=year&page=2"]);
        return found;
    }

    /// <summary>Every file that a page gives out.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(CurrentUser caller)
    {
        await using var db = await Factory.CreateDbContextAsync(Stop);
        var (cycle, unit) = (await db.EvaluationCycles.Select(one => one.Id).FirstAsync(Stop), await db.CoBuilders.Select(one => one.Id)
            .FirstAsync(Stop));
        var lists = Get<IEnumerable<ExportedList>>().Concat(Get<RecordRegister>().All).Select(list => list.Ledger.Kind).Distinct()
            .SelectMany(kind => new[] { $"/lists/{kind}/export.csv", $"/lists/{kind}/export.xlsx" });
        var views = Get<IEnumerable<Concentric.Exports.Views.PageExport>>().Select(view => view.Key switch
        {
            "records" => "/views/records/export.xlsx?period=year&of=petitions.received",
            "sign" => "/views/sign/export.xlsx?of=NoCallBack",
            "chart" => "/views/chart/export.xlsx?period=year&of=petitions.received",
            "why" => "/views/why/export.xlsx?period=year&of=petitions.received",
            "programme" => "/views/programme/export.xlsx?of=council-hall",
            "search" => "/views/search/export.xlsx?q=1",
            "evaluation-unit" => $"/views/evaluation-unit/export.xlsx?of={cycle}/{unit}",
            var key when key.StartsWith("evaluation-", StringComparison.Ordinal) || key == "evaluation" =>
                $"/views/{key}/export.xlsx?of={cycle}",
            var key => $"/views/{key}/export.xlsx?period=year",
        });
        var rows = LedgerMetrics.Select(metric => $"/api/v1/metrics/{metric}/records?period=year");
        return [.. lists, .. views, .. rows];
    }

    /// <summary>All that an answer says, a workbook's parts included.</summary>
    public static async Task<string> TextOfAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        if (bytes is not [(byte)'P', (byte)'K', ..]) return System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes));
        var text = new StringBuilder();
        using var archive = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(await reader.ReadToEndAsync(Stop));
        }

        return text.ToString();
    }

    /// <summary>Uploads two files on behalf of the caller, who alone sees them.</summary>
    private async Task<IEnumerable<string>> UploadAsync(CurrentUser caller)
    {
        if (caller.UserId is null || Get<ImportRegister>().OpenTo(caller) is not [var sheet, ..]) return [];
        var file = Encoding.UTF8.GetBytes("标题,甲\n乙,丙\n");
        var runs = await Get<ImportBatches>().UploadAsync(caller, sheet.Kind, ImportRig.Uploads(("甲.csv", file), ("乙.csv", file)),
            CultureInfo.GetCultureInfo("zh-CN"), Stop);
        await Get<ImportWorker>().IdleAsync(Stop);
        return [$"{runs[0].Id}"];
    }

    private async Task<IEnumerable<string>> FilledAsync(string template, CurrentUser caller)
    {
        await using var db = await Factory.CreateDbContextAsync(Stop);
        var cycles = db.EvaluationCycles.Select(cycle => cycle.Id);
        if (template == "/evaluation/{Id:long}/units/{UnitId:long}")
        {
            var cycle = await cycles.FirstAsync(Stop);
            return (await db.CoBuilders.OrderBy(unit => unit.Id).Select(unit => unit.Id).ToListAsync(Stop))
                .Select(unit => $"/evaluation/{cycle}/units/{unit}");
        }

        var values = template.Split('/')[1] switch
        {
            "evaluation" => await IdsAsync(cycles),
            "certificates" => await IdsAsync(db.Awards.Select(award => award.Id)),
            "communities" =>
                await IdsAsync(db.Communities.OrderBy(community => community.SortOrder).Select(community => (long)community.Id), 8),
            "exports" when template.Contains("schedules") => await IdsAsync(db.ExportSchedules.Select(schedule => (long)schedule.Id)),
            "exports" => await IdsAsync(db.ExportRuns.Select(run => run.Id)),
            "import" when template.Contains("batches") => await UploadAsync(caller),
            "import" => Get<ImportRegister>().OpenTo(caller).Select(sheet => sheet.Kind),
            "records" => LedgerMetrics,
            "settings" when template.Contains("robots") => await IdsAsync(db.Robots.Select(robot => (long)robot.Id)),
            "settings" => SettingGroups.All.Select(group => group.Key),
            "alerts" => await IdsAsync(db.AlertRules.Select(rule => (long)rule.Id)),
            "office-lists" => ["categories", "programmes", "services"],
            "signs" => Enum.GetNames<Anomaly>(),
            "charts" or "why" => ["petitions.received", "petitions.on-time-rate"],
            "programmes" => await db.Programmes.Select(programme => programme.Key).ToListAsync(Stop),
            var path =>
                await OfKindAsync(db, caller, Get<RecordRegister>().All.Single(kind => RecordPaths.Of(kind.List.Kind) == "/" + path)),
        };
        var hole = template[template.IndexOf('{')..(template.IndexOf('}') + 1)];
        return values.Select(value => template.Replace(hole, value, StringComparison.Ordinal)
            + (template.StartsWith("/records", StringComparison.Ordinal) ? "?period=year" : ""));
    }

    private static async Task<IEnumerable<string>> OfKindAsync(DashboardDbContext db, CurrentUser caller, RegisteredKind kind)
    {
        var ids = await (Task<List<long>>)typeof(SecretsSite)
            .GetMethod(nameof(ReadableAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(kind.List.GetType().GetGenericArguments()[0]).Invoke(null, [db, kind.List, caller])!;
        // The first and the last: demo records come in order of their days.
        return ids.Take(1).Concat(ids.TakeLast(RecordsOfAKind - 1)).Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IEnumerable<string>> IdsAsync(IQueryable<long> ids, int most = RecordsOfAKind) =>
        (await ids.Take(most).ToListAsync(Stop)).Select(id => id.ToString(CultureInfo.InvariantCulture));

    private static Task<List<long>> ReadableAsync<T>(DashboardDbContext db, RecordList<T> list, CurrentUser caller)
        where T : Concentric.Data.Record =>
            list.Readable(db.Set<T>().AsNoTracking(), caller).OrderBy(record => record.Id).Select(record => record.Id).ToListAsync(Stop);

    private async Task MarkForeignAsync<T>(DashboardDbContext db, RecordList<T> list)
        where T : Concentric.Data.Record
    {
        var worker = new CurrentUser("王芳", Role.Worker, [Home]);
        var seen = (await ReadableAsync(db, list, worker)).ToHashSet();
        // Who has served here is known here by name, wherever the record is kept now.
        if (typeof(T) == typeof(Worker))
            seen.UnionWith(await db.Postings.Where(posting => posting.CommunityId == Home).Select(posting => posting.WorkerId)
                .ToListAsync(Stop));
        var hidden = string.Join(',', (await db.Set<T>().Select(record => record.Id).ToListAsync(Stop)).Where(id => !seen.Contains(id)));
        if (hidden.Length == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        await MarkAsync(db, type, "Id", hidden);
        foreach (var part in type.GetReferencingForeignKeys()
            .Where(key =>
                typeof(IRecordPart).IsAssignableFrom(key.DeclaringEntityType.ClrType) && key.DeleteBehavior == DeleteBehavior.Cascade))
            await MarkAsync(db, part.DeclaringEntityType, part.Properties[0].GetColumnName(), hidden);
    }

    private async Task MarkAsync(DashboardDbContext db, IEntityType type, string column, string ids)
    {
        foreach (var text in type.GetProperties()
            .Where(property =>
                property.ClrType == typeof(string) && property.GetMaxLength() is null or > TextLimits.Key && !property.IsKey()
            && !property.GetContainingIndexes().Any(index => index.IsUnique)
                && property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is null && property.Name != "NameEn"))
#pragma warning disable EF1002, EF1003 // The model's own names and marks made here.
            ForeignMarks += await db.Database.ExecuteSqlRawAsync(
                $"UPDATE [{type.GetTableName()}] SET [{text.GetColumnName()}] = '{Foreign}' WHERE [{column}] IN ({ids}) AND "
                + $"[{text.GetColumnName()}] IS NOT NULL", Stop);
#pragma warning restore EF1002, EF1003
    }
}
