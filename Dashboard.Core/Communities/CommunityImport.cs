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
/// that community; another one is new, and is given a code if it has none.
/// </summary>
public sealed class CommunityImport(CommunityDirectory directory) : ImportSheet
{
    public override Ledger Ledger => CommunityExport.Columns;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("code", ImportType.Identifier, nameof(Community.Code)) { Width = 16, Synonyms = ["社区代码", "社区编码", "编码"] },
        new("name", ImportType.Text, nameof(Community.Name)) { IsRequired = true, Width = 20, Synonyms = ["社区名称", "社区", "Community"] },
        new("name-en", ImportType.Text, nameof(Community.NameEn)) { Width = 24 },
        new("households", ImportType.Whole, nameof(Community.HouseholdCount))
        {
            Unit = MetricUnit.Households,
            Synonyms = ["居民户数", "总户数", "住户数"],
        },
        new("sort-order", ImportType.Whole, nameof(Community.SortOrder)),
    ];

    internal override bool IsStaged => false;

    public override bool IsOpenTo(CurrentUser caller) => caller.MayKeepStreet;

    public override void Forget() => directory.Forget();

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new Pass(setting);

    /// <summary>A few dozen rows, not worth writing past the tracker.</summary>
    private sealed class Pass(ImportBatchProcessor.Setting setting) : ImportBatchProcessor(setting)
    {
        private readonly ImportBatchProcessor.Setting setting = setting;
        private readonly Dictionary<string, int> rowsByCode = [];
        private Dictionary<string, Community>? known;
        private int last;

        protected override async Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows,
            CancellationToken cancellationToken)
        {
            known ??= await setting.Db.Communities.ToDictionaryAsync(community => community.Code, cancellationToken);
            last = known.Values.Select(community => community.SortOrder).DefaultIfEmpty().Max();
            var (results, written) = (new List<ImportResult>(), new List<(Community Community, object? Before)>());
            foreach (var row in rows) results.Add(Take(row, written));
            if (setting.Adds is null || results.Exists(result => result.Outcome == ImportOutcome.Refused)) return results;
            await setting.Db.SaveChangesAsync(cancellationToken);
            foreach (var (community, before) in written)
                CommunityCommands.Note(setting.Db, setting.Scene.By.At, setting.Scene.Caller, community, before);
            await setting.Db.SaveChangesAsync(cancellationToken);
            return results;
        }

        private ImportResult Take(ImportRow row, List<(Community Community, object? Before)> written)
        {
            row.WasAsked = true;
            try
            {
                var code = row.CheckedIdentifier()?.ToLowerInvariant();
                if (code is not null && !rowsByCode.TryAdd(code, row.Source.Number))
                    row.Check.That(false, nameof(Community.Code), code, Rule.RepeatedInRow, rowsByCode[code]);
                row.Check.ThrowIfAny();
                code ??= known!.Values.FirstOrDefault(community => community.Name == PlainText.Clean(row.Cell("name").Text))?.Code;
                if (setting.Scene.Wants(code is not null && known!.ContainsKey(code))) row.Keep();
                var present = code is null ? null : known!.GetValueOrDefault(code);
                var details = new CommunityDetails(
                    code ?? CommunityCommands.CodeFor(row.Cell("name-en").Text, known!.ContainsKey), row.Text("name", present?.Name),
                    row.Text("name-en", present?.NameEn),
                    row.Whole("households", present?.HouseholdCount), row.Whole("sort-order", present?.SortOrder));
                if (present is null)
                {
                    var added = CommunityRules.Found(details, known!.ContainsKey, last, row.Check);
                    (known[added.Code], last) = (added, Math.Max(last, added.SortOrder));
                    if (setting.Adds is not null) setting.Db.Communities.Add(added);
                    return Written(row, ImportOutcome.Added, added, null, written);
                }

                var (before, told) = (ContentOf(present), CommunityCommands.Told(present));
                present.Correct(details, row.Check);
                return ContentOf(present) == before
                    ? new(row, ImportOutcome.Unchanged, [])
                    : Written(row, ImportOutcome.Changed, present, told, written);
            }
            catch (RefusedException refusal)
            {
                return new(row, ImportOutcome.Refused, [.. refusal.Violations.DistinctBy(violation => violation.Field)]);
            }
        }

        private static ImportResult Written(ImportRow row, ImportOutcome outcome, Community community, object? before,
            List<(Community, object?)> written)
        {
            community.Version++;
            written.Add((community, before));
            return new(row, outcome, []) { Record = before is null ? null : community.Code };
        }

        private static (string, string, int?, int) ContentOf(Community community) =>
            (community.Name, community.NameEn, community.HouseholdCount, community.SortOrder);
    }
}
