using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Communities from spreadsheets, for those who keep the street. A row whose code is known, or that has none and whose name is, changes
/// that community; another one is new, and is given a code if it has none. Several rows of a community bring numbers of households of
/// several days; what else they say of it must be the same, or be left empty.
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

        private readonly Dictionary<(string Code, DateOnly? Day), int> rows = [];
        private readonly Dictionary<(string Code, string Field), (string Text, int Row)> said = [];
        private readonly HashSet<string> seen = [];
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
                before is null ? community.HouseholdCounts.FirstOrDefault()?.HoldsFrom : before.Day);

        protected override ImportResult Take(ImportRow row)
        {
            var code = row.CheckedIdentifier()?.ToLowerInvariant();
            row.Check.ThrowIfAny();
            code ??= known!.Values.FirstOrDefault(community => community.Name == PlainText.Clean(row.Cell("name").Text))?.Code;
            if (Scene.Wants(code is not null && known!.ContainsKey(code))) row.Keep();
            var field = code is null || row.Identifier is null ? nameof(Community.Name) : nameof(Community.Code);
            code ??= CommunityCommands.CodeFor(row.Cell("name-en").Text, known!.ContainsKey);
            var present = known!.GetValueOrDefault(code);
            // What a later row leaves empty is as the first one said.
            row.KeepsWhatIsEmpty = !seen.Add(code);
            var (households, from) = (row.Whole("households"), row.Day("households-from"));
            var counted = households is null ? from : from ?? Today;
            if (!rows.TryAdd((code, counted), row.Source.Number))
                row.Check.That(false, field, code, Rule.RepeatedInRow, rows[(code, counted)]);
            var details = new CommunityDetails(code, row.Text("name", present?.Name), row.Text("name-en", present?.NameEn),
                households, row.Whole("sort-order", present?.SortOrder), from);
            CheckSame(row, code, "name", details.Name);
            CheckSame(row, code, "name-en", details.NameEn);
            CheckSame(row, code, "sort-order", details.SortOrder?.ToString(CultureInfo.InvariantCulture));
            if (present is null)
            {
                if (households is not null && from is null) row.FilledIn("households-from", null, Today);
                var added = CommunityRules.Found(details, known!.ContainsKey, last, Today, row.Check);
                (known[added.Code], last) = (added, Math.Max(last, added.SortOrder));
                return Changed(row, added, null);
            }

            var day = details.DayOfCount(present, Today);
            var count = day is { } one ? present.CountFrom(one) : null;
            if (households is not null)
            {
                var held = count ?? present.HouseholdCounts.Where(other => day is null || other.HoldsFrom < day)
                    .MaxBy(other => other.HoldsFrom);
                row.Was("households", held?.Households);
                if (day is not null && from is null) row.FilledIn("households-from", count?.HoldsFrom, day);
                else if (count is not null) row.Was("households-from", count.HoldsFrom);
            }

            var (before, told) = (ContentOf(present), CommunityCommands.Told(present, day));
            var replaced = count?.Households;
            present.Correct(details, Today, row.Check);
            if (replaced is { } number && number != households && day < Today) NoteRestated(present.Name, day.Value);
            return ContentOf(present) == before
                ? new(row, ImportOutcome.Unchanged, [])
                : Changed(row, present, new(told, day));
        }

        /// <summary>Notes that two rows say different things of a community: which of them is meant nobody can know.</summary>
        private void CheckSame(ImportRow row, string code, string key, string? text)
        {
            if (!row.IsGiven(key) || PlainText.Clean(text) is not { } told) return;
            if (said.TryAdd((code, key), (told, row.Source.Number)) || said[(code, key)].Text == told) return;
            var (other, number) = said[(code, key)];
            row.Check.That(false, row.FieldOf(key), told, Rule.OtherInRow, number, other);
        }

        /// <summary>A number of a day that is past was corrected: figures of periods that are over change with it.</summary>
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
    private sealed record Earlier(object Told, DateOnly? Day);
}
