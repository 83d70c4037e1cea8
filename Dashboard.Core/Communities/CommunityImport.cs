using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Communities from spreadsheets, for those who keep the street. A row whose code is known, or that has none and whose name is, changes
/// that community; another one is new, and is given a code if it has none. Several rows of a community bring numbers of households of
/// several days; what else they say of it must be the same, or be left empty, in whichever of them.
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
        /// <summary>The most numbers that a note names.</summary>
        private const int MostRestated = 5;

        private readonly Dictionary<(bool IsCode, string Text), CommunityRows> communities = [];
        // Codes that were given to communities of the file; its rows call those by their names.
        private readonly HashSet<string> nameless = [];
        private readonly List<string> restated = [];
        private int restatedCount;
        private Dictionary<string, Community>? known;
        private int last;

        private DateOnly Today => Scene.By.Today;

        public override IEnumerable<ImportNote> Notes => restated.Count == 0 ? []
            : [new("HouseholdsRestated", ImportTexts.Get(
                restatedCount > restated.Count ? "HouseholdsRestated.Many" : "HouseholdsRestated.Few", CultureInfo.CurrentUICulture,
                Texts.Series(restated, CultureInfo.CurrentUICulture), restatedCount))];

        protected override async Task ReadAsync(CancellationToken cancellationToken)
        {
            known ??= await Db.Communities.AsTracking().Include(community => community.HouseholdCounts)
                .ToDictionaryAsync(community => community.Code, cancellationToken);
            last = known.Values.Select(community => community.SortOrder).DefaultIfEmpty().Max();
        }

        protected override void Note(Community community, Earlier? before) =>
            CommunityCommands.Note(Db, Scene.By.At, Scene.Caller, community, before?.Told,
                before is null ? community.HouseholdCounts.FirstOrDefault()?.HoldsFrom : before.Day, before?.Restated);

        protected override void Survey(IReadOnlyList<ImportRow> batch)
        {
            foreach (var row in batch) RowsOf(row, row.Identifier?.ToLowerInvariant())?.Meet(row);
        }

        protected override ImportResult Take(ImportRow row)
        {
            var told = row.CheckedIdentifier()?.ToLowerInvariant();
            row.Check.ThrowIfAny();
            var present = told is null ? ByName(row) : known!.GetValueOrDefault(told);
            // A row without a code and a name is held against no other.
            var rows = RowsOf(row, told) ?? new();
            rows.HadNumbers ??= present is { Id: > 0, HouseholdCounts.Count: > 0 };
            if (Scene.Wants(present is not null)) row.Keep();
            // Of several rows none says by an empty cell that there is nothing: another one may say it.
            row.KeepsWhatIsEmpty = rows.Count > 1;
            var name = row.Text("name", present?.Name) ?? rows.Name ?? (rows.IsLater(row) ? told : null);
            var nameEn = row.Text("name-en", present?.NameEn) ?? rows.NameEn;
            var (households, from) = (row.Whole("households"), row.Day("households-from"));
            var counted = row.IsGiven("households") ? from ?? Today : from;
            var details = new CommunityDetails(present?.Code ?? told ?? CommunityCommands.CodeFor(nameEn, known!.ContainsKey), name, nameEn,
                households, row.IsGiven("sort-order") ? row.Whole("sort-order", present?.SortOrder) : present?.SortOrder, from);
            rows.CheckDay(row, told is null ? "name" : "code", counted);
            rows.CheckSame(row, "name", details.Name);
            rows.CheckSame(row, "name-en", details.NameEn);
            rows.CheckSame(row, "sort-order", details.SortOrder?.ToString(CultureInfo.InvariantCulture));
            try
            {
                return present is null ? Add(row, details, told is null) : Correct(row, present, details, rows);
            }
            finally
            {
                rows.Settle(row, counted, details);
            }
        }

        private ImportResult Add(ImportRow row, CommunityDetails details, bool isCodeGiven)
        {
            if (details is { HouseholdCount: not null, HoldsFrom: null }) row.FilledIn("households-from", null, Today);
            var added = CommunityRules.Found(details, known!.ContainsKey, last, Today, row.Check);
            (known[added.Code], last) = (added, Math.Max(last, added.SortOrder));
            if (isCodeGiven) nameless.Add(added.Code);
            return Changed(row, added, null);
        }

        private ImportResult Correct(ImportRow row, Community present, CommunityDetails details, CommunityRows rows)
        {
            var day = details.DayOfCount(present, Today);
            var count = day is { } one ? present.CountFrom(one) : null;
            if (details.HouseholdCount is not null)
            {
                var held = count ?? present.HouseholdCounts.Where(other => day is null || other.HoldsFrom < day)
                    .MaxBy(other => other.HoldsFrom);
                row.Was("households", held?.Households);
                if (day is not null && details.HoldsFrom is null) row.FilledIn("households-from", count?.HoldsFrom, day);
                else if (count is not null) row.Was("households-from", count.HoldsFrom);
            }

            var (before, told) = (ContentOf(present), CommunityCommands.Told(present, day));
            var numbers = RestatedDays.NumbersOf(present);
            present.Correct(details, Today, row.Check);
            var restated = rows.HadNumbers == true ? RestatedDays.Between(numbers, RestatedDays.NumbersOf(present), Today) : null;
            if (restated is { HoldMonthEnd: true }) NoteRestated(present.Name, day!.Value);
            return ContentOf(present) == before
                ? new(row, ImportOutcome.Unchanged, [])
                : Changed(row, present, new(told, day, restated));
        }

        private Community? ByName(ImportRow row) => PlainText.Clean(row.Cell("name").Text) is { } name
            ? known!.Values.FirstOrDefault(community => community.Name == name) : null;

        /// <summary>
        /// The rows of the community of which a row tells the code, or else the name; null where it tells neither. A code that a row was
        /// given is none that it tells.
        /// </summary>
        private CommunityRows? RowsOf(ImportRow row, string? code)
        {
            if (code is null && ByName(row) is { } found && !nameless.Contains(found.Code)) code = found.Code;
            if ((code ?? PlainText.Clean(row.Cell("name").Text)) is not { } text) return null;
            var key = (code is not null, text);
            return communities.TryGetValue(key, out var rows) ? rows : communities[key] = new();
        }

        /// <summary>A number of a day that is past was entered or corrected: figures of periods that are over change with it.</summary>
        private void NoteRestated(string name, DateOnly day)
        {
            restatedCount++;
            if (restated.Count < MostRestated)
                restated.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {day:yyyy-MM-dd}"));
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
    /// <param name="Restated">The past days on which another number is in force by it.</param>
    private sealed record Earlier(object Told, DateOnly? Day, RestatedDays? Restated);
}
