using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Communities from spreadsheets, for those who keep the street. A row whose code is known, or that has none and whose name is, changes
/// that community; another one is new, and is given a code if it has none. Several rows of a community bring numbers of households of
/// several days.
/// </summary>
public sealed class CommunityImport(CommunityDirectory directory) : ImportSheet
{
    public override Ledger Ledger => CommunityExport.Columns;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("code", ImportType.Identifier, nameof(Community.Code)) { Width = 16, Synonyms = ["社区代码", "社区编码", "编码", "Community code"] },
        new("name", ImportType.Text, nameof(Community.Name))
        { IsRequired = true, Width = 20, Synonyms = ["社区名称", "社区", "Community", "Community name"] },
        new("name-en", ImportType.Text, nameof(Community.NameEn)) { Width = 24, Synonyms = ["英文名", "社区英文名称", "English name"] },
        new("households", ImportType.Whole, nameof(Community.HouseholdCount))
        {
            Unit = MetricUnit.Households,
            Synonyms = ["居民户数", "总户数", "住户数", "Number of households"],
        },
        new("households-from", ImportType.Day, nameof(HouseholdCount.HoldsFrom))
        { Synonyms = ["户数日期", "户数截至", "户数统计日期", "Households as of"] },
        new("sort-order", ImportType.Whole, nameof(Community.SortOrder)) { Synonyms = ["顺序", "排列顺序", "显示顺序", "Sort order"] },
    ];

    internal override bool IsStaged => false;

    public override bool IsOpenTo(CurrentUser caller) => caller.MayKeepStreet;

    public override void Forget() => directory.Forget();

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new Pass(setting);

    /// <summary>A few dozen rows, not worth writing past the tracker.</summary>
    private sealed class Pass(ImportBatchProcessor.Setting setting) : TrackedImportProcessor<Community, Earlier>(setting)
    {
        private readonly Dictionary<(string Code, DateOnly? Day), int> rows = [];
        private Dictionary<string, Community>? known;
        private int last;

        private DateOnly Today => Scene.By.Today;

        protected override async Task ReadAsync(CancellationToken cancellationToken)
        {
            known ??= await Db.Communities.AsTracking().Include(community => community.HouseholdCounts)
                .ToDictionaryAsync(community => community.Code, cancellationToken);
            last = known.Values.Select(community => community.SortOrder).DefaultIfEmpty().Max();
        }

        protected override void Note(Community community, Earlier? before) =>
            CommunityCommands.Note(Db, Scene.By.At, Scene.Caller, community, before?.Told,
                before is null ? community.HouseholdCounts.FirstOrDefault()?.HoldsFrom : before.Day);

        protected override ImportResult Take(ImportRow row)
        {
            var code = row.CheckedIdentifier()?.ToLowerInvariant();
            row.Check.ThrowIfAny();
            code ??= known!.Values.FirstOrDefault(community => community.Name == PlainText.Clean(row.Cell("name").Text))?.Code;
            if (Scene.Wants(code is not null && known!.ContainsKey(code))) row.Keep();
            var present = code is null ? null : known!.GetValueOrDefault(code);
            var (households, from) = (row.Whole("households"), row.Day("households-from"));
            if (code is not null && !rows.TryAdd((code, from), row.Source.Number))
                row.Check.That(false, nameof(Community.Code), code, Rule.RepeatedInRow, rows[(code, from)]);
            var details = new CommunityDetails(
                code ?? CommunityCommands.CodeFor(row.Cell("name-en").Text, known!.ContainsKey), row.Text("name", present?.Name),
                row.Text("name-en", present?.NameEn),
                households, row.Whole("sort-order", present?.SortOrder), from);
            if (present is null)
            {
                var added = CommunityRules.Found(details, known!.ContainsKey, last, Today, row.Check);
                (known[added.Code], last) = (added, Math.Max(last, added.SortOrder));
                return Changed(row, added, null);
            }

            var day = details.DayOfCount(present, Today);
            if (day is { } one && present.CountFrom(one) is { } count)
            {
                row.Was("households", count.Households);
                row.Was("households-from", one);
            }

            var (before, told) = (ContentOf(present), CommunityCommands.Told(present, day));
            present.Correct(details, Today, row.Check);
            return ContentOf(present) == before
                ? new(row, ImportOutcome.Unchanged, [])
                : Changed(row, present, new(told, day));
        }

        private ImportResult Changed(ImportRow row, Community community, Earlier? before)
        {
            community.Version++;
            return Written(row, community, before, community.Code);
        }

        private static (string, string, string, int) ContentOf(Community community) => (community.Name, community.NameEn,
            string.Join(';', community.HouseholdCounts.OrderBy(one => one.HoldsFrom).Select(HouseholdCountCommands.Told)),
            community.SortOrder);
    }

    /// <summary>What was noted of a community before a row changed it.</summary>
    /// <param name="Day">That of the number of households that the row enters; null for none.</param>
    private sealed record Earlier(object Told, DateOnly? Day);
}
