using System.Globalization;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// Targets from spreadsheets, for those who may set them. A row changes the target of its id, or the one of the same metric, community
/// and days; another one is new. The target of a rate is in per cent.
/// </summary>
public sealed class TargetImport(MetricCatalogue catalogue, TargetDirectory directory) : ImportSheet
{
    private static readonly Ledger<MetricTarget> Columned = new()
    {
        Kind = RecordKinds.NameOf<MetricTarget>(),
        Id = x => x.Id,
        Rows = db => db.MetricTargets,
        TypedColumns =
        [
            new() { Key = "record-id", Type = LedgerType.Number, Value = x => x.Id, Width = 10 },
            new() { Key = "metric", Type = LedgerType.Text, Value = x => x.MetricKey, Width = 26 },
            new() { Key = "first-day", Type = LedgerType.Day, Value = x => x.FirstDay, Width = 12 },
            new() { Key = "last-day", Type = LedgerType.Day, Value = x => x.LastDay, Width = 12 },
            new() { Key = "reason", Type = LedgerType.Text, Value = x => x.Reason, Width = 40 },
        ],
    };

    private readonly Dictionary<string, string> keysByName = catalogue.All
        .SelectMany(metric => ImportTexts.Cultures.Select(culture => Texts.Name(metric, culture)).Append(metric.Key)
            .Select(name => (Name: ImportLookups.Fold(name), metric.Key)))
        .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Key);

    public override Ledger Ledger => Columned;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("metric", ImportType.Text, nameof(TargetInput.Metric))
        { IsRequired = true, Width = 26, Synonyms = ["指标名称", "考核指标", "Metric name", "Indicator"] },
        new("community", ImportType.Community, nameof(TargetInput.CommunityId)) { Width = 16, Synonyms = ["范围", "Slice", "所属社区"] },
        new("first-day", ImportType.Day, nameof(TargetInput.FirstDay)) { Synonyms = ["开始日期", "起", "Start date", "From"] },
        new("last-day", ImportType.Day, nameof(TargetInput.LastDay)) { Synonyms = ["结束日期", "止", "End date", "Until"] },
        new("target", ImportType.Milli, TargetCommands.Field)
        { IsRequired = true, Synonyms = ["目标", "年度目标", "任务数", "Target value", "Goal"] },
        new("spread", ImportType.Term, nameof(TargetInput.Spread))
        { TermType = typeof(TargetSpread), Width = 16, Synonyms = ["分摊", "分解方式", "分配方式", "How it is spread"] },
        new("reason", ImportType.Text, nameof(TargetInput.Reason))
        { IsRequired = true, Width = 40, Synonyms = ["依据", "说明", "Basis", "Remarks"] },
    ];

    internal override bool IsStaged => false;

    public override bool IsOpenTo(CurrentUser caller) => caller.MayKeepTargets;

    public override void Forget() => directory.Forget();

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new Pass(this, setting);

    private sealed class Pass(TargetImport sheet, ImportBatchProcessor.Setting setting)
        : TrackedImportProcessor<MetricTarget, object>(setting)
    {
        private readonly Dictionary<MetricTarget, int> rowsByTarget = [];
        private List<MetricTarget>? known;

        protected override async Task ReadAsync(CancellationToken cancellationToken) =>
            known ??= await Db.MetricTargets.AsTracking().ToListAsync(cancellationToken);

        protected override void Note(MetricTarget target, object? before) => TargetCommands.Note(Db, Scene.By.At, Scene.Caller, target.Id,
            before is null ? "Added" : "Changed", before, target.Told());

        protected override ImportResult Take(ImportRow row)
        {
            var given = row.CheckedIdentifier();
            var present = given is null ? null : known!.Find(other =>
                other.Id.ToString(CultureInfo.InvariantCulture) == given.TrimStart('#'));
            row.Check.That(given is null || present is not null, nameof(Record.Id), given, Rule.Unknown);
            row.Check.ThrowIfAny();
            var name = row.Text("metric", present?.MetricKey);
            var metric = name is null ? null : sheet.keysByName.GetValueOrDefault(ImportLookups.Fold(name), name);
            // Leaders set targets for communities in which they write nothing.
            var communities = row.Communities("community", present?.CommunityId is { } one ? [one] : []);
            row.Check.That(communities.Count <= 1, nameof(TargetInput.CommunityId), null, Rule.Unknown);
            int? community = communities.Count == 1 ? communities.First() : null;
            var (first, last) = (row.Day("first-day", present?.FirstDay), row.Day("last-day", present?.LastDay));
            // A sheet without ids finds what it has set before by what it is for.
            present ??= known!.Find(other => other.MetricKey == metric && other.CommunityId == community
                && other.FirstDay == first && other.LastDay == last);
            if (Scene.Wants(present is not null)) row.Keep();
            var kept = present is null || metric is null || Catalogue.Find(metric) is not { } found
                ? present?.AmountMilli : present.EnteredMilli(found);
            var input = new TargetInput(metric, community, first, last, row.Milli("target", kept),
                row.Term("spread", present?.Spread), row.Text("reason", present?.Reason));
            row.Check.ThrowIfAny();
            var (target, before) = (present ?? new MetricTarget { MetricKey = "" }, present?.Told());
            if (!rowsByTarget.TryAdd(target, row.Source.Number))
                row.Check.That(false, nameof(TargetInput.Metric), name, Rule.RepeatedInRow, rowsByTarget[target]);
            row.Check.That(present is not null || known!.Count < TargetCommands.Most, nameof(TargetInput.Metric), name,
                Rule.TooManyItems, TargetCommands.Most);
            TargetRules.Take(target, input, Catalogue, known!, Scene.By.Today, row.Check);
            row.Check.ThrowIfAny();
            if (before is not null && before.Equals(target.Told())) return new(row, ImportOutcome.Unchanged, []);
            (target.SetBy, target.SetAt, target.Version) = (Scene.Caller.Name, Scene.By.At, target.Version + 1);
            if (present is null) known!.Add(target);
            return Written(row, target, before, $"#{target.Id.ToString(CultureInfo.InvariantCulture)}");
        }

        private MetricCatalogue Catalogue => sheet.Catalogue;
    }

    private MetricCatalogue Catalogue => catalogue;
}
